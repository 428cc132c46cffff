import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command } from './command.js';
import { defineCommand } from './define.js';

/** `/help`: that she is an AI, and what she can do. */
export const help: Command = {
  definition: defineCommand(COMMAND_WORDS.help),
  visibility: () => 'ephemeral',
  run: ({ texts, isModerator, isOwner }) =>
    Promise.resolve({ text: texts.help({ moderator: isModerator || isOwner }) }),
};
