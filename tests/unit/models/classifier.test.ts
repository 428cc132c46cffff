import { describe, expect, it } from 'vitest';
import { ExpressionRole, MemoryRole } from '../../../src/models/classifier-roles.js';
import { Classifier, type Heads } from '../../../src/models/classifier.js';
import type { CompletionOptions } from '../../../src/pipeline/contracts.js';
import { seededRandom } from '../../../src/random.js';

const GLAD = Float32Array.of(1, 0);
const CALM = Float32Array.of(0, 1);
const encoder = {
  embed: (texts: readonly string[]) =>
    Promise.resolve(texts.map((text) => (text.includes('!') ? GLAD : CALM))),
  // A token a letter: the head keeps words that begin with 고.
  states: (text: string) =>
    Promise.resolve(
      [...text.replaceAll(' ', '')].map((letter) => (letter === '고' ? GLAD : CALM)),
    ),
  countTokens: (word: string) => word.length,
};
const head = (glad: string, calm: string) => ({
  words: [calm, glad],
  weight: [
    [0, 2],
    [2, 0],
  ],
  bias: [0, 0],
});
const heads: Heads = {
  eyes: head('크게', '보통'),
  mouth: head('크게', '보통'),
  pose: head('보통', '없음'),
  remember: head('yes', 'no'),
  key: head('반려동물', '상태'),
  edit: {
    words: ['-', '>'],
    weight: [
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ],
    bias: [0, 0],
  },
};
const classifier = new Classifier(encoder, heads);
const greedy = (): CompletionOptions => ({
  maxTokens: 24,
  temperature: 0,
  random: seededRandom(1),
});

describe('ExpressionRole', () => {
  const role = new ExpressionRole(classifier);

  it('tells the likeliest class of each property in the words of the role', async () => {
    expect((await role.complete('우와!', greedy())).text).toBe('(눈 크게, 입 크게, 고개 돌림 보통)');
    expect((await role.complete('음', greedy())).text).toBe('(눈 보통, 입 보통, 고개 돌림 없음)');
  });

  it('draws the same for the same seed, and not always the likeliest', async () => {
    const drawn = async (seed: number) =>
      (await role.complete('음', { maxTokens: 24, temperature: 2, random: seededRandom(seed) })).text;
    expect(await drawn(3)).toBe(await drawn(3));
    const all = new Set(await Promise.all(Array.from({ length: 30 }, (_, seed) => drawn(seed))));
    expect(all.size).toBeGreaterThan(1);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(role.complete('음', { ...greedy(), signal })).rejects.toThrow();
  });
});

describe('MemoryRole', () => {
  const role = new MemoryRole(classifier);

  it('writes a key and the words worth keeping, where there is something to remember', async () => {
    expect(await role.complete('그냥 고양이 키워', greedy())).toMatchObject({ text: '', finished: true });
    const { text } = await role.complete('나 고양이 키워!', greedy());
    expect(text).toBe('[반려동물: 고양이]');
  });

  it('judges the user’s words, not what stands before them', async () => {
    const prompt = '(오로라 답변 요약) 신난다! (사용자 질문) 응';
    expect((await role.complete(prompt, greedy())).text).toBe('');
  });
});
