/** A hair colour with a name. */
export interface HairColor {
  ko: string;
  en: string;
  /** Degrees, 0…360. `Ombre.hue` is this / 360. */
  hue: number;
}

/** The hues that spec §3 fixes (red 0, orange 0.1, sky blue 0.5, pink 0.9) and those between. */
export const HAIR_COLORS: readonly HairColor[] = [
  { ko: '빨강', en: 'red', hue: 0 },
  { ko: '주황', en: 'orange', hue: 36 },
  { ko: '노랑', en: 'yellow', hue: 60 },
  { ko: '초록', en: 'green', hue: 120 },
  { ko: '하늘', en: 'sky blue', hue: 180 },
  { ko: '파랑', en: 'blue', hue: 235 },
  { ko: '보라', en: 'purple', hue: 275 },
  { ko: '분홍', en: 'pink', hue: 324 },
];

const OFF = new Set(['off', 'none', 'natural', '끄기', '없음', '원래', '원래대로']);

/** Other ways in which people write the names above. */
const SYNONYMS: Readonly<Record<string, string>> = {
  빨간: '빨강',
  레드: '빨강',
  오렌지: '주황',
  노란: '노랑',
  옐로: '노랑',
  옐로우: '노랑',
  그린: '초록',
  녹: '초록',
  skyblue: '하늘',
  sky: '하늘',
  cyan: '하늘',
  스카이블루: '하늘',
  파란: '파랑',
  블루: '파랑',
  violet: '보라',
  퍼플: '보라',
  핑크: '분홍',
};

/**
 * Reads what a person wrote for a hair colour: `off`, degrees (`270`, `270°`) or a name, Korean
 * (보라, 보라색) or English.
 * @returns degrees 0…360, `'off'` for her own colour, `undefined` where it is none of them.
 */
export function parseHair(text: string): number | 'off' | undefined {
  const word = text.normalize('NFC').trim().toLowerCase();
  if (OFF.has(word)) return 'off';
  if (/^\d{1,3}(\.\d+)?\s*(°|도)?$/u.test(word)) {
    const hue = Number.parseFloat(word);
    return hue <= 360 ? hue : undefined;
  }
  const stem = word.replace(/\s*색$/u, '').replace(/[\s_-]+/gu, '');
  const name = SYNONYMS[stem] ?? stem;
  return HAIR_COLORS.find((color) => color.ko === name || color.en === name)?.hue;
}
