import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../src/pipeline/ethics/normalise.js';

const fixture = new URL('../../../fixtures/normalise.tsv', import.meta.url);

/** `\uXXXX` in the fixture stands for the code point, so that invisible ones can be seen. */
function unescape(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gu, (_all, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

const vectors = readFileSync(fixture, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t').map(unescape) as [string, string]);

describe('normalise', () => {
  it.each(vectors)('%j becomes %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it.each([
    'ㅋㅋ',
    'ㅇㅇ',
    'ㅠ.ㅠ',
    'A4 용지 3장',
    '10:30~11:20 수업',
    '1,000원',
    '너 왜 또 안 와',
  ])('leaves %j as it is', (text) => {
    expect(normalise(text)).toBe(text);
  });

  it.each(['ㅅㅏ랑해', '사💗랑💗해', '사 랑 해', '사\u200b랑\u200b해', '사.랑.해', 'ㅅr랑해'])(
    'reads %j as the word that it hides',
    (text) => {
      expect(normalise(text)).toBe('사랑해');
    },
  );

  it('is idempotent on its own results', () => {
    for (const [, result] of vectors) expect(normalise(normalise(result))).toBe(normalise(result));
  });

  it('survives text of private-use and lone surrogate code points', () => {
    expect(normalise('\ue000안녕\ue001')).toBe('안녕');
    expect(normalise('\ud83d 안녕')).toContain('안녕');
  });
});
