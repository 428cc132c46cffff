import { hasMarker } from '../text/markers.js';
import type { LocalTime } from '../text/calendar.js';
import { contradictsCalendar } from './calendar-guard.js';

/** Why an answer was thrown away. */
export type Rejection =
  'empty' | 'unfinished' | 'marker' | 'url' | 'calendar' | 'repetition' | 'leak';

export interface AnswerFacts {
  /** As cleaned by `polish`. */
  answer: string;
  finished: boolean;
  /** What the model read. */
  prompt: string;
  now: LocalTime;
}

/** The first guard that the answer fails, or `null`: it may go out. */
export function rejectionOf({ answer, finished, prompt, now }: AnswerFacts): Rejection | null {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(answer)) return 'empty';
  if (!finished) return 'unfinished';
  if (hasMarker(answer)) return 'marker';
  if (/https?:|www\.|http/iu.test(answer)) return 'url';
  if (repeats(answer)) return 'repetition';
  if (leaksPrompt(answer, prompt)) return 'leak';
  if (contradictsCalendar(answer, now)) return 'calendar';
  return null;
}

/** Small mends that need no new try: invisible characters, spaces, a particle the model gets wrong. */
export function polish(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200B\u200C\u200E\u200F\u2060\uFEFF\u0000-\u001F]/gu, '')
    .replaceAll('오늘는', '오늘은')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The same words again and again: a phrase of three words or more, or one piece four times. */
function repeats(answer: string): boolean {
  if (/(.{2,12}?)(?:[\s,.!?~]*\1){3,}/u.test(answer.replace(/[ㅋㅎㅠㅜ]+/gu, 'ㅋ'))) return true;
  const words = answer.split(' ');
  const seen = new Set<string>();
  for (let i = 0; i + 3 <= words.length; i += 1) {
    const phrase = words.slice(i, i + 3).join(' ');
    if (seen.has(phrase)) return true;
    seen.add(phrase);
  }
  return false;
}

/** The tags of the prompt are for her eyes only: a memory in brackets, the time tag. */
function leaksPrompt(answer: string, prompt: string): boolean {
  const tags = prompt.match(/^\[[^\]]+\]|\(지금은 [^)]+\)|\(오로라 답변 요약\)/gu) ?? [];
  return (
    tags.some((tag) => answer.includes(tag)) ||
    /지금은 [일월화수목금토]요일 (오전|오후|저녁)\)/u.test(answer)
  );
}
