import type { APIApplicationCommandBasicOption } from 'discord.js';
import { EYES, MOUTH, NEUTRAL, POSE, type ExpressionWords } from '../pipeline/expression/words.js';
import type { Labels } from '../texts/command-words.js';
import { EYES_WORDS, MOUTH_WORDS, POSE_WORDS } from '../texts/words.js';
import type { CommandOptions } from './command.js';
import { choiceOption } from './define.js';

/** The options `eyes`, `mouth` and `pose` of commands that draw her. */
export function expressionOptions(
  labels: Record<'eyes' | 'mouth' | 'pose', Labels>,
): APIApplicationCommandBasicOption[] {
  return [
    choiceOption(labels.eyes, choices(EYES, EYES_WORDS)),
    choiceOption(labels.mouth, choices(MOUTH, MOUTH_WORDS)),
    choiceOption(labels.pose, choices(POSE, POSE_WORDS)),
  ];
}

/** The expression that was asked for; what was left out is neutral. */
export function readExpressionOptions(options: CommandOptions): ExpressionWords {
  const pick = <T extends string>(name: string, words: readonly T[], fallback: T): T => {
    const value = options.string(name);
    return words.find((word) => word === value) ?? fallback;
  };
  return {
    eyes: pick('eyes', EYES, NEUTRAL.eyes),
    mouth: pick('mouth', MOUTH, NEUTRAL.mouth),
    pose: pick('pose', POSE, NEUTRAL.pose),
  };
}

function choices<T extends string>(
  values: readonly T[],
  words: { ko: Record<T, string>; en: Record<T, string> },
) {
  return Object.fromEntries(
    values.map((value) => [value, { ko: words.ko[value], en: words.en[value] }]),
  );
}
