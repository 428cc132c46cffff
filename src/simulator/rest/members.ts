import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { requireInGuild } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { snowflake, text, validate } from '../validation.js';
import { leaveGuild } from '../world/guilds.js';
import { changeMember, requireAbove } from '../world/members.js';
import { presentMember } from '../world/present.js';
import type { Guild } from '../world/records.js';
import { compareSnowflakes } from '../world/snowflake.js';
import type { World } from '../world/world.js';
import { auditReason, caller, idParam, query, queryNumber } from './request.js';

const memberSchema = z.object({
  nick: text(32).nullish(),
  roles: z.array(snowflake).optional(),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});

function guildOf(world: World, request: FastifyRequest): Guild {
  const guild = world.guild(idParam(request, 'guild'));
  requireInGuild(world, guild, caller(request).user.id);
  return guild;
}

/** Members of a guild: look, search, change (names, roles, timeouts), remove. */
export function memberRoutes(api: FastifyInstance, { world }: Simulation): void {
  api.get('/guilds/:guild/members', (request) => {
    const guild = guildOf(world, request);
    const limit = queryNumber(request, 'limit', 1, 1000, 1);
    const after = query(request, 'after') ?? '0';
    return [...guild.members.values()]
      .sort((a, b) => compareSnowflakes(a.userId, b.userId))
      .filter((member) => compareSnowflakes(member.userId, after) > 0)
      .slice(0, limit)
      .map((member) => presentMember(world, member));
  });

  api.get('/guilds/:guild/members/search', (request) => {
    const guild = guildOf(world, request);
    const limit = queryNumber(request, 'limit', 1, 1000, 1);
    const wanted = (query(request, 'query') ?? '').toLowerCase();
    return [...guild.members.values()]
      .filter((member) => {
        const { user } = world.account(member.userId);
        return [user.username, user.global_name, member.nick].some((name) =>
          name?.toLowerCase().startsWith(wanted),
        );
      })
      .slice(0, limit)
      .map((member) => presentMember(world, member));
  });

  api.get('/guilds/:guild/members/:user', (request) => {
    const guild = guildOf(world, request);
    return presentMember(world, world.member(guild, idParam(request, 'user')));
  });

  api.patch('/guilds/:guild/members/:user', (request) => {
    const guild = guildOf(world, request);
    const member = world.member(guild, idParam(request, 'user'));
    const body = validate(memberSchema, request.body);
    changeMember(world, guild, member, caller(request).user.id, {
      nick: body.nick,
      roles: body.roles,
      timeoutUntil: body.communication_disabled_until,
      reason: auditReason(request),
    });
    return presentMember(world, member);
  });

  for (const method of ['PUT', 'DELETE'] as const) {
    api.route({
      method,
      url: '/guilds/:guild/members/:user/roles/:role',
      handler: async (request, reply) => {
        const guild = guildOf(world, request);
        const member = world.member(guild, idParam(request, 'user'));
        const roleId = idParam(request, 'role');
        if (!guild.roles.has(roleId)) throw discordError(Code.UnknownRole);
        const others = member.roles.filter((id) => id !== roleId);
        changeMember(world, guild, member, caller(request).user.id, {
          roles: method === 'PUT' ? [...others, roleId] : others,
          reason: auditReason(request),
        });
        return reply.code(204).send();
      },
    });
  }

  api.delete('/guilds/:guild/members/:user', async (request, reply) => {
    const guild = guildOf(world, request);
    const member = world.member(guild, idParam(request, 'user'));
    const actor = caller(request).user.id;
    requireInGuild(world, guild, actor, Bits.KickMembers);
    requireAbove(guild, actor, member.userId);
    leaveGuild(world, guild, member.userId);
    return reply.code(204).send();
  });
}
