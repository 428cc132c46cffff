import type { LocalTime } from './calendar.js';

const TIME_WORDS = /오늘|내일|지금|요일|이따|휴일/u;

/** `(지금은 금요일 저녁) `, or nothing where the text does not speak of time (spec §1). */
export function timeTag(text: string, now: LocalTime): string {
  return TIME_WORDS.test(text) ? `(지금은 ${now.weekday}요일 ${now.part}) ` : '';
}
