import { GatewayIntentBits as Intent } from 'discord.js';
import { canSee } from '../permissions.js';
import { presentChannel, presentFullGuild, presentGuild, presentMember } from './present.js';
import type { Channel, Guild, Member } from './records.js';
import type { World } from './world.js';

/** Tells of a channel, thread or DM; people also hear of DMs, bots do not (as with Discord). */
export function announceChannel(
  world: World,
  type:
    | 'CHANNEL_CREATE'
    | 'CHANNEL_UPDATE'
    | 'CHANNEL_DELETE'
    | 'THREAD_CREATE'
    | 'THREAD_UPDATE'
    | 'THREAD_DELETE',
  channel: Channel,
  extra: object = {},
): void {
  world.events.emit({
    type,
    guildId: channel.guildId,
    intents: Intent.Guilds,
    seenBy: (id) =>
      (channel.guildId !== null || !world.isBot(id)) &&
      (canSee(world, channel, id) || (world.isBot(id) && !channel.thread)),
    payload: (viewer) => ({ ...presentChannel(world, channel, viewer), ...extra }),
  });
}

export function announceMember(
  world: World,
  type: 'GUILD_MEMBER_ADD' | 'GUILD_MEMBER_UPDATE',
  guild: Guild,
  member: Member,
): void {
  world.events.emit({
    type,
    guildId: guild.id,
    intents: Intent.GuildMembers,
    // As on Discord, a bot always hears of changes to itself.
    alwaysFor: member.userId,
    seenBy: (id) => guild.members.has(id),
    payload: () => ({ ...presentMember(world, member), guild_id: guild.id }),
  });
}

/** Something of a guild that every member hears of. */
export function announceGuild(world: World, guild: Guild, type: string, payload: object): void {
  world.events.emit({
    type,
    guildId: guild.id,
    intents: Intent.Guilds,
    seenBy: (id) => guild.members.has(id),
    payload: () => payload,
  });
}

export function announceGuildUpdate(world: World, guild: Guild): void {
  announceGuild(world, guild, 'GUILD_UPDATE', presentGuild(guild));
}

/** Tells one account that it is now in a guild. */
export function announceGuildCreate(world: World, guild: Guild, accountId: string): void {
  world.events.emit({
    type: 'GUILD_CREATE',
    guildId: guild.id,
    intents: 0,
    seenBy: (id) => id === accountId,
    payload: (viewer) =>
      presentFullGuild(
        world,
        guild,
        viewer,
        !viewer.bot || (viewer.intents & Intent.GuildMembers) !== 0,
      ),
  });
}

/** Tells one account something; bots without regard to intents. */
export function announceTo(
  world: World,
  accountId: string,
  type: string,
  payload: object,
  guildId: string | null = null,
): void {
  world.events.emit({
    type,
    guildId,
    intents: 0,
    seenBy: (id) => id === accountId,
    payload: () => payload,
  });
}
