import {
  compose,
  FINALS,
  INITIALS,
  isOpen,
  isSyllable,
  letters,
  syllable,
  VOWELS,
} from './jamo.js';

/**
 * Undoes the spelling tricks that hide words from the ethics encoder; it decides nothing.
 * Twin of `training/encoder/normalise.py`: same steps in the same order, held together by
 * `tests/fixtures/normalise.tsv`. Ordinary chat (ㅋㅋ, ㅇㅇ, ㅠ.ㅠ, A4, 10:30, 3.5) passes unharmed.
 */
export function normalise(text: string): string {
  let result = toOneForm(text);
  result = replaceLookAlikes(result);
  result = compose(result);
  result = joinLetters(result);
  result = compose(result);
  result = shorten(result);
  return result.replace(/\s+/gu, ' ').trim();
}

const BUT_LOOSE_JAMO = /[^\u3131-\u3163]+/gu;
// Code points that show nothing, among them combining ones on purpose: each is dropped alone.
const INVISIBLE = new RegExp(
  '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e' +
    '\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ue000-\\uf8ff\\u{e0000}-\\u{e0fff}]',
  'gu',
);
const CONJOINING = /[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2]/gu;

/** One form for every letter: NFKC, but loose jamo stay loose; nothing invisible. */
function toOneForm(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(BUT_LOOSE_JAMO, (part) => part.normalize('NFKC'))
    .replace(CONJOINING, (char) => {
      const code = char.charCodeAt(0);
      if (code < 0x1161) return INITIALS.charAt(code - 0x1100);
      if (code < 0x11a8) return VOWELS.charAt(code - 0x1161);
      return FINALS[code - 0x11a8 + 1] ?? '';
    });
}

/** Character by character: the n-th of `from` to the n-th of `to`. */
function table(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((char, index) => [char, [...to][index] ?? char]));
}

const CYRILLIC = table('аеорсухіѕАЕОРСХВНКМТ', 'aeopcyxisAEOPCXBHKMT');
const MIXED = /[A-Za-z\u0400-\u04ff]*[A-Za-z][A-Za-z\u0400-\u04ff]*/gu;
const LEET = /(?<=[A-Za-z])[013457@$](?=[A-Za-z])/gu;
const LEET_LETTERS = table('013457@$', 'oieastas');
// A Latin letter or stroke in the place of a vowel, after one loose consonant: ㅅr랑, ㄹl.
const VOWEL_LIKE = /(?<![ㄱ-ㅎ])([ㄱ-ㅎ])([rlI|1HT])(?=[가-힣ㄱ-ㅎ]|$|\s)/gu;
const VOWEL_LETTERS = table('rlI|1HT', 'ㅏㅣㅣㅣㅣㅐㅜ');
// A digit or letter in the place of a consonant, before a loose vowel: 7ㅐ, oㅏ.
const CONSONANT_LIKE = /(?<![0-9A-Za-z])([70oOL])(?=[ㅏ-ㅟㅢㅣ])/gu;
const CONSONANT_LETTERS = table('70oOL', 'ㄱㅇㅇㅇㄴ');

function replaceLookAlikes(text: string): string {
  return text
    .replace(MIXED, (word) => [...word].map((char) => CYRILLIC.get(char) ?? char).join(''))
    .replace(LEET, (char) => LEET_LETTERS.get(char) ?? char)
    .replace(CONSONANT_LIKE, (char) => CONSONANT_LETTERS.get(char) ?? char)
    .replace(
      VOWEL_LIKE,
      (_all, head: string, char: string) => head + (VOWEL_LETTERS.get(char) ?? char),
    );
}

const UNIT = '[가-힣ㄱ-ㅣ]';
const MARK = String.raw`(?:[^\p{L}\p{N}_\s]|_)`;
// Pictures, hearts and stars beside a syllable that stands alone: 사💗랑💗해, but not 생일🎂축하.
const PICTURES =
  '[*_^|`@$%\\u2190-\\u2bff\\u3003-\\u3007\\u3010-\\u303f\\u00a1-\\u00b6\\u00b8-\\u00bf' +
  '\\u{1f000}-\\u{1faff}]+';
