import { describe, expect, it } from 'vitest';
import { JointEncoder } from '../../../../src/models/replies/joint-encoder.js';
import { cosineSimilarity } from '../../../../src/pipeline/contracts.js';
import { TableEncoder } from '../../../support/fakes.js';

describe('two encoders as one', () => {
  const words = new TableEncoder({ 비: [1, 0], 우산: [0.6, 0.8], 시험: [0, 1] });
  const sense = new TableEncoder({ 비: [0, 0, 1], 우산: [0, 0, 1], 시험: [1, 0, 0] });
  const joint = new JointEncoder([
    { encoder: words, share: 0.75 },
    { encoder: sense, share: 0.25 },
  ]);

  it('gives unit vectors whose cosine is the weighted sum of theirs', async () => {
    const [rain, umbrella, exam] = await joint.embed(['비', '우산', '시험']);
    expect(rain).toHaveLength(5);
    expect(cosineSimilarity(rain!, rain!)).toBeCloseTo(1);
    expect(cosineSimilarity(rain!, umbrella!)).toBeCloseTo(0.75 * 0.6 + 0.25);
    expect(cosineSimilarity(rain!, exam!)).toBeCloseTo(0);
  });

  it('embeds nothing to nothing', async () => {
    expect(await joint.embed([])).toEqual([]);
  });
});
