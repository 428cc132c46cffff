/** Everywhere in the product a day begins at 04 h, in the user's time zone (spec §1). */
export const DAY_BEGINS_HOUR = 4;

export const WEEKDAYS = ['일', '월', '화', '수', '목', '금', '토'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type DayPart = '오전' | '오후' | '저녁';

/** A moment as a user lives it. */
export interface LocalTime {
  /** The product day, `2026-11-20`; before 04 h it is still the day before. */
  day: string;
  weekday: Weekday;
  part: DayPart;
}

/** @param ms milliseconds since the epoch; @param timeZone IANA name. */
export function localTime(ms: number, timeZone: string): LocalTime {
  const hour = Number(field(ms, timeZone, 'hour'));
  const shifted = ms - DAY_BEGINS_HOUR * 3_600_000;
  const day = isoDay(shifted, timeZone);
  const weekday = weekdayOf(day);
  return { day, weekday, part: partOf(hour, weekday) };
}

/** The product day `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] as Weekday;
}

/** Friday's afternoon ends an hour early: the week does, too. */
function partOf(hour: number, weekday: Weekday): DayPart {
  if (hour >= DAY_BEGINS_HOUR && hour < 12) return '오전';
  if (hour >= 12 && hour < (weekday === '금' ? 17 : 18)) return '오후';
  return '저녁';
}

function isoDay(ms: number, timeZone: string): string {
  const part = (name: 'year' | 'month' | 'day') => field(ms, timeZone, name).padStart(2, '0');
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function field(ms: number, timeZone: string, name: 'year' | 'month' | 'day' | 'hour'): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    [name]: 'numeric',
    ...(name === 'hour' && { hourCycle: 'h23' }),
  });
  return format.formatToParts(ms).find((part) => part.type === name)?.value ?? '';
}
