import { beforeAll, describe, expect, it } from 'vitest';
import { locate } from '../../../src/models/locate.js';
import { loadSentenceEncoder } from '../../../src/models/sentence-encoder.js';
import { cosineSimilarity, type SentenceEncoder } from '../../../src/pipeline/contracts.js';

describe('a sentence encoder of this repository', { timeout: 60_000 }, () => {
  let encoder: SentenceEncoder;
  beforeAll(async () => {
    encoder = await loadSentenceEncoder((await locate({}, 'replies')).path);
  }, 60_000);

  it('gives a unit vector a text, in order, the same alone and among others', async () => {
    const [first, second] = await encoder.embed(['안녕', '나 시험 망했어']);
    const [alone] = await encoder.embed(['나 시험 망했어']);
    expect(second).toEqual(alone);
    expect(first).not.toEqual(second);
    expect(Math.hypot(...first!)).toBeCloseTo(1, 4);
  });

  it('sets like texts nearer than unlike ones', async () => {
    const [cat, kitten, exam] = await encoder.embed(['고양이 귀여워', '우리 고양이 예뻐', '시험 망했어']);
    expect(cosineSimilarity(cat!, kitten!)).toBeGreaterThan(cosineSimilarity(cat!, exam!));
  });

  it('takes no text at all, and an empty one', async () => {
    expect(await encoder.embed([])).toEqual([]);
    expect((await encoder.embed(['']))[0]).toHaveLength(256);
  });
});
