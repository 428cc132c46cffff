import type { Random } from '../../random.js';
import type { LanguageRole } from '../contracts.js';
import { hasMarker } from '../text/markers.js';
import { cleanText } from '../text/text.js';
import { fold } from './keys.js';
import type { MemoryItem } from './memory-item.js';

const MAX_TOKENS = 24;
const MAX_TRIES = 5;
const RETRY_TEMPERATURE = 0.6;
const MAX_KEY = 24;
const MAX_VALUE = 60;

export type Pair = Pick<MemoryItem, 'key' | 'value'>;
export type Extraction =
  { state: 'pair'; pair: Pair } | { state: 'nothing' } | { state: 'malformed' };

const BRACKETS = /^[[［【(（]\s*([^[\]［］【】:：]+?)\s*[:：]\s*([^[\]［］【】]+?)\s*[\]］】)）]$/u;

/** What the memory model wrote → exactly one pair, nothing, or malformed (spec §1, `memory`). */
export function parseExtraction(text: string): Extraction {
  const line = cleanText(text);
  if (line === '') return { state: 'nothing' };
  const match = BRACKETS.exec(line);
  const [key = '', value = ''] = (match ?? []).slice(1).map((part) => part.trim());
  const usable =
    key !== '' &&
    value !== '' &&
    [...key].length <= MAX_KEY &&
    [...value].length <= MAX_VALUE &&
    !/https?:|www\./iu.test(value) &&
    !hasMarker(`${key} ${value}`);
  return usable ? { state: 'pair', pair: { key, value } } : { state: 'malformed' };
}

export interface ExtractionResult {
  text: string;
  pair: Pair | null;
  tries: number;
}

/** Asks the memory model what of this prompt is worth keeping. */
export async function extractMemory(
  role: LanguageRole,
  prompt: string,
  random: Random,
): Promise<ExtractionResult> {
  let text = '';
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const completion = await role.complete(prompt, {
      maxTokens: MAX_TOKENS,
      temperature: tries === 1 ? 0 : RETRY_TEMPERATURE,
      random,
    });
    text = completion.text;
    const extraction = parseExtraction(text);
    if (extraction.state === 'nothing') return { text, pair: null, tries };
    if (extraction.state === 'pair' && isGrounded(extraction.pair, prompt)) {
      return { text, pair: extraction.pair, tries };
    }
  }
  return { text, pair: null, tries: MAX_TRIES };
}

/** Ours, not the user's: that today is Saturday is nothing to remember of them. */
const TIME_TAG = /\(지금은 [^)]*\)/u;

/**
 * Whether a value comes of what was said: it shares two letters in a row with the prompt (or is one
 * letter of it). What the user never said must not be remembered of them.
 */
export function isGrounded({ value }: Pair, prompt: string): boolean {
  const said = fold(prompt.replace(TIME_TAG, ''));
  const letters = [...fold(value)];
  if (letters.length < 2) return said.includes(letters.join(''));
  return letters.some((letter, at) => at > 0 && said.includes(`${letters[at - 1] ?? ''}${letter}`));
}
