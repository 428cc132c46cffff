import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command } from './command.js';
import { defineCommand } from './define.js';
import { expressionOptions, readExpressionOptions } from './expression-options.js';
import { portraitAnswer } from './portrait.js';

const words = COMMAND_WORDS.selfie;

/** `/selfie`: a still with a chosen expression. */
export const selfie: Command = {
  definition: defineCommand(words, { options: expressionOptions(words.parts) }),
  visibility: () => 'public',
  run: (call, context) =>
    portraitAnswer(call, context, call.texts.picture.selfie, {
      expression: readExpressionOptions(call.options),
    }),
};
