import type { Random } from '../../random.js';
import type { LanguageRole } from '../contracts.js';
import { hasMarker } from '../text/markers.js';
import { cleanText } from '../text/text.js';

const MAX_TOKENS = 64;
const MAX_TRIES = 3;
const RETRY_TEMPERATURE = 0.6;

export interface SummaryResult {
  /** One line, or `null` where the model wrote nothing usable. */
  summary: string | null;
  tries: number;
}

/** Her answer in one line, for the next turn's prompt. */
export async function summarise(
  role: LanguageRole,
  prompt: string,
  answer: string,
  random: Random,
): Promise<SummaryResult> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const completion = await role.complete(`${prompt} (오로라 답변) ${answer}`, {
      maxTokens: MAX_TOKENS,
      temperature: tries === 1 ? 0 : RETRY_TEMPERATURE,
      random,
    });
    const summary = cleanText(completion.text);
    if (completion.finished && summary !== '' && !hasMarker(summary)) return { summary, tries };
  }
  return { summary: null, tries: MAX_TRIES };
}
