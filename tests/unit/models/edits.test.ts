import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edited, likeliestValue, wordsOf } from '../../../src/models/edits.js';

const FIXTURE = new URL('../../fixtures/edits.tsv', import.meta.url);
const rows = readFileSync(FIXTURE, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [string, string, string]);

describe('edits of words', () => {
  it.each(rows)('%s by %s makes what the training makes: %s', (word, edit, made) => {
    expect(edited(word, edit) ?? '').toBe(made);
  });

  it('words lose the signs around them', () => {
    expect(wordsOf('ㅋㅋㅋ 나 떨어졌어ㅠㅠ (50%나) 남음...')).toEqual(['나', '떨어졌어', '50%나', '남음']);
  });

  const EDITS = ['-', '>', '랑>와', '\u116F\u11BB어>\u116E\u11B7'];

  it('a value is what is likelier kept than dropped, with endings that suit', () => {
    const logits = [
      [2, 1, 5, 0],
      [0, 1, 9, 3],
      [4, 3, 3, 3],
    ];
    expect(likeliestValue(['친구랑', '싸웠어', '오늘'], logits, EDITS)).toBe('친구와 싸움');
  });

  it('one word stays at least', () => {
    const logits = [
      [9, 1, 0, 0],
      [5, 4, 0, 0],
    ];
    expect(likeliestValue(['그냥', '시험'], logits, EDITS)).toBe('시험');
    expect(likeliestValue([], [], EDITS)).toBe('');
  });
});
