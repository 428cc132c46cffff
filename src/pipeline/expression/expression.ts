import type { Random } from '../../random.js';
import type { LanguageRole } from '../contracts.js';
import { NEUTRAL, type ExpressionWords, type Eyes, type Mouth, type Pose } from './words.js';

const MAX_TOKENS = 36;
const MAX_TRIES = 5;
const RETRY_TEMPERATURE = 0.6;

// The longer word first: 아주 크게 must not be read as 크게.
const SHAPE =
  /^\(\s*눈\s*(아주\s*크게|작게|보통|크게)\s*,\s*입\s*(아주\s*크게|보통|크게)\s*,\s*고개\s*돌림\s*(없음|보통|많이)\s*\)$/u;

/** `(눈 보통, 입 크게, 고개 돌림 없음)` → words; `null` where it is not well-formed. */
export function parseExpression(text: string): ExpressionWords | null {
  const match = SHAPE.exec(text.trim());
  if (match === null) return null;
  const [eyes, mouth, pose] = match.slice(1).map((word) => word.replace(/\s+/gu, ' ').trim());
  return {
    eyes: (eyes === '아주크게' ? '아주 크게' : eyes) as Eyes,
    mouth: (mouth === '아주크게' ? '아주 크게' : mouth) as Mouth,
    pose: pose as Pose,
  };
}

export interface ExpressionResult {
  text: string;
  words: ExpressionWords;
  tries: number;
}

/** Reads her answer and tells how her face follows it. The surest reading first, then draws. */
export async function readExpression(
  role: LanguageRole,
  answer: string,
  random: Random,
  signal?: AbortSignal,
): Promise<ExpressionResult> {
  let text = '';
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const completion = await role.complete(answer, {
      maxTokens: MAX_TOKENS,
      temperature: tries === 1 ? 0 : RETRY_TEMPERATURE,
      random,
      ...(signal && { signal }),
    });
    text = completion.text;
    const words = parseExpression(text);
    if (words !== null) return { text, words, tries };
  }
  return { text, words: { ...NEUTRAL }, tries: MAX_TRIES };
}
