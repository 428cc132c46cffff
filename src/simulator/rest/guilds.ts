import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ChannelType, PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { canSee, requireInGuild } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { snowflake, text, validate } from '../validation.js';
import { addChannel } from '../world/channels.js';
import { addRole } from '../world/guilds.js';
import {
  presentChannel,
  presentGuild,
  presentRole,
  presentThreadMember,
} from '../world/present.js';
import type { Guild } from '../world/records.js';
import type { World } from '../world/world.js';
import { caller, idParam, viewerOf } from './request.js';

const channelSchema = z.object({
  name: text(100, 1),
  type: z
    .union([
      z.literal(ChannelType.GuildText),
      z.literal(ChannelType.GuildCategory),
      z.literal(ChannelType.GuildAnnouncement),
    ])
    .nullish(),
  topic: text(1024).nullish(),
  parent_id: snowflake.nullish(),
});
const roleSchema = z.object({
  name: text(100).optional(),
  permissions: z.string().regex(/^\d+$/).optional(),
  color: z.number().int().min(0).max(0xffffff).optional(),
  mentionable: z.boolean().optional(),
  hoist: z.boolean().optional(),
});

function guildOf(world: World, request: FastifyRequest, needed = 0n): Guild {
  const guild = world.guild(idParam(request, 'guild'));
  requireInGuild(world, guild, caller(request).user.id, needed);
  return guild;
}

/** A guild, its channels and its roles. */
export function guildRoutes(api: FastifyInstance, { world }: Simulation): void {
  api.get('/guilds/:guild', (request) => {
    const guild = guildOf(world, request);
    const count = guild.members.size;
    return {
      ...presentGuild(guild),
      approximate_member_count: count,
      approximate_presence_count: count,
    };
  });

  api.get('/guilds/:guild/channels', (request) => {
    const guild = guildOf(world, request);
    const viewer = viewerOf(world, caller(request));
    return world
      .guildChannels(guild.id)
      .filter((each) => !each.thread && (viewer.bot || canSee(world, each, viewer.accountId)))
      .map((each) => presentChannel(world, each, viewer));
  });

  api.post('/guilds/:guild/channels', async (request, reply) => {
    const guild = guildOf(world, request, Bits.ManageChannels);
    const body = validate(channelSchema, request.body);
    const channel = addChannel(world, {
      guildId: guild.id,
      name: body.name,
      type: body.type ?? ChannelType.GuildText,
      topic: body.topic ?? null,
      parentId: body.parent_id ?? null,
    });
    return reply.code(201).send(presentChannel(world, channel, viewerOf(world, caller(request))));
  });

  api.get('/guilds/:guild/threads/active', (request) => {
    const guild = guildOf(world, request);
    const viewer = viewerOf(world, caller(request));
    const threads = world
      .guildChannels(guild.id)
      .filter((each) => each.thread?.archived === false && canSee(world, each, viewer.accountId));
    return {
      threads: threads.map((each) => presentChannel(world, each, viewer)),
      members: threads
        .filter((each) => each.thread?.members.has(viewer.accountId))
        .map((each) => presentThreadMember(each, viewer.accountId)),
    };
  });

  api.get('/guilds/:guild/roles', (request) =>
    [...guildOf(world, request).roles.values()].map(presentRole),
  );

  api.get('/guilds/:guild/roles/:role', (request) => {
    const role = guildOf(world, request).roles.get(idParam(request, 'role'));
    if (!role) throw discordError(Code.UnknownRole);
    return presentRole(role);
  });

  api.post('/guilds/:guild/roles', (request) => {
    const guild = guildOf(world, request, Bits.ManageRoles);
    const body = validate(roleSchema, request.body);
    // As with Discord a new role starts at the bottom, just above @everyone.
    const id = addRole(world, guild, {
      name: body.name ?? 'new role',
      permissions: BigInt(body.permissions ?? guild.roles.get(guild.id)?.permissions ?? '0'),
      position: 1,
      color: body.color ?? 0,
      mentionable: body.mentionable ?? false,
      hoist: body.hoist ?? false,
    });
    return guild.roles.get(id);
  });
}
