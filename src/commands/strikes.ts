import { COMMAND_WORDS } from '../texts/command-words.js';
import { formatMoment } from '../texts/format.js';
import type { Command } from './command.js';
import { defineCommand, userOption } from './define.js';
import { reachOf, strikesInReach } from './reach.js';
import { strikeLine } from './strike-lines.js';

const words = COMMAND_WORDS.strikes;
const SHOWN = 10;

/** `/strikes`: one's own everywhere; moderators see those of others in their reach. */
export const strikes: Command = {
  definition: defineCommand(words, { options: [userOption(words.parts.user)] }),
  visibility: () => 'ephemeral',

  async run(call, context) {
    const { texts, locale, timeZone } = call;
    const asked = call.options.id('user');
    const self = asked === null || asked === call.userId;
    if (!self && reachOf(call) === null) return { text: texts.errors.moderatorsOnly };
    const userId = asked ?? call.userId;
    const found = self
      ? (await context.moderation.strikesOf(userId, 'everywhere')).reverse()
      : await strikesInReach(userId, call, context);
    const { blockedUntil } = await context.moderation.standing(userId);
    const shown = found.slice(0, SHOWN);
    const heading =
      found.length === 0
        ? texts.strikes.none(self)
        : texts.strikes.heading({ count: found.length, user: self ? null : `<@${userId}>` });
    return {
      text: [
        heading,
        ...shown.map((strike, index) => strikeLine(strike, index + 1, { locale, timeZone })),
        ...(blockedUntil === null
          ? []
          : [texts.strikes.blockedUntil(formatMoment(blockedUntil, timeZone, locale))]),
        ...(self && found.some(({ pardoned }) => !pardoned) ? [texts.strikes.appealHint] : []),
      ].join('\n'),
    };
  },
};
