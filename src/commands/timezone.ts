import { COMMAND_WORDS } from '../texts/command-words.js';
import { formatMoment } from '../texts/format.js';
import type { Command } from './command.js';
import { defineCommand, stringOption } from './define.js';
import { readZone, suggestZones } from './zones.js';

const words = COMMAND_WORDS.timezone;

/** `/timezone`: in which the user's days begin and notices are told. */
export const timezone: Command = {
  definition: defineCommand(words, {
    options: [stringOption(words.parts.zone, { suggests: true, maxLength: 60 })],
  }),
  visibility: () => 'ephemeral',

  async run({ options, texts, userId, timeZone, locale }, { settings, clock }) {
    const asked = options.string('zone');
    if (asked === null) {
      const chosen = (await settings.user(userId)).timeZone !== undefined;
      const now = formatMoment(clock.now(), timeZone, locale);
      return { text: texts.timezone.current({ zone: timeZone, now, chosen }) };
    }
    const zone = readZone(asked);
    if (zone === undefined) return { text: texts.timezone.unknown(asked) };
    await settings.changeUser(userId, (old) => ({ ...old, timeZone: zone }));
    return { text: texts.timezone.set({ zone, now: formatMoment(clock.now(), zone, locale) }) };
  },

  suggest: ({ options }) => Promise.resolve(suggestZones(options.focused?.value ?? '')),
};