const PICTURE = new RegExp(
  `(?<=(?<!${UNIT})${UNIT})${PICTURES}(?=${UNIT})|(?<=${UNIT})${PICTURES}(?=${UNIT}(?!${UNIT}))`,
  'gu',
);
const FACE = new RegExp(`([ㄱ-ㅣ])${MARK}+\\1`, 'gu');
const SPELLED = new RegExp(`(?<!${UNIT})${UNIT}(?:${MARK}{1,3}${UNIT})+(?!${UNIT})`, 'gu');
/** 나...너 */
const PAUSE = new RegExp(`^${UNIT}${MARK}{2,3}${UNIT}$`, 'u');
const LED = new RegExp(`(?<!${UNIT})([가-힣])[.\\-·~'",:;/]{1,3}(?=[가-힣])`, 'gu');
const INTERJECTIONS = new Set(
  '아어음응네예헐와오흠야앗엥잉하휴왜뭐나너또단즉첫총약주월화수목금토일',
);
const SPACED = new RegExp(`(?<!\\S)${UNIT}(?: {1,3}${UNIT}){2,}(?!\\S)`, 'gu');
/** Syllables that are words of their own; a row of them is ordinary speech (너 왜 또 안 와). */
const ALONE = new Set(
  '나너내네왜또안못잘더꼭다이그저좀뭐뭘수것게거걸줄때집밥술물돈일말등넌난널날애걔' +
    '돼봐가와줘자한두세네몇곧막참딱영큰새헌온전후뒤앞밖속옆위응어음오야아헐ㅇㄴㅋㅎㅠㅜ',
);

/** Takes out what stands between the letters of a word. */
function joinLetters(text: string): string {
  const faces: string[] = [];
  return text
    .replace(FACE, (face) => {
      faces.push(face);
      return String.fromCharCode(0xe000 + faces.length - 1); // private use: no step touches it
    })
    .replace(PICTURE, '')
    .replace(SPELLED, (word) =>
      PAUSE.test(word) ? word : word.replace(new RegExp(MARK, 'gu'), ''),
    )
    .replace(LED, (all: string, head: string) => (INTERJECTIONS.has(head) ? all : head))
    .replace(SPACED, (word) => {
      const units = word.split(/ +/u);
      const alone = units.filter((unit) => ALONE.has(unit)).length;
      return 2 * alone >= units.length ? word : units.join('');
    })
    .replace(/[\ue000-\uf8ff]/gu, (char) => faces[char.charCodeAt(0) - 0xe000] ?? '');
}

const SYLLABLES = /([가-힣])\1{3,}/gu;
const LOOSE = /([^\p{L}\p{N}_\s]|[ㄱ-ㅣ_])\1{3,}/gu;
const LATIN = /([A-Za-z])\1{3,}/gu;

/** 사라아아앙해 → 사랑해; long runs of one mark or letter to three, of one syllable to two. */
function shorten(text: string): string {
  return undraw(text).replace(SYLLABLES, '$1$1').replace(LOOSE, '$1$1$1').replace(LATIN, '$1$1$1');
}

/** What a vowel sounds like when it is drawn out: 야아아, 와아아. */
const ECHO = table('ㅑㅒㅕㅖㅛㅠㅘㅙㅝㅞㅟㅢ', 'ㅏㅐㅓㅔㅗㅜㅏㅐㅓㅔㅣㅣ');

/** Takes back a vowel that is drawn out over two syllables or more: 사라아아앙 → 사랑. */
function undraw(text: string): string {
  let result = '';
  let place = 0;
  while (place < text.length) {
    let head = text.charAt(place);
    place += 1;
    if (isOpen(head)) {
      const { initial, vowel } = letters(head);
      const drawn = syllable('ㅇ', ECHO.get(vowel) ?? vowel);
      let end = place;
      while (text.charAt(end) === drawn) end += 1;
      const next = text.charAt(end);
      const last = isSyllable(next) ? letters(next) : null;
      const ends =
        last !== null &&
        end > place &&
        syllable('ㅇ', last.vowel) === drawn &&
        last.initial === 'ㅇ';
      if (end - place + (ends ? 1 : 0) >= 2) {
        head = ends ? syllable(initial, vowel, last.final) : head;
        place = end + (ends ? 1 : 0);
      }
    }
    result += head;
  }
  return result;
}
