import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command } from './command.js';
import { defineCommand } from './define.js';

/** `/privacy`: what is kept, where it is recalled, how to delete it. */
export const privacy: Command = {
  definition: defineCommand(COMMAND_WORDS.privacy),
  visibility: () => 'ephemeral',
  run: ({ texts }) => Promise.resolve({ text: texts.privacy }),
};
