import { addDays, weekdayOf, type LocalTime, type Weekday } from '../text/calendar.js';

const WEEKDAY = '([일월화수목금토])요일';
const TODAY = new RegExp(`(?:오늘|지금)[은는이]?\\s*(?:벌써\\s*|드디어\\s*)?${WEEKDAY}`, 'gu');
const TOMORROW = new RegExp(`내일[은이]?\\s*(?:벌써\\s*|드디어\\s*)?${WEEKDAY}`, 'gu');
// A weekday as the predicate of a sentence without another day before it speaks of today.
const BARE = new RegExp(
  `((?:내일|모레|어제|다음|지난|이번|돌아오는|오는|매주)[은는이도]?\\s*(?:주|번)?)?\\s*${WEEKDAY}(?:이네|이야|이니까|이잖아|이라서|인데|이구나)`,
  'gu',
);
const WEEKEND = /(오늘|내일)[은이]?\s*(?:벌써\s*|드디어\s*)?(주말|평일)/gu;
const FRIDAY_NIGHT = /(오늘|내일)[은이]?\s*불금/gu;

const isWeekend = (weekday: Weekday) => weekday === '토' || weekday === '일';

/** Whether an answer says of today or tomorrow what the calendar does not (spec §1, `answer`). */
export function contradictsCalendar(answer: string, now: LocalTime): boolean {
  const today = now.weekday;
  const tomorrow = weekdayOf(addDays(now.day, 1));
  const dayOf = (word: string | undefined) => (word === '내일' ? tomorrow : today);
  const bare = [...answer.matchAll(BARE)].filter((match) => match[1] === undefined);
  return (
    [...answer.matchAll(TODAY)].some((match) => match[1] !== today) ||
    [...answer.matchAll(TOMORROW)].some((match) => match[1] !== tomorrow) ||
    bare.some((match) => match[2] !== today) ||
    [...answer.matchAll(WEEKEND)].some(
      ([, word, kind]) => (kind === '주말') !== isWeekend(dayOf(word)),
    ) ||
    [...answer.matchAll(FRIDAY_NIGHT)].some(([, word]) => dayOf(word) !== '금')
  );
}
