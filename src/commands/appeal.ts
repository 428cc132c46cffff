import type { StrikeStanding } from '../moderation/penalties.js';
import { COMMAND_WORDS } from '../texts/command-words.js';
import { textsFor } from '../texts/texts.js';
import { appealRow } from '../bot/appeal-buttons.js';
import type { Command, CommandCall, CommandContext } from './command.js';
import { defineCommand, stringOption } from './define.js';
import { strikeChoice, strikeLine } from './strike-lines.js';

const words = COMMAND_WORDS.appeal;
const MAX_SUGGESTIONS = 25;

/** `/appeal`: asks people to look at a strike again. */
export const appeal: Command = {
  definition: defineCommand(words, {
    options: [stringOption(words.parts.strike, { required: true, suggests: true })],
  }),
  visibility: () => 'ephemeral',

  async run(call, context) {
    const { texts, userId, guildId, channelId } = call;
    const strikeId = call.options.string('strike') ?? '';
    const strike = (await openStrikes(call, context)).find(({ id }) => id === strikeId);
    if (strike === undefined) return { text: texts.appeal.unknown };
    const place = { guildId, channelId };
    const result = await context.moderation.appeal({ userId, strikeId, place });
    if (result === 'unknown') return { text: texts.appeal.unknown };
    if (result === 'already-filed') return { text: texts.appeal.already };
    const told = await tellModerators(strike, call, context);
    return { text: told ? texts.appeal.filed : texts.appeal.nowhere };
  },

  async suggest(call, context) {
    return (await openStrikes(call, context))
      .slice(0, MAX_SUGGESTIONS)
      .map((strike) => strikeChoice(strike, call));
  },
};

async function openStrikes(
  { userId }: CommandCall,
  { moderation }: CommandContext,
): Promise<StrikeStanding[]> {
  const strikes = await moderation.strikesOf(userId, 'everywhere');
  return strikes.filter(({ pardoned }) => !pardoned).reverse();
}

/** To the guild where it happened; a DM's strike goes to the owners. */
async function tellModerators(
  strike: StrikeStanding,
  { userId }: CommandCall,
  { storage, settings, guild, config }: CommandContext,
): Promise<boolean> {
  const entries = await storage.ledger.list(userId);
  const filed = entries.find((entry) => entry.kind === 'appeal' && entry.strikeId === strike.id);
  if (filed === undefined) return false;
  const home = strike.place.guildId;
  const chosen = home === null ? undefined : await settings.guild(home);
  const locale = chosen?.locale ?? 'ko';
  const timeZone = chosen?.timeZone ?? config.DEFAULT_TIME_ZONE;
  return guild.postModLog(home, {
    text: textsFor(locale).modLog.appeal({
      user: `<@${userId}>`,
      strike: strikeLine({ ...strike, place: { ...strike.place, link: '' } }, 1, {
        locale,
        timeZone,
      }).trim(),
      link: strike.place.link ?? null,
    }),
    rows: [appealRow(userId, filed.id, locale)],
  });
}
