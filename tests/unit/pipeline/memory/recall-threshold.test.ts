import { describe, expect, it } from 'vitest';
import { recallThreshold } from '../../../../src/pipeline/memory/recall-threshold.js';

describe('recallThreshold', () => {
  const thresholds = [
    [1, 0.2],
    [10, 0.4],
    [100, 0.6],
  ] as const;

  it.each([
    [1, 0.2],
    [10, 0.4],
    [100, 0.6],
  ])('is as calibrated for %i items', (items, cosine) => {
    expect(recallThreshold(thresholds, items)).toBeCloseTo(cosine);
  });

  it('rises with the logarithm in between', () => {
    expect(recallThreshold(thresholds, Math.round(Math.sqrt(1000)))).toBeCloseTo(0.5, 2);
  });

  it('stays at the last beyond it, and at the first where there is only one', () => {
    expect(recallThreshold(thresholds, 500)).toBe(0.6);
    expect(recallThreshold([[5, 0.3]], 1)).toBe(0.3);
    expect(recallThreshold([[5, 0.3]], 50)).toBe(0.3);
  });
});
