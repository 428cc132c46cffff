import type { Locale } from './locale.js';

const LANGUAGE: Record<Locale, string> = { ko: 'ko-KR', en: 'en-GB' };

/** A moment as the user reads it, with the zone it is told in. */
export function formatMoment(ms: number, timeZone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(LANGUAGE[locale], {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    // 오전/오후 is AM/PM in some versions of the locale data; 24 hours read the same in all.
    hourCycle: 'h23',
  });
  return `${format.format(ms)} (${timeZone})`;
}

const UNITS = [
  { ms: 86_400_000, ko: '일', en: 'day' },
  { ms: 3_600_000, ko: '시간', en: 'hour' },
  { ms: 60_000, ko: '분', en: 'minute' },
  { ms: 1000, ko: '초', en: 'second' },
] as const;

/** A span in its largest whole unit, rounded up: never “0 seconds”. */
export function formatSpan(ms: number, locale: Locale): string {
  const unit = UNITS.find((each) => ms >= each.ms) ?? UNITS[UNITS.length - 1]!;
  const count = Math.max(1, Math.ceil(ms / unit.ms));
  return locale === 'ko' ? `${count}${unit.ko}` : `${count} ${unit.en}${count === 1 ? '' : 's'}`;
}

/** `1st`, `2nd` … for English. */
export function ordinalWord(n: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(n);
  const suffix = { one: 'st', two: 'nd', few: 'rd' }[rule as string] ?? 'th';
  return `${n}${suffix}`;
}
