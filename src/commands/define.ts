import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type ApplicationCommandOptionAllowedChannelType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandLabels, Labels } from '../texts/command-words.js';
import type { Locale } from '../texts/locale.js';

type Option = APIApplicationCommandBasicOption;
type ChoiceWords = Readonly<Record<string, Record<Locale, string>>>;

interface DefinitionOptions {
  options?: (Option | APIApplicationCommandSubcommandOption)[];
  /** Hidden from those who may not time members out. */
  moderatorsOnly?: boolean;
  /** Not in DMs. */
  guildOnly?: boolean;
}

/** A slash command as Discord registers it: English names, Korean beside them. */
export function defineCommand(
  words: CommandLabels,
  { options = [], moderatorsOnly = false, guildOnly = false }: DefinitionOptions = {},
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    ...localised(words),
    options,
    default_member_permissions: moderatorsOnly
      ? PermissionFlagsBits.ModerateMembers.toString()
      : null,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: guildOnly
      ? [InteractionContextType.Guild]
      : [InteractionContextType.Guild, InteractionContextType.BotDM],
  };
}

export function subcommand(
  words: Labels,
  options: Option[] = [],
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, ...localised(words), options };
}

export function stringOption(
  words: Labels,
  extra: { required?: boolean; suggests?: boolean; maxLength?: number } = {},
): Option {
  return {
    type: ApplicationCommandOptionType.String,
    ...localised(words),
    required: extra.required ?? false,
    ...(extra.suggests === true && { autocomplete: true }),
    ...(extra.maxLength !== undefined && { max_length: extra.maxLength }),
  };
}

/** A string out of a fixed list. */
export function choiceOption(words: Labels, choices: ChoiceWords, required = false): Option {
  return {
    type: ApplicationCommandOptionType.String,
    ...localised(words),
    required,
    choices: Object.entries(choices).map(([value, { en, ko }]) => ({
      name: en,
      name_localizations: { ko },
      value,
    })),
  };
}

export function integerOption(
  words: Labels,
  extra: { min?: number; max?: number; suggests?: boolean } = {},
): Option {
  return {
    type: ApplicationCommandOptionType.Integer,
    ...localised(words),
    ...(extra.min !== undefined && { min_value: extra.min }),
    ...(extra.max !== undefined && { max_value: extra.max }),
    ...(extra.suggests === true && { autocomplete: true }),
  };
}

/** A number in 0…1. */
export function partOption(words: Labels): Option {
  return {
    type: ApplicationCommandOptionType.Number,
    ...localised(words),
    min_value: 0,
    max_value: 1,
  };
}

export function booleanOption(words: Labels, required = false): Option {
  return { type: ApplicationCommandOptionType.Boolean, ...localised(words), required };
}

export function userOption(words: Labels, required = false): Option {
  return { type: ApplicationCommandOptionType.User, ...localised(words), required };
}

export function roleOption(words: Labels): Option {
  return { type: ApplicationCommandOptionType.Role, ...localised(words) };
}

export function channelOption(
  words: Labels,
  types: readonly ApplicationCommandOptionAllowedChannelType[],
): Option {
  return {
    type: ApplicationCommandOptionType.Channel,
    ...localised(words),
    channel_types: [...types],
  };
}

function localised({ name, about }: Labels) {
  return {
    name: name.en,
    name_localizations: { ko: name.ko },
    description: about.en,
    description_localizations: { ko: about.ko },
  };
}
