import { randomBytes } from 'node:crypto';
import {
  ChannelType,
  MessageType,
  OverwriteType,
  PermissionFlagsBits as Bits,
  type APIUser,
} from 'discord.js';
import { blankMessage, publish } from './messages/post.js';
import { PRIVILEGED_INTENTS } from './gateway/intents.js';
import { addChannel, openDm } from './world/channels.js';
import type { Clock } from '../clock.js';
import { addRole, joinGuild } from './world/guilds.js';
import type { Account, Application, Guild } from './world/records.js';
import { SnowflakeSource } from './world/snowflake.js';
import { openThread } from './world/threads.js';
import { World } from './world/world.js';

/** The world was made then: ids stay the same from start to start, so that memories keep their owner. */
const FOUNDED_MS = Date.UTC(2026, 0, 5, 3, 0, 0);

const EVERYONE =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.SendMessagesInThreads |
  Bits.CreatePublicThreads |
  Bits.ReadMessageHistory |
  Bits.AttachFiles |
  Bits.EmbedLinks |
  Bits.AddReactions |
  Bits.UseExternalEmojis |
  Bits.ChangeNickname |
  Bits.UseApplicationCommands;
const STAFF =
  Bits.ManageGuild |
  Bits.ManageMessages |
  Bits.ManageChannels |
  Bits.ManageThreads |
  Bits.ModerateMembers |
  Bits.KickMembers |
  Bits.MentionEveryone;
const BOT = EVERYONE | Bits.ModerateMembers | Bits.ManageMessages | Bits.ManageThreads;

/** A person whom the page and the tests can speak as. */
export interface Person {
  user: APIUser;
  token: string;
  kind: 'member' | 'moderator';
  dmChannelId: string;
}

/** Ids of the demo world. */
export interface DemoWorld {
  world: World;
  botToken: string;
  guild: Guild;
  people: [haneul: Person, doyun: Person, jiwoo: Person];
  channels: { general: string; aurora: string; free: string; staff: string; thread: string };
  roles: { staff: string; bot: string };
}

function user(id: string, username: string, displayName: string, bot: boolean): APIUser {
  return {
    id,
    username,
    discriminator: '0',
    global_name: displayName,
    avatar: null,
    ...(bot ? { bot: true } : {}),
  };
}

/** Shaped like Discord's: the account's id, then secrets. */
function token(accountId: string): string {
  const id = Buffer.from(accountId).toString('base64url');
  return [id, randomBytes(4).toString('base64url'), randomBytes(24).toString('base64url')].join(
    '.',
  );
}

function addAccount(world: World, profile: APIUser): Account {
  const account = { user: profile, token: token(profile.id), locale: 'ko', dmClosed: false };
  world.accounts.set(profile.id, account);
  return account;
}

/** Two members and a moderator in a Korean guild with the bot; a DM with the bot for each. */
export function createDemoWorld(clock: Clock, seed: number): DemoWorld {
  // Ids of the world's things do not come from the world's clock: they never change.
  const ids = new SnowflakeSource({ now: () => FOUNDED_MS }, seed);
  const applicationId = ids.next();
  const ownerId = ids.next();
  const application: Application = {
    id: applicationId,
    name: 'Oh-LoRA',
    description:
      '한국어로 대화하는 가상 인간 오로라 (AI) / Oh-LoRA, a Korean-speaking virtual human (AI)',
    botId: applicationId,
    ownerId,
    privilegedIntents: PRIVILEGED_INTENTS,
  };
  const world = new World(clock, seed, application);
  const botAccount = addAccount(world, user(applicationId, 'oh-lora', '오로라', true));
  // Nobody can switch to the owner: the moderator has to live with a moderator's permissions.
  addAccount(world, user(ownerId, 'madang', '마당지기', false));

  const guild: Guild = {
    id: ids.next(),
    name: '오로라네 마당',
    ownerId,
    locale: 'ko',
    premiumTier: 0,
    roles: new Map(),
    stickers: new Map(),
    members: new Map(),
  };
  world.guilds.set(guild.id, guild);
  addRole(world, guild, { id: guild.id, name: '@everyone', permissions: EVERYONE, position: 0 });
  const staff = addRole(world, guild, {
    id: ids.next(),
    name: '운영진',
    permissions: STAFF,
    position: 1,
    color: 0x3ba55c,
    hoist: true,
    mentionable: true,
  });
  const botRole = addRole(world, guild, {
    id: ids.next(),
    name: '오로라',
    permissions: BOT,
    position: 2,
    color: 0xa78bfa,
    managed: true,
    mentionable: true,
    botId: applicationId,
  });
  joinGuild(world, guild, ownerId);
  joinGuild(world, guild, botAccount.user.id, [botRole]);

  const people = (
    [
      ['haneul', '하늘', 'member'],
      ['doyun', '도윤', 'member'],
      ['jiwoo', '모더 지우', 'moderator'],
    ] as const
  ).map(([username, displayName, kind]): Person => {
    const account = addAccount(world, user(ids.next(), username, displayName, false));
    const { id } = account.user;
    joinGuild(world, guild, id, kind === 'moderator' ? [staff] : []);
    const dm = openDm(world, id, botAccount.user.id, ids.next());
    return { user: account.user, token: account.token, kind, dmChannelId: dm.id };
  });

  const channels = addChannels(world, guild, ids, staff, botRole);
  return {
    world,
    botToken: botAccount.token,
    guild,
    people: people as DemoWorld['people'],
    channels,
    roles: { staff, bot: botRole },
  };
}

function addChannels(
  world: World,
  guild: Guild,
  ids: SnowflakeSource,
  staffRole: string,
  botRole: string,
): DemoWorld['channels'] {
  const category = addChannel(world, {
    id: ids.next(),
    guildId: guild.id,
    name: '채팅',
    type: ChannelType.GuildCategory,
  });
  const text = (name: string, topic: string): string =>
    addChannel(world, {
      id: ids.next(),
      guildId: guild.id,
      name,
      topic,
      parentId: category.id,
    }).id;
  const general = text('일반', '아무 얘기나 해요');
  const aurora = text('오로라와-수다', '오로라와 이야기하는 곳');
  const free = text('자유', '뭐든지 자유롭게');
  const view = Bits.ViewChannel.toString();
  const overwrite = (id: string, allow: string, deny: string) => ({
    id,
    type: OverwriteType.Role,
    allow,
    deny,
  });
  const staff = addChannel(world, {
    id: ids.next(),
    guildId: guild.id,
    name: '운영',
    topic: '운영진만 보는 채널',
    overwrites: [
      overwrite(guild.id, '0', view),
      overwrite(staffRole, view, '0'),
      overwrite(botRole, view, '0'),
    ],
  }).id;

  const channel = world.channel(general);
  const starter = blankMessage(world, channel, guild.ownerId, MessageType.Default);
  starter.id = ids.next();
  starter.timestamp = new Date(FOUNDED_MS).toISOString();
  starter.content = '어서 와요! 오로라를 멘션하거나 DM을 보내서 말을 걸어 보세요.';
  publish(world, channel, starter);
  const thread = openThread(world, channel, {
    id: starter.id,
    name: '처음 온 사람들',
    type: ChannelType.PublicThread,
    ownerId: guild.ownerId,
    autoArchiveMinutes: 10_080,
    slowmodeSeconds: 0,
  });
  return { general, aurora, free, staff, thread: thread.id };
}
