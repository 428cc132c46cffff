import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  Locale,
} from 'discord.js';
import { z } from 'zod';
import { text } from '../validation.js';

const LOCALES = new Set<string>(Object.values(Locale));
const CHAT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const invalidName = {
  error: 'Command name is invalid',
  params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
};
const isChatName = (name: string): boolean => CHAT_NAME.test(name) && name === name.toLowerCase();
const chatName = text(32, 1).refine(isChatName, invalidName);

function localizations(
  value: z.ZodType<string>,
): z.ZodType<Record<string, string> | null | undefined> {
  return z
    .record(
      z.string().refine((key) => LOCALES.has(key), {
        error: 'Unknown locale.',
        params: { code: 'ENUM_TYPE_COERCE' },
      }),
      value,
    )
    .nullish();
}

const choice = z.object({
  name: text(100, 1),
  name_localizations: localizations(text(100, 1)),
  value: z.union([text(100), z.number()]),
});

export type OptionBody = {
  type: OptionType;
  name: string;
  name_localizations?: Record<string, string> | null | undefined;
  description: string;
  description_localizations?: Record<string, string> | null | undefined;
  required?: boolean | null | undefined;
  choices?: z.infer<typeof choice>[] | null | undefined;
  options?: OptionBody[] | null | undefined;
  channel_types?: number[] | null | undefined;
  min_value?: number | null | undefined;
  max_value?: number | null | undefined;
  min_length?: number | null | undefined;
  max_length?: number | null | undefined;
  autocomplete?: boolean | null | undefined;
};

/** Names are used once, and required options come before the others. */
function checkList(options: readonly OptionBody[], context: z.RefinementCtx): void {
  const names = new Set<string>();
  let optionalSeen = false;
  options.forEach((option, index) => {
    const fail = (code: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [index], message, params: { code } });
    if (names.has(option.name)) {
      fail('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    }
    names.add(option.name);
    if (option.required && optionalSeen) {
      fail(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    if (!option.required) optionalSeen = true;
    if (option.autocomplete && option.choices?.length) {
      fail(
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
        'Autocomplete and choices are mutually exclusive',
      );
    }
  });
}

const option: z.ZodType<OptionBody> = z.lazy(() =>
  z.object({
    type: z.enum(OptionType),
    name: chatName,
    name_localizations: localizations(chatName),
    description: text(100, 1),
    description_localizations: localizations(text(100, 1)),
    required: z.boolean().nullish(),
    choices: z.array(choice).max(25).nullish(),
    options: z.array(option).max(25).superRefine(checkList).nullish(),
    channel_types: z.array(z.number().int()).nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.number().int().min(0).max(6000).nullish(),
    max_length: z.number().int().min(1).max(6000).nullish(),
    autocomplete: z.boolean().nullish(),
  }),
);

/** The body that creates a command. */
export const commandSchema = z
  .object({
    type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
    name: text(32, 1),
    name_localizations: localizations(text(32, 1)),
    description: text(100).default(''),
    description_localizations: localizations(text(100, 1)),
    options: z.array(option).max(25).superRefine(checkList).nullish(),
    default_member_permissions: z
      .union([z.string().regex(/^\d+$/), z.number().int().transform(String)])
      .nullish(),
    dm_permission: z.boolean().nullish(),
    nsfw: z.boolean().nullish(),
    contexts: z.array(z.number().int().min(0).max(2)).nullish(),
    integration_types: z.array(z.number().int().min(0).max(1)).nullish(),
  })
  .superRefine((command, context) => {
    if (command.type !== ApplicationCommandType.ChatInput) return;
    if (!isChatName(command.name)) {
      context.addIssue({
        code: 'custom',
        path: ['name'],
        message: invalidName.error,
        params: invalidName.params,
      });
    }
    if (command.description === '') {
      context.addIssue({
        code: 'custom',
        path: ['description'],
        message: 'This field is required',
        params: { code: 'BASE_TYPE_REQUIRED' },
      });
    }
  });

export type CommandBody = z.infer<typeof commandSchema>;
