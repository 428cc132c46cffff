import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/random.js';
import { REST } from '../../../src/render/contract.js';
import { planMotion, planShow, weightsOf } from '../../../src/render/motion.js';

const GLAD = { eyes: 1.0, mouth: 1.4, pose: 0 };
const AWAY = { eyes: 0.4, mouth: 0.5, pose: 1.7 };
const plan = (seed: number, frames = 24) =>
  planMotion({ from: AWAY, to: GLAD, rest: REST, frames }, seededRandom(seed));
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

describe('weightsOf', () => {
  it('turns the sign: more open and more turned is more negative', () => {
    expect(weightsOf(AWAY)).toEqual({ eyes: -0.4, mouth: -0.5, pose: -1.7 });
    expect(weightsOf(REST)).toEqual({ eyes: 0.2, mouth: 1, pose: -0 });
  });

  it('stays inside of what the generators draw well', () => {
    expect(weightsOf({ eyes: -9, mouth: 9, pose: -9 })).toEqual({
      eyes: 1.3,
      mouth: -1.8,
      pose: 0.6,
    });
  });
});

describe('planMotion', () => {
  it('begins at the last expression, reaches the new one and ends at rest', () => {
    for (const seed of SEEDS) {
      const path = plan(seed);
      const [first, last] = [path[0]!, path.at(-1)!];
      const [from, to, rest] = [weightsOf(AWAY), weightsOf(GLAD), weightsOf(REST)];
      expect(first.pose).toBeCloseTo(from.pose, 5);
      expect(first.mouth).toBeCloseTo(from.mouth, 5);
      expect(Math.min(...path.map(({ mouth }) => Math.abs(mouth - to.mouth)))).toBeLessThan(0.06);
      expect(last.mouth).toBeCloseTo(rest.mouth, 5);
      expect(last.pose).toBeCloseTo(rest.pose, 5);
    }
  });

  it('blinks once, deep enough to shut the eyes, for at most 13 frames', () => {
    for (const seed of SEEDS) {
      const shut = plan(seed, 36).map(({ eyes }) => eyes > 0.7);
      expect(shut.filter(Boolean).length).toBeGreaterThan(0);
      expect(shut.lastIndexOf(true) - shut.indexOf(true)).toBeLessThan(13);
      expect(shut.at(-1)).toBe(false);
    }
  });

  it('moves without jumps', () => {
    for (const seed of SEEDS) {
      const path = plan(seed);
      for (let i = 1; i < path.length; i += 1) {
        expect(Math.abs(path[i]!.pose - path[i - 1]!.pose)).toBeLessThan(0.6);
        expect(Math.abs(path[i]!.mouth - path[i - 1]!.mouth)).toBeLessThan(0.7);
      }
    }
  });

  it('repeats itself for a seed and differs between seeds', () => {
    expect(plan(3)).toEqual(plan(3));
    expect(plan(3)).not.toEqual(plan(4));
  });
});

describe('planShow', () => {
  it('runs through all hues, with height and gradient inside of 0…1', () => {
    const show = planShow(36);
    expect(show.map(({ hue }) => Math.round(hue * 36))).toEqual(
      Array.from({ length: 36 }, (_, i) => i),
    );
    expect(show[0]).toEqual({ hue: 0, height: 0.8, gradient: 0.7 });
    expect(Math.min(...show.map(({ height }) => height))).toBeCloseTo(0.4, 6);
    expect(Math.max(...show.map(({ height }) => height))).toBeCloseTo(0.8, 6);
  });
});
