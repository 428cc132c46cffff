import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command } from './command.js';
import { booleanOption, defineCommand } from './define.js';
import { expressionOptions, readExpressionOptions } from './expression-options.js';
import { portraitAnswer } from './portrait.js';

const words = COMMAND_WORDS.gif;

/** `/gif`: a moving picture with a chosen expression, in show mode if asked. */
export const gif: Command = {
  definition: defineCommand(words, {
    options: [...expressionOptions(words.parts), booleanOption(words.parts.show)],
  }),
  visibility: () => 'public',
  run: (call, context) =>
    portraitAnswer(call, context, call.texts.picture.gif, {
      expression: readExpressionOptions(call.options),
      format: 'gif',
      show: call.options.boolean('show') ?? false,
    }),
};
