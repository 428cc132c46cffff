import {
  ChannelType,
  OverwriteType,
  PermissionFlagsBits as Bits,
  RESTJSONErrorCodes,
} from 'discord.js';
import { discordError } from './errors.js';
import type { Channel, Guild, Member } from './world/records.js';
import type { World } from './world/world.js';

const EVERYTHING = Object.values(Bits).reduce((all, bit) => all | bit, 0n);
/** What a timed-out member keeps. */
const TIMED_OUT = Bits.ViewChannel | Bits.ReadMessageHistory;
const IN_DM =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.ReadMessageHistory |
  Bits.AttachFiles |
  Bits.EmbedLinks |
  Bits.AddReactions |
  Bits.UseExternalEmojis |
  Bits.MentionEveryone |
  Bits.UseApplicationCommands;

export function isTimedOut(world: World, member: Member): boolean {
  return member.timeoutUntil !== null && Date.parse(member.timeoutUntil) > world.clock.now();
}

/** A member's permissions in the guild as a whole. */
export function guildPermissions(world: World, guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return EVERYTHING;
  let bits = BigInt(guild.roles.get(guild.id)?.permissions ?? '0');
  for (const id of member.roles) bits |= BigInt(guild.roles.get(id)?.permissions ?? '0');
  if (bits & Bits.Administrator) return EVERYTHING;
  return isTimedOut(world, member) ? bits & TIMED_OUT : bits;
}

/** An account's permissions in a channel: roles, then the overwrites of everyone, roles, member. */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? IN_DM : 0n;
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  const base = guildPermissions(world, guild, userId);
  if (base & Bits.Administrator) return base;

  const ruling = channel.thread ? world.channels.get(channel.parentId ?? '') : channel;
  const overwrites = ruling?.overwrites ?? [];
  let bits = base;
  const everyone = overwrites.find((each) => each.id === guild.id);
  if (everyone) bits = (bits & ~BigInt(everyone.deny)) | BigInt(everyone.allow);
  let allow = 0n;
  let deny = 0n;
  for (const each of overwrites) {
    if (each.type !== OverwriteType.Role || !member.roles.includes(each.id)) continue;
    allow |= BigInt(each.allow);
    deny |= BigInt(each.deny);
  }
  bits = (bits & ~deny) | allow;
  const own = overwrites.find((each) => each.type === OverwriteType.Member && each.id === userId);
  if (own) bits = (bits & ~BigInt(own.deny)) | BigInt(own.allow);

  if (isTimedOut(world, member)) bits &= TIMED_OUT;
  if (!(bits & Bits.ViewChannel)) return 0n;
  if (
    channel.type === ChannelType.PrivateThread &&
    !channel.thread?.members.has(userId) &&
    !(bits & Bits.ManageThreads)
  ) {
    return 0n;
  }
  return bits;
}

export function canSee(world: World, channel: Channel, userId: string): boolean {
  return (channelPermissions(world, channel, userId) & Bits.ViewChannel) !== 0n;
}

/** @throws {DiscordError} 50001 without sight of the channel, 50013 without one of `needed`. */
export function requireInChannel(
  world: World,
  channel: Channel,
  userId: string,
  needed: bigint = 0n,
): void {
  const bits = channelPermissions(world, channel, userId);
  if (!(bits & Bits.ViewChannel)) throw discordError(RESTJSONErrorCodes.MissingAccess);
  if ((bits & needed) !== needed) throw discordError(RESTJSONErrorCodes.MissingPermissions);
}

/** @throws {DiscordError} 50001 for strangers, 50013 without one of `needed`. */
export function requireInGuild(world: World, guild: Guild, userId: string, needed = 0n): void {
  if (!guild.members.has(userId)) throw discordError(RESTJSONErrorCodes.MissingAccess);
  if ((guildPermissions(world, guild, userId) & needed) !== needed) {
    throw discordError(RESTJSONErrorCodes.MissingPermissions);
  }
}

/** Position of a member's highest role; the owner stands above all. */
export function rank(guild: Guild, userId: string): number {
  if (guild.ownerId === userId) return Number.POSITIVE_INFINITY;
  const roles = guild.members.get(userId)?.roles ?? [];
  return Math.max(0, ...roles.map((id) => guild.roles.get(id)?.position ?? 0));
}
