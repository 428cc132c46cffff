import { describe, expect, it } from 'vitest';
import { COMMAND_WORDS } from '../../../src/texts/command-words.js';
import { en } from '../../../src/texts/en.js';
import { formatMoment, formatSpan, ordinalWord } from '../../../src/texts/format.js';
import { ko } from '../../../src/texts/ko.js';
import { wordNotice } from '../../../src/texts/notice.js';
import { CATEGORY_WORDS } from '../../../src/texts/words.js';

/** Paths of all texts, with the kind of each. */
function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value as object, `${path}${key}.`)
      : [`${path}${key}: ${typeof value}`],
  );
}

describe('the catalogue', () => {
  it('has every text in both languages', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(ko).sort());
  });

  it('says nothing empty, and no Korean in English', () => {
    for (const { texts, other } of [
      { texts: ko, other: /$^/u },
      { texts: en, other: /\p{Script=Hangul}(?<!오로라)/u },
    ]) {
      const plain = JSON.stringify(texts).replaceAll('오로라', '');
      expect(plain).not.toMatch(/:""/u);
      expect(plain).not.toMatch(other);
    }
  });

  it('says in help that she is an AI, and names the help line', () => {
    for (const texts of [ko, en]) {
      const help = texts.help({ moderator: true });
      expect(help).toMatch(/AI/u);
      expect(help).toContain('109');
      expect(help.length).toBeLessThanOrEqual(2000);
      expect(texts.privacy.length).toBeLessThanOrEqual(2000);
    }
    expect(ko.help({ moderator: false })).not.toContain('/pardon');
  });
});

describe('names of commands', () => {
  const labels = Object.values(COMMAND_WORDS).flatMap((command) => [
    command,
    ...Object.values(command.parts),
  ]);

  it('are what Discord takes, in both languages', () => {
    for (const { name, about } of labels) {
      for (const locale of ['ko', 'en'] as const) {
        expect(name[locale]).toMatch(/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u);
        expect(about[locale].length).toBeGreaterThan(0);
        expect(about[locale].length).toBeLessThanOrEqual(100);
      }
    }
  });

  it('differ from each other', () => {
    for (const locale of ['ko', 'en'] as const) {
      const names = Object.values(COMMAND_WORDS).map(({ name }) => name[locale]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('wordNotice', () => {
  const until = Date.parse('2026-12-01T00:30:00Z');

  it('tells a blocked user why, until when in their zone, and how to appeal', () => {
    const notice = {
      code: 'blocked',
      category: '패드립',
      until,
      timeZone: 'America/New_York',
    } as const;
    const text = wordNotice(notice, 'ko');
    expect(text).toContain('패드립');
    expect(text).toContain('2026년 11월 30일');
    expect(text).toContain('19:30 (America/New_York)');
    expect(text).toContain('/appeal');
    expect(wordNotice(notice, 'en')).toContain(CATEGORY_WORDS.en['패드립']);
  });

  it('counts strikes in a warning', () => {
    const strikes = [{ id: 's', category: '정치', ordinal: 1, penaltyMs: 0 }] as const;
    expect(wordNotice({ code: 'warned', strikes }, 'ko')).toContain('정치 1번째: 경고');
    expect(wordNotice({ code: 'warned', strikes }, 'en')).toContain('1st time: warning');
  });

  it('tells how long to wait', () => {
    expect(wordNotice({ code: 'cooldown', retryAfterMs: 61_000 }, 'ko')).toContain('2분 뒤');
    expect(wordNotice({ code: 'cooldown', retryAfterMs: 400 }, 'en')).toContain('in 1 second.');
  });
});

describe('spans and moments', () => {
  it.each([
    [3_600_000, '1시간', '1 hour'],
    [86_400_000, '1일', '1 day'],
    [1461 * 86_400_000, '1461일', '1461 days'],
  ])('%d ms', (ms, korean, english) => {
    expect([formatSpan(ms, 'ko'), formatSpan(ms, 'en')]).toEqual([korean, english]);
  });

  it('names the zone of a moment', () => {
    expect(formatMoment(0, 'Asia/Seoul', 'ko')).toBe('1970년 1월 1일 09:00 (Asia/Seoul)');
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [22, '22nd'],
  ])('%d → %s', (n, word) => expect(ordinalWord(n)).toBe(word));
});
