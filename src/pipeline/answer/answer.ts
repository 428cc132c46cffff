import type { Random } from '../../random.js';
import type { LanguageRole } from '../contracts.js';
import type { LocalTime } from '../text/calendar.js';
import { READ_WITHOUT_REPLY } from './canned.js';
import { polish, rejectionOf, type Rejection } from './guards.js';

const TEMPERATURE = 0.6;
/** Added for each retry that a wrong weekday caused: the model must leave its groove. */
const CALENDAR_STEP = 0.1;
const MAX_TRIES = 5;
const MAX_TOKENS = 128;

export interface AnswerResult {
  answer: string;
  tries: number;
  rejections: Rejection[];
}

/** Samples until an answer passes the guards; after five failures she has read it and says nothing. */
export async function answerPrompt(
  role: LanguageRole,
  prompt: string,
  now: LocalTime,
  random: Random,
  signal?: AbortSignal,
): Promise<AnswerResult> {
  const rejections: Rejection[] = [];
  while (rejections.length < MAX_TRIES) {
    const wrongDays = rejections.filter((rejection) => rejection === 'calendar').length;
    const completion = await role.complete(prompt, {
      maxTokens: MAX_TOKENS,
      temperature: TEMPERATURE + CALENDAR_STEP * wrongDays,
      random,
      ...(signal && { signal }),
    });
    const answer = polish(completion.text);
    const rejection = rejectionOf({ answer, finished: completion.finished, prompt, now });
    if (rejection === null) return { answer, tries: rejections.length + 1, rejections };
    rejections.push(rejection);
  }
  return { answer: READ_WITHOUT_REPLY, tries: MAX_TRIES, rejections };
}
