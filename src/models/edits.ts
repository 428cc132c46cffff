/**
 * A value as an edit of the user's words (after Malmi et al. 2019, "Encode, Tag, Realize"): every word
 * is dropped, or kept with another ending. The twin of `training/encoder/edits.py`, which says more;
 * letters are conjoining jamo.
 */

/** The edit that leaves a word out. */
const DROP = '-';
const MARKS = /^[^\p{L}\p{N}_]+|(?:[^\p{L}\p{N}_%]|[ㅋㅎㅠㅜ])+$/gu;
/** A letter that found no syllable. */
const LOOSE = /[\u1100-\u11FF]/u;

/** Words without the signs, laughter and tears around them. */
export function wordsOf(text: string): string[] {
  return text
    .split(/\s+/u)
    .map((word) => word.replaceAll(MARKS, ''))
    .filter((word) => word !== '');
}

/**
 * What an edit, `letters that go>letters that come`, makes of a word; `null` where it does not suit the
 * word or leaves half a syllable.
 */
export function edited(word: string, edit: string): string | null {
  const split = edit.indexOf('>');
  const letters = word.normalize('NFD');
  const gone = edit.slice(0, split).normalize('NFD');
  if (split < 0 || !letters.endsWith(gone)) return null;
  const stem = letters.slice(0, letters.length - gone.length);
  const made = `${stem}${edit.slice(split + 1)}`.normalize('NFC').trim();
  return made === '' || LOOSE.test(made) ? null : made;
}

/**
 * The likeliest value: each word's best edit, where keeping it is likelier than dropping it. One word
 * stays at least.
 * @param logits `[words][edits]`
 */
export function likeliestValue(
  words: readonly string[],
  logits: readonly ArrayLike<number>[],
  edits: readonly string[],
): string {
  const options = words.map((word, i) => best(word, logits[i]!, edits));
  const kept = options.filter(({ margin }) => margin > 0);
  const [least] = options.toSorted((a, b) => b.margin - a.margin);
  const chosen = kept.length > 0 || least === undefined ? kept : [least];
  return chosen.map(({ text }) => text).join(' ');
}

/** A word's likeliest text, and by how much keeping it so is likelier than dropping it. */
function best(
  word: string,
  logits: ArrayLike<number>,
  edits: readonly string[],
): { text: string; margin: number } {
  let highest = -Infinity;
  let text = '';
  for (const [at, edit] of edits.entries()) {
    if (logits[at]! <= highest) continue;
    const made = edited(word, edit);
    if (made !== null) [highest, text] = [logits[at]!, made];
  }
  return { text, margin: highest - logits[edits.indexOf(DROP)]! };
}
