import type { Notice, StrikeFact } from '../pipeline/turn-types.js';
import { formatMoment, formatSpan } from './format.js';
import type { Locale } from './locale.js';
import { textsFor } from './texts.js';
import { CATEGORY_WORDS } from './words.js';

/** Words a system notice for the user it concerns, in their language and time zone. */
export function wordNotice(notice: Notice, locale: Locale): string {
  const { notices } = textsFor(locale);
  switch (notice.code) {
    case 'blocked':
      return withAppeal(
        notices.blocked({
          category: CATEGORY_WORDS[locale][notice.category],
          until: formatMoment(notice.until, notice.timeZone, locale),
        }),
        locale,
      );
    case 'warned':
      return withAppeal(notices.warned({ strikes: strikeLines(notice.strikes, locale) }), locale);
    case 'struck':
      return withAppeal(
        notices.struck({
          strikes: strikeLines(notice.strikes, locale),
          until: formatMoment(notice.until, notice.timeZone, locale),
        }),
        locale,
      );
    case 'cooldown':
      return notices.cooldown({ wait: formatSpan(notice.retryAfterMs, locale) });
    case 'queue-full':
      return notices.queueFull;
  }
}

/** A penalty in words; `null`: a warning. */
export function penaltyWord(penaltyMs: number, locale: Locale): string | null {
  return penaltyMs === 0 ? null : formatSpan(penaltyMs, locale);
}

function strikeLines(strikes: readonly StrikeFact[], locale: Locale): string {
  return strikes
    .map(({ category, ordinal, penaltyMs }) =>
      textsFor(locale).notices.strike({
        category: CATEGORY_WORDS[locale][category],
        ordinal,
        penalty: penaltyWord(penaltyMs, locale),
      }),
    )
    .join('\n');
}

function withAppeal(text: string, locale: Locale): string {
  return `${text}\n${textsFor(locale).notices.appeal}`;
}
