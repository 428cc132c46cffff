import { ChannelType } from 'discord.js';
import type { GuildSettings, PictureMode } from '../storage/records.js';
import { CHOICE_WORDS, COMMAND_WORDS } from '../texts/command-words.js';
import type { Command, CommandAnswer, CommandCall, CommandContext } from './command.js';
import {
  booleanOption,
  channelOption,
  choiceOption,
  defineCommand,
  stringOption,
  subcommand,
} from './define.js';
import { readZone, suggestZones } from './zones.js';

const words = COMMAND_WORDS.channel;
const OPENABLE = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** `/channel`: where she answers without being called, and the guild's settings. */
export const channel: Command = {
  definition: defineCommand(words, {
    options: [
      subcommand(words.parts.add, [channelOption(words.parts.channel, OPENABLE)]),
      subcommand(words.parts.remove, [channelOption(words.parts.channel, OPENABLE)]),
      subcommand(words.parts.list),
      subcommand(words.parts.settings, [
        booleanOption(words.parts.buttons),
        choiceOption(words.parts.pictures, CHOICE_WORDS.pictures),
        choiceOption(words.parts.language, {
          ko: CHOICE_WORDS.language.ko,
          en: CHOICE_WORDS.language.en,
        }),
        stringOption(words.parts.zone, { suggests: true, maxLength: 60 }),
      ]),
    ],
    moderatorsOnly: true,
    guildOnly: true,
  }),
  visibility: () => 'ephemeral',

  async run(call, context) {
    const { texts, guildId, subcommand: name } = call;
    if (guildId === null) return { text: texts.errors.guildOnly };
    if (!call.isModerator && !call.isOwner) return { text: texts.errors.moderatorsOnly };
    if (name === 'settings') return settings(guildId, call, context);
    if (name === 'list') return list(guildId, call, context);
    const id = call.options.id('channel') ?? call.channelId;
    return name === 'add' ? add(guildId, id, call, context) : remove(guildId, id, call, context);
  },

  suggest: ({ options }) => Promise.resolve(suggestZones(options.focused?.value ?? '')),
};

async function add(
  guildId: string,
  id: string,
  { texts }: CommandCall,
  { settings, guild }: CommandContext,
): Promise<CommandAnswer> {
  const mention = `<#${id}>`;
  if (!(await guild.canWrite(id))) return { text: texts.channel.noAccess(mention) };
  const { openChannels } = await settings.guild(guildId);
  if (openChannels.includes(id)) return { text: texts.channel.alreadyAdded(mention) };
  await settings.changeGuild(guildId, (old) => ({
    ...old,
    openChannels: [...new Set([...old.openChannels, id])],
  }));
  const warning = guild.readsEverything() ? '' : `\n${texts.channel.needsContent}`;
  return { text: `${texts.channel.added(mention)}${warning}` };
}

async function remove(
  guildId: string,
  id: string,
  { texts }: CommandCall,
  { settings }: CommandContext,
): Promise<CommandAnswer> {
  const mention = `<#${id}>`;
  const { openChannels } = await settings.guild(guildId);
  if (!openChannels.includes(id)) return { text: texts.channel.notOpen(mention) };
  await settings.changeGuild(guildId, (old) => ({
    ...old,
    openChannels: old.openChannels.filter((each) => each !== id),
  }));
  return { text: texts.channel.removed(mention) };
}

async function list(
  guildId: string,
  { texts }: CommandCall,
  { settings }: CommandContext,
): Promise<CommandAnswer> {
  const { openChannels } = await settings.guild(guildId);
  if (openChannels.length === 0) return { text: texts.channel.noneOpen };
  return { text: texts.channel.list(openChannels.map((id) => `<#${id}>`)) };
}

async function settings(
  guildId: string,
  { texts, options, locale }: CommandCall,
  { settings, config }: CommandContext,
): Promise<CommandAnswer> {
  const asked = options.string('time-zone');
  const timeZone = asked === null ? undefined : readZone(asked);
  if (asked !== null && timeZone === undefined) return { text: texts.timezone.unknown(asked) };
  const buttons = options.boolean('buttons');
  const pictures = options.string('pictures') as PictureMode | null;
  const language = options.string('language') as GuildSettings['locale'] | null;
  const now = await settings.changeGuild(guildId, (old) => ({
    ...old,
    ...(buttons !== null && { buttons }),
    ...(pictures && { pictures }),
    ...(language && { locale: language }),
    ...(timeZone !== undefined && { timeZone }),
  }));
  return {
    text: texts.server.summary({
      buttons: now.buttons ?? config.REPLY_BUTTONS,
      pictures: texts.picture.mode[now.pictures ?? config.PICTURES],
      locale: CHOICE_WORDS.language[now.locale ?? 'auto'][locale],
      timeZone: now.timeZone ?? config.DEFAULT_TIME_ZONE,
      channels: now.openChannels.map((id) => `<#${id}>`),
    }),
  };
}
