import {
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { CommandCall, CommandOptions } from '../commands/command.js';
import type { Config } from '../config.js';
import { localeFrom } from '../texts/locale.js';
import { textsFor } from '../texts/texts.js';
import type { Settings } from './settings.js';

type Answerable = ChatInputCommandInteraction | AutocompleteInteraction | ButtonInteraction;

interface CallDependencies {
  settings: Settings;
  config: Pick<Config, 'OWNER_IDS' | 'DEFAULT_TIME_ZONE'>;
}

const NO_OPTIONS: CommandOptions = {
  string: () => null,
  number: () => null,
  boolean: () => null,
  id: () => null,
};

/** An interaction as facts: who, where, in which language, with which options. */
export async function commandCall(
  interaction: Answerable,
  { settings, config }: CallDependencies,
): Promise<CommandCall> {
  const { id, user, guildId, channelId, memberPermissions } = interaction;
  const [chosen, guild] = await Promise.all([
    settings.user(user.id),
    guildId === null ? undefined : settings.guild(guildId),
  ]);
  const locale = chosen.locale ?? localeFrom(interaction.locale);
  return {
    id,
    userId: user.id,
    guildId,
    channelId,
    locale,
    timeZone: chosen.timeZone ?? guild?.timeZone ?? config.DEFAULT_TIME_ZONE,
    texts: textsFor(locale),
    isModerator: memberPermissions?.has(PermissionFlagsBits.ModerateMembers) === true,
    isOwner: config.OWNER_IDS.includes(user.id),
    roleIds: roleIdsOf(interaction),
    subcommand: interaction.isButton() ? null : interaction.options.getSubcommand(false),
    options: interaction.isButton() ? NO_OPTIONS : readOptions(interaction),
  };
}

function readOptions(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
): CommandOptions {
  const value = (name: string) => interaction.options.get(name)?.value;
  const focused = interaction.isAutocomplete() ? interaction.options.getFocused(true) : null;
  return {
    string: (name) => as('string', value(name)),
    number: (name) => as('number', value(name)),
    boolean: (name) => as('boolean', value(name)),
    id: (name) => as('string', value(name)),
    ...(focused && { focused: { name: focused.name, value: focused.value } }),
  };
}

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
}

function as<Kind extends keyof Kinds>(kind: Kind, value: unknown): Kinds[Kind] | null {
  return typeof value === kind ? (value as Kinds[Kind]) : null;
}

function roleIdsOf({ member }: BaseInteraction): string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
