import { describe, expect, it } from 'vitest';
import {
  continuations,
  sentencesOf,
  type Neighbour,
} from '../../../../src/models/replies/neighbour-decoding.js';

const END = 99;

/** A reply whose sentences are given as tokens. */
function reply(weight: number, ...sentences: number[][]): Neighbour {
  const ids: number[] = [];
  const starts: number[] = [];
  for (const sentence of [...sentences, [END]]) {
    if (ids.length > 0) starts.push(ids.length);
    ids.push(...sentence);
  }
  return { ids, sentences: starts, weight, likeness: [1, 1] };
}

const strongest = (found: Map<number, number>) =>
  [...found].sort(([, a], [, b]) => b - a).map(([id]) => id);

describe('continuations', () => {
  const near = [reply(0.7, [1, 2, 3], [4, 5]), reply(0.3, [6, 2, 7], [8, 9])];

  it('begin with the first tokens of the replies, by their weight', () => {
    expect(continuations(near, [])).toEqual(
      new Map([
        [1, 0.7],
        [6, 0.3],
      ]),
    );
  });

  it('follow the longest common context', () => {
    const found = continuations(near, [1, 2]);
    expect(strongest(found)).toEqual([3, 7]);
    expect(found.get(7)!).toBeLessThan(found.get(3)! / 1000);
  });

  it('let another reply take over where a sentence has ended, and only there', () => {
    expect(continuations(near, [1]).has(8)).toBe(false);
    const found = continuations(near, [1, 2, 3]);
    expect([...found.keys()].sort()).toEqual([4, 8]);
  });

  it('let nobody take over who speaks of something else', () => {
    const strange = near.map((one, i) => ({ ...one, likeness: i === 0 ? [1, 0.05] : [0.05, 1] }));
    expect([...continuations(strange, [1, 2, 3]).keys()]).toEqual([4]);
  });

  it('never end after half of what a reply says', () => {
    expect(continuations(near, [1, 2, 3]).has(END)).toBe(false);
  });

  it('end where the reply ends, and nobody takes over then', () => {
    expect([...continuations(near, [1, 2, 3, 4, 5]).keys()]).toEqual([END]);
  });

  it('swap the last sentence only', () => {
    const jokes = [reply(0.5, [1, 2], [3, 4], [5, 6]), reply(0.5, [7, 8], [9], [10, 11])];
    expect([...continuations(jokes, [1, 2]).keys()]).toEqual([3]);
    expect([...continuations(jokes, [1, 2, 3, 4]).keys()].sort()).toEqual([10, 5]);
  });

  it('leave a reply of one sentence alone', () => {
    const found = continuations([reply(0.5, [1, 2]), reply(0.5, [3, 4], [5, 6])], [1, 2]);
    expect([...found.keys()]).toEqual([END]);
  });

  it('do not let a sentence be said twice', () => {
    const twice = [reply(0.5, [1, 2], [3, 4]), reply(0.5, [5, 6], [3, 4], [7, 8])];
    expect(continuations(twice, [5, 6, 3, 4]).has(3)).toBe(false);
  });

  it('know nothing after words that no reply says, and nothing without replies', () => {
    expect(continuations(near, [50]).size).toBe(0);
    expect(continuations([], []).size).toBe(0);
  });
});

describe('sentencesOf', () => {
  it.each([
    ['안녕! 나는 오로라야.', ['안녕!', ' 나는 오로라야.']],
    ['진짜?! 대박ㅋㅋ', ['진짜?!', ' 대박ㅋㅋ']],
    ['축하해!🎉 뭐 먹을까', ['축하해!🎉', ' 뭐 먹을까']],
    ['웃겨! ㅋㅋ 다시 해줘', ['웃겨! ㅋㅋ', ' 다시 해줘']],
    ['한 달에 1~2kg이 좋아. 천천히!', ['한 달에 1~2kg이 좋아.', ' 천천히!']],
    ['흠... 그래', ['흠...', ' 그래']],
  ])('%s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
    expect(sentencesOf(text).join('')).toBe(text);
  });
});
