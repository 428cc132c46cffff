const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/** Whether the word ends in a consonant (받침); null if it does not end in a Hangul syllable. */
export function endsInConsonant(word) {
  const code = word.charCodeAt(word.length - 1);
  if (!(code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE)) return null;
  return (code - FIRST_SYLLABLE) % 28 !== 0;
}

/** The word with the particle that fits it: withParticle('오로라', '이', '가') → '오로라가'. */
export function withParticle(word, afterConsonant, afterVowel) {
  const consonant = endsInConsonant(word);
  if (consonant === null) return `${word}${afterConsonant}(${afterVowel})`;
  return word + (consonant ? afterConsonant : afterVowel);
}
