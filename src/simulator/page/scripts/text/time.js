import { language, t } from './i18n.js';

const DAY_MS = 86_400_000;
const formats = new Map();

function format(name, options) {
  const key = `${language()} ${name}`;
  let formatter = formats.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(language() === 'ko' ? 'ko-KR' : 'en-GB', options);
    formats.set(key, formatter);
  }
  return formatter;
}

function dayNumber(date) {
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / DAY_MS);
}

export function sameDay(a, b) {
  return dayNumber(new Date(a)) === dayNumber(new Date(b));
}

/** 오후 3:05 */
export function clockTime(value) {
  return format('clock', { hour: 'numeric', minute: '2-digit' }).format(new Date(value));
}

/** The time beside an author's name: 오늘 오후 3:05, 어제 …, 2026. 11. 28. … */
export function messageTime(value, now = Date.now()) {
  const date = new Date(value);
  const days = dayNumber(new Date(now)) - dayNumber(date);
  const time = clockTime(value);
  if (days === 0) return t('todayAt', { time });
  if (days === 1) return t('yesterdayAt', { time });
  return `${format('date', { year: 'numeric', month: 'numeric', day: 'numeric' }).format(date)} ${time}`;
}

/** The line between two days: 2026년 11월 28일 토요일 */
export function dayLine(value) {
  const options = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' };
  return format('day', options).format(new Date(value));
}

/** Everything, for tooltips. */
export function fullTime(value) {
  return format('full', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(value));
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** Discord's <t:…:R>: 3분 전, in 2 hours. */
export function relativeTime(value, now = Date.now()) {
  const seconds = Math.round((value - now) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS[5];
  const formatter = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  return formatter.format(Math.round(seconds / size), unit);
}

/** Discord's time styles: t T d D f F R. */
export function styledTime(seconds, style = 'f') {
  const date = new Date(seconds * 1000);
  const options = {
    t: { timeStyle: 'short' },
    T: { timeStyle: 'medium' },
    d: { dateStyle: 'short' },
    D: { dateStyle: 'long' },
    f: { dateStyle: 'long', timeStyle: 'short' },
    F: { dateStyle: 'full', timeStyle: 'short' },
  };
  if (style === 'R') return relativeTime(date.getTime());
  return format(`styled ${style}`, options[style] ?? options.f).format(date);
}
