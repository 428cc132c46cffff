import { CHOICE_WORDS, COMMAND_WORDS } from '../texts/command-words.js';
import { textsFor } from '../texts/texts.js';
import { without } from '../bot/settings.js';
import type { Command } from './command.js';
import { choiceOption, defineCommand } from './define.js';

const words = COMMAND_WORDS.language;

/** `/language`: of the system's messages; Oh-LoRA herself speaks Korean. */
export const language: Command = {
  definition: defineCommand(words, {
    options: [choiceOption(words.parts.language, CHOICE_WORDS.language, true)],
  }),
  visibility: () => 'ephemeral',

  async run({ options, texts, userId }, { settings }) {
    const chosen = options.string('language');
    if (chosen === 'ko' || chosen === 'en') {
      await settings.changeUser(userId, (old) => ({ ...old, locale: chosen }));
      return { text: textsFor(chosen).language.set };
    }
    await settings.changeUser(userId, (old) => without(old, 'locale'));
    return { text: texts.language.auto };
  },
};
