import { PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError, formError } from '../errors.js';
import { guildPermissions, rank, requireInGuild } from '../permissions.js';
import { announceMember } from './announce.js';
import type { Guild, Member } from './records.js';
import type { World } from './world.js';

const LONGEST_TIMEOUT_MS = 28 * 24 * 60 * 60 * 1000;
/** Clients and server do not share a clock; Discord forgives a little, too. */
const CLOCK_SLACK_MS = 60_000;

export interface MemberChange {
  nick?: string | null | undefined;
  roles?: string[] | undefined;
  /** ISO time; null ends a timeout. */
  timeoutUntil?: string | null | undefined;
  reason: string | null;
}

/** @throws {DiscordError} 50013 unless the actor's highest role stands above the target's */
export function requireAbove(guild: Guild, actorId: string, targetId: string): void {
  if (rank(guild, actorId) <= rank(guild, targetId)) throw discordError(Code.MissingPermissions);
}

/** Owner and administrators cannot be timed out, nor can anyone time out themselves. */
function requireTimeout(world: World, guild: Guild, actorId: string, targetId: string): void {
  requireInGuild(world, guild, actorId, Bits.ModerateMembers);
  if (guildPermissions(world, guild, targetId) & Bits.Administrator || actorId === targetId) {
    throw discordError(Code.MissingPermissions);
  }
  requireAbove(guild, actorId, targetId);
}

function requireRoles(
  world: World,
  guild: Guild,
  actorId: string,
  before: string[],
  after: string[],
): void {
  requireInGuild(world, guild, actorId, Bits.ManageRoles);
  const changed = [
    ...before.filter((id) => !after.includes(id)),
    ...after.filter((id) => !before.includes(id)),
  ];
  for (const id of changed) {
    const role = guild.roles.get(id);
    if (!role) throw discordError(Code.UnknownRole);
    if (role.position >= rank(guild, actorId)) throw discordError(Code.MissingPermissions);
  }
}

/**
 * Changes a member as `actorId`; nothing is changed if any part is not allowed.
 * @throws {DiscordError} 50013, or 50035 for a timeout beyond 28 days
 */
export function changeMember(
  world: World,
  guild: Guild,
  member: Member,
  actorId: string,
  change: MemberChange,
): void {
  const { nick, roles, timeoutUntil } = change;
  if (timeoutUntil !== undefined) {
    requireTimeout(world, guild, actorId, member.userId);
    const latest = world.clock.now() + LONGEST_TIMEOUT_MS + CLOCK_SLACK_MS;
    if (timeoutUntil !== null && Date.parse(timeoutUntil) > latest) {
      throw formError(
        'communication_disabled_until',
        'GUILD_MEMBER_TIMEOUT_TOO_LONG',
        'A timeout may last 28 days at most.',
      );
    }
  }
  if (roles) requireRoles(world, guild, actorId, member.roles, roles);
  if (nick !== undefined) {
    const self = actorId === member.userId;
    requireInGuild(world, guild, actorId, self ? Bits.ChangeNickname : Bits.ManageNicknames);
    if (!self) requireAbove(guild, actorId, member.userId);
  }

  if (timeoutUntil !== undefined) {
    member.timeoutUntil = timeoutUntil === null ? null : new Date(timeoutUntil).toISOString();
  }
  if (roles) member.roles = [...new Set(roles)];
  if (nick !== undefined) member.nick = nick || null;
  world.auditLog.push({
    actorId,
    action: 'member-update',
    targetId: member.userId,
    reason: change.reason,
    at: world.isoNow(),
  });
  announceMember(world, 'GUILD_MEMBER_UPDATE', guild, member);
}
