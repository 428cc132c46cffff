/**
 * Hangul arithmetic: loose (compatibility) jamo to syllables and back.
 * Twin of `training/encoder/jamo.py`; `tests/fixtures/normalise.tsv` holds both to the same.
 */

export const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
export const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
export const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

const CLUSTERS: Readonly<Record<string, string>> = {
  ㄱㅅ: 'ㄳ',
  ㄴㅈ: 'ㄵ',
  ㄴㅎ: 'ㄶ',
  ㄹㄱ: 'ㄺ',
  ㄹㅁ: 'ㄻ',
  ㄹㅂ: 'ㄼ',
  ㄹㅅ: 'ㄽ',
  ㄹㅌ: 'ㄾ',
  ㄹㅍ: 'ㄿ',
  ㄹㅎ: 'ㅀ',
  ㅂㅅ: 'ㅄ',
};

// A consonant and a vowel, unless either is drawn out (ㅋㅋㅏ, ㅗㅠㅠ) or they are ㅋㅠ, ㅎㅜ: crying
// laughter. The final is one that the next vowel does not need.
const SYLLABLE = new RegExp(
  `(?<![ㅋㅎ])([${INITIALS}])(?!(?<=[ㅋㅎ])[ㅠㅜㅡ])([ㅏ-ㅣ])(?!\\2)` +
    `((?:${Object.keys(CLUSTERS).join('|')}|[${FINALS.join('')}])(?![ㅏ-ㅣ]))?`,
  'gu',
);
const OPEN = /([가-힣])([ㄱㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅌㅍ])(?=[가-힣])/gu;

export interface Letters {
  initial: string;
  vowel: string;
  /** Empty for an open syllable. */
  final: string;
}

/** Initial, vowel and final of one syllable. */
export function letters(syllable: string): Letters {
  const code = syllable.charCodeAt(0) - 0xac00;
  return {
    initial: INITIALS.charAt(Math.floor(code / 588)),
    vowel: VOWELS.charAt(Math.floor((code % 588) / 28)),
    final: FINALS[code % 28] ?? '',
  };
}

/** The composed syllable. */
export function syllable(initial: string, vowel: string, final = ''): string {
  const place =
    INITIALS.indexOf(initial) * 588 + VOWELS.indexOf(vowel) * 28 + FINALS.indexOf(final);
  return String.fromCharCode(0xac00 + place);
}

/** A composed syllable, 가 … 힣. */
export function isSyllable(char: string): boolean {
  return char >= '가' && char <= '힣';
}

/** A syllable without a final. */
export function isOpen(char: string): boolean {
  return isSyllable(char) && (char.charCodeAt(0) - 0xac00) % 28 === 0;
}

/** ㅅㅏ랑 → 사랑, 벼ㅇ신 → 병신; ㅋㅋ, ㅠㅠ, ㅇㅇ stay. */
export function compose(text: string): string {
  return text
    .replace(SYLLABLE, (_all, initial: string, vowel: string, final: string | undefined) =>
      syllable(initial, vowel, final === undefined ? '' : (CLUSTERS[final] ?? final)),
    )
    .replace(OPEN, (all: string, head: string, final: string) => {
      if (!isOpen(head)) return all;
      const { initial, vowel } = letters(head);
      return syllable(initial, vowel, final);
    });
}
