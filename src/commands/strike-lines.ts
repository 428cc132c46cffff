import type { StrikeStanding } from '../moderation/penalties.js';
import { formatMoment } from '../texts/format.js';
import type { Locale } from '../texts/locale.js';
import { penaltyWord } from '../texts/notice.js';
import { textsFor } from '../texts/texts.js';
import { CATEGORY_WORDS } from '../texts/words.js';

/** One strike as a line for people. */
export function strikeLine(
  strike: StrikeStanding,
  index: number,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): string {
  return textsFor(locale).strikes.line({
    index,
    category: CATEGORY_WORDS[locale][strike.category],
    at: formatMoment(strike.at, timeZone, locale),
    penalty: penaltyWord(strike.penaltyMs, locale),
    state: strike.pardoned ? 'pardoned' : strike.expired ? 'expired' : 'counts',
    ordinal: strike.ordinal,
    link: strike.place.link ?? null,
  });
}

/** One strike as a choice of autocomplete, at most 100 characters. */
export function strikeChoice(
  strike: StrikeStanding,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): { name: string; value: string } {
  const category = CATEGORY_WORDS[locale][strike.category];
  const name = `${category}, ${formatMoment(strike.at, timeZone, locale)}`;
  return { name: name.slice(0, 100), value: strike.id };
}
