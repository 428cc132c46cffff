import { describe, expect, it } from 'vitest';
import { sampleToken, type Sampling } from '../../../src/models/sampling.js';
import { seededRandom } from '../../../src/random.js';

const PLAIN: Sampling = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1 };
const logits = (...values: number[]) => Float32Array.from(values);

/** Share of each token among many draws. */
function shares(values: number[], sampling: Sampling, produced: number[] = []): number[] {
  const random = seededRandom(5);
  const counts = values.map(() => 0);
  for (let i = 0; i < 4000; i += 1) {
    counts[sampleToken(logits(...values), produced, sampling, random)]! += 1 / 4000;
  }
  return counts;
}

describe('sampleToken', () => {
  it('takes the strongest at temperature 0', () => {
    const greedy = { ...PLAIN, temperature: 0 };
    expect(sampleToken(logits(1, 3, 2), [], greedy, seededRandom(1))).toBe(1);
  });

  it('draws by the softmax of the logits', () => {
    const [a, b, c] = shares([Math.log(6), Math.log(3), Math.log(1)], PLAIN);
    expect(a).toBeCloseTo(0.6, 1);
    expect(b).toBeCloseTo(0.3, 1);
    expect(c).toBeCloseTo(0.1, 1);
  });

  it('sharpens with less temperature', () => {
    const [first] = shares([Math.log(2), 0], { ...PLAIN, temperature: 0.5 });
    expect(first).toBeCloseTo(0.8, 1);
  });

  it('keeps the nucleus and the strongest k', () => {
    const values = [Math.log(6), Math.log(3), Math.log(1)];
    expect(shares(values, { ...PLAIN, topP: 0.85 })[2]).toBe(0);
    expect(shares(values, { ...PLAIN, topP: 0.5 })[0]).toBeCloseTo(1, 6);
    expect(shares(values, { ...PLAIN, topK: 1 })[0]).toBeCloseTo(1, 6);
  });

  it('makes what was said less likely', () => {
    const penalised = { ...PLAIN, temperature: 0, repetitionPenalty: 2 };
    expect(sampleToken(logits(3, 2), [0], penalised, seededRandom(1))).toBe(1);
    expect(sampleToken(logits(-1, -1.5), [0, 0], penalised, seededRandom(1))).toBe(1);
  });

  it('repeats itself for a seed', () => {
    const run = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => sampleToken(logits(1, 1, 1, 1), [], PLAIN, random));
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
