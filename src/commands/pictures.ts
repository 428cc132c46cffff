import { CHOICE_WORDS, COMMAND_WORDS } from '../texts/command-words.js';
import type { PictureMode } from '../storage/records.js';
import type { Command } from './command.js';
import { choiceOption, defineCommand } from './define.js';

const words = COMMAND_WORDS.pictures;

/** `/pictures`: still, moving, none or automatic, for this user. */
export const pictures: Command = {
  definition: defineCommand(words, {
    options: [choiceOption(words.parts.mode, CHOICE_WORDS.pictures, true)],
  }),
  visibility: () => 'ephemeral',

  async run({ options, texts, userId }, { settings }) {
    const mode = options.string('mode') as PictureMode;
    await settings.changeUser(userId, (old) => ({ ...old, pictures: mode }));
    return { text: texts.picture.mode[mode] };
  },
};
