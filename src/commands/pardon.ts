import { COMMAND_WORDS } from '../texts/command-words.js';
import { formatMoment } from '../texts/format.js';
import type { Command } from './command.js';
import { defineCommand, stringOption, userOption } from './define.js';
import { reachOf, strikesInReach } from './reach.js';
import { strikeChoice } from './strike-lines.js';

const words = COMMAND_WORDS.pardon;
const MAX_SUGGESTIONS = 25;

/** `/pardon`: takes a strike back, and its block with it. */
export const pardon: Command = {
  definition: defineCommand(words, {
    options: [
      userOption(words.parts.user, true),
      stringOption(words.parts.strike, { required: true, suggests: true }),
    ],
    moderatorsOnly: true,
  }),
  visibility: () => 'ephemeral',

  async run(call, context) {
    const { texts, locale, timeZone, guildId, channelId } = call;
    if (reachOf(call) === null) return { text: texts.errors.moderatorsOnly };
    const userId = call.options.id('user') ?? '';
    const strikeId = call.options.string('strike') ?? '';
    const strike = (await strikesInReach(userId, call, context)).find(({ id }) => id === strikeId);
    if (strike === undefined) return { text: texts.pardon.unknown };
    const by = call.userId;
    const place = { guildId, channelId };
    const result = await context.moderation.pardon({ userId, strikeId, by, place });
    if (result === 'unknown') return { text: texts.pardon.unknown };
    if (result === 'already-pardoned') return { text: texts.pardon.already };
    const { blockedUntil } = await context.moderation.standing(userId);
    const home = strike.place.guildId;
    if (blockedUntil === null && home !== null) await context.guild.liftTimeout(home, userId);
    const after =
      blockedUntil === null
        ? texts.pardon.free
        : texts.pardon.stillBlocked(formatMoment(blockedUntil, timeZone, locale));
    return { text: `${texts.pardon.done(`<@${userId}>`)} ${after}` };
  },

  async suggest(call, context) {
    const userId = call.options.id('user');
    if (userId === null) return [];
    return (await strikesInReach(userId, call, context))
      .filter(({ pardoned }) => !pardoned)
      .slice(0, MAX_SUGGESTIONS)
      .map((strike) => strikeChoice(strike, call));
  },
};
