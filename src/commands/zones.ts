import type { Suggestion } from './command.js';

const MAX_SUGGESTIONS = 25;

/** Cities as Koreans write them; IANA knows only English names. */
const KOREAN_NAMES: Readonly<Record<string, string>> = {
  서울: 'Asia/Seoul',
  한국: 'Asia/Seoul',
  부산: 'Asia/Seoul',
  평양: 'Asia/Pyongyang',
  도쿄: 'Asia/Tokyo',
  일본: 'Asia/Tokyo',
  베이징: 'Asia/Shanghai',
  상하이: 'Asia/Shanghai',
  중국: 'Asia/Shanghai',
  홍콩: 'Asia/Hong_Kong',
  타이베이: 'Asia/Taipei',
  대만: 'Asia/Taipei',
  방콕: 'Asia/Bangkok',
  하노이: 'Asia/Bangkok',
  호찌민: 'Asia/Ho_Chi_Minh',
  싱가포르: 'Asia/Singapore',
  자카르타: 'Asia/Jakarta',
  마닐라: 'Asia/Manila',
  뭄바이: 'Asia/Kolkata',
  인도: 'Asia/Kolkata',
  두바이: 'Asia/Dubai',
  이스탄불: 'Europe/Istanbul',
  모스크바: 'Europe/Moscow',
  런던: 'Europe/London',
  영국: 'Europe/London',
  파리: 'Europe/Paris',
  프랑스: 'Europe/Paris',
  베를린: 'Europe/Berlin',
  독일: 'Europe/Berlin',
  마드리드: 'Europe/Madrid',
  로마: 'Europe/Rome',
  뉴욕: 'America/New_York',
  시카고: 'America/Chicago',
  덴버: 'America/Denver',
  로스앤젤레스: 'America/Los_Angeles',
  샌프란시스코: 'America/Los_Angeles',
  밴쿠버: 'America/Vancouver',
  토론토: 'America/Toronto',
  상파울루: 'America/Sao_Paulo',
  하와이: 'Pacific/Honolulu',
  시드니: 'Australia/Sydney',
  오클랜드: 'Pacific/Auckland',
};

const ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];

/** A zone by its IANA name (any case), its city, or a Korean city name. */
export function readZone(text: string): string | undefined {
  const wanted = fold(text);
  if (wanted === '') return undefined;
  const named = KOREAN_NAMES[wanted];
  if (named !== undefined) return named;
  return (
    ZONES.find((zone) => fold(zone) === wanted) ??
    ZONES.find((zone) => fold(cityOf(zone)) === wanted) ??
    alias(text.trim())
  );
}

/** Zones whose name holds what is being typed; the Korean ones first. */
export function suggestZones(typed: string): Suggestion[] {
  const wanted = fold(typed);
  const korean = Object.entries(KOREAN_NAMES)
    .filter(([name]) => wanted === '' || name.includes(wanted))
    .map(([name, zone]) => ({ name: `${name} (${zone})`, value: zone }));
  const english = ZONES.filter((zone) => fold(zone).includes(wanted)).map((zone) => ({
    name: zone,
    value: zone,
  }));
  const choices = wanted === '' ? korean : [...korean, ...english];
  const seen = new Set<string>();
  return choices
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .slice(0, MAX_SUGGESTIONS);
}

/** Old names such as `Asia/Calcutta`, which Intl reads but does not list. */
function alias(zone: string): string | undefined {
  // Bare offsets have no summer time and no days of their own; only named zones are taken.
  if (!/^[A-Za-z_]+(\/[A-Za-z_+\-0-9]+)+$/u.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '_');
}
