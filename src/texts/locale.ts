/** Korean first, English beside it. */
export type Locale = 'ko' | 'en';

/** Discord's locale code → ours: Korean is Korean, everything else reads English. */
export function localeFrom(code: string | undefined, fallback: Locale = 'ko'): Locale {
  if (code === undefined || code === '') return fallback;
  return code.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
