import { GatewayIntentBits as Intent } from 'discord.js';
import { announceGuild, announceGuildCreate, announceMember, announceTo } from './announce.js';
import { presentRole } from './present.js';
import type { Guild, Member } from './records.js';
import type { World } from './world.js';

/** Brings an account into a guild: it gets GUILD_CREATE, the others GUILD_MEMBER_ADD. */
export function joinGuild(
  world: World,
  guild: Guild,
  userId: string,
  roles: string[] = [],
): Member {
  const existing = guild.members.get(userId);
  if (existing) return existing;
  const joinedAt = world.isoNow();
  const member: Member = { userId, nick: null, roles, joinedAt, timeoutUntil: null };
  guild.members.set(userId, member);
  announceGuildCreate(world, guild, userId);
  announceMember(world, 'GUILD_MEMBER_ADD', guild, member);
  return member;
}

/** Takes an account out of a guild: it gets GUILD_DELETE, the others GUILD_MEMBER_REMOVE. */
export function leaveGuild(world: World, guild: Guild, userId: string): void {
  if (!guild.members.delete(userId)) return;
  for (const channel of world.guildChannels(guild.id)) channel.thread?.members.delete(userId);
  announceTo(world, userId, 'GUILD_DELETE', { id: guild.id }, guild.id);
  world.events.emit({
    type: 'GUILD_MEMBER_REMOVE',
    guildId: guild.id,
    intents: Intent.GuildMembers,
    seenBy: (id) => guild.members.has(id),
    payload: () => ({ guild_id: guild.id, user: world.account(userId).user }),
  });
}

export interface NewRole {
  id?: string;
  name: string;
  permissions: bigint;
  /** Higher stands above lower; 0 is @everyone. */
  position: number;
  color?: number;
  mentionable?: boolean;
  managed?: boolean;
  hoist?: boolean;
  /** The bot that a managed role belongs to. */
  botId?: string;
}

/** Adds a role and tells the members. */
export function addRole(world: World, guild: Guild, spec: NewRole): string {
  const id = spec.id ?? world.ids.next();
  const color = spec.color ?? 0;
  guild.roles.set(id, {
    id,
    name: spec.name,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: spec.hoist ?? false,
    icon: null,
    unicode_emoji: null,
    position: spec.position,
    permissions: spec.permissions.toString(),
    managed: spec.managed ?? false,
    mentionable: spec.mentionable ?? false,
    flags: 0,
    ...(spec.botId ? { tags: { bot_id: spec.botId } } : {}),
  });
  const role = guild.roles.get(id);
  if (role) {
    const payload = { guild_id: guild.id, role: presentRole(role) };
    announceGuild(world, guild, 'GUILD_ROLE_CREATE', payload);
  }
  return id;
}
