import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OverwriteType, PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { announceTyping } from '../messages/announce.js';
import { requireToSend } from '../messages/permit.js';
import { requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { snowflake, text, validate } from '../validation.js';
import { announceChannel } from '../world/announce.js';
import { removeChannel } from '../world/channels.js';
import { presentChannel } from '../world/present.js';
import { caller, idParam, viewerOf } from './request.js';

const bits = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String);
const overwriteSchema = z.object({
  type: z.union([z.literal(OverwriteType.Role), z.literal(OverwriteType.Member)]),
  allow: bits.nullish(),
  deny: bits.nullish(),
});
const channelSchema = z.object({
  name: text(100, 1).optional(),
  topic: text(1024).nullish(),
  position: z.number().int().nullish(),
  nsfw: z.boolean().nullish(),
  rate_limit_per_user: z.number().int().min(0).max(21_600).nullish(),
  parent_id: snowflake.nullish(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: z.number().int().optional(),
});

/** One channel: look, change, delete, permissions, typing. */
export function channelRoutes(api: FastifyInstance, { world }: Simulation): void {
  api.get('/channels/:channel', (request) => {
    const account = caller(request);
    const channel = world.channel(idParam(request, 'channel'));
    requireInChannel(world, channel, account.user.id);
    return presentChannel(world, channel, viewerOf(world, account));
  });

  api.patch('/channels/:channel', (request) => {
    const account = caller(request);
    const channel = world.channel(idParam(request, 'channel'));
    if (channel.guildId === null) throw discordError(Code.CannotExecuteActionOnDMChannel);
    const own = channel.thread && channel.ownerId === account.user.id;
    const needed = channel.thread ? Bits.ManageThreads : Bits.ManageChannels;
    requireInChannel(world, channel, account.user.id, own ? 0n : needed);
    const body = validate(channelSchema, request.body);
    channel.name = body.name ?? channel.name;
    if (body.topic !== undefined) channel.topic = body.topic;
    if (body.parent_id !== undefined && !channel.thread) channel.parentId = body.parent_id;
    channel.position = body.position ?? channel.position;
    channel.nsfw = body.nsfw ?? channel.nsfw;
    channel.slowmodeSeconds = body.rate_limit_per_user ?? channel.slowmodeSeconds;
    if (channel.thread) {
      const state = channel.thread;
      if (body.archived !== undefined && body.archived !== state.archived) {
        state.archived = body.archived;
        state.archivedAt = world.isoNow();
      }
      state.locked = body.locked ?? state.locked;
      state.autoArchiveMinutes = body.auto_archive_duration ?? state.autoArchiveMinutes;
    }
    announceChannel(world, channel.thread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
    return presentChannel(world, channel, viewerOf(world, account));
  });

  api.delete('/channels/:channel', (request) => {
    const account = caller(request);
    const channel = world.channel(idParam(request, 'channel'));
    const viewer = viewerOf(world, account);
    // Closing a DM hides it on Discord; here it stays, so that its id keeps its meaning.
    if (channel.guildId === null) return presentChannel(world, channel, viewer);
    const needed = channel.thread ? Bits.ManageThreads : Bits.ManageChannels;
    requireInChannel(world, channel, account.user.id, needed);
    const shown = presentChannel(world, channel, viewer);
    removeChannel(world, channel);
    return shown;
  });

  api.put('/channels/:channel/permissions/:overwrite', async (request, reply) => {
    const channel = world.channel(idParam(request, 'channel'));
    requireInChannel(world, channel, caller(request).user.id, Bits.ManageRoles);
    const id = idParam(request, 'overwrite');
    const body = validate(overwriteSchema, request.body);
    const overwrite = { id, type: body.type, allow: body.allow ?? '0', deny: body.deny ?? '0' };
    channel.overwrites = [...channel.overwrites.filter((each) => each.id !== id), overwrite];
    announceChannel(world, 'CHANNEL_UPDATE', channel);
    return reply.code(204).send();
  });

  api.delete('/channels/:channel/permissions/:overwrite', async (request, reply) => {
    const channel = world.channel(idParam(request, 'channel'));
    requireInChannel(world, channel, caller(request).user.id, Bits.ManageRoles);
    const id = idParam(request, 'overwrite');
    if (!channel.overwrites.some((each) => each.id === id)) {
      throw discordError(Code.UnknownPermissionOverwrite);
    }
    channel.overwrites = channel.overwrites.filter((each) => each.id !== id);
    announceChannel(world, 'CHANNEL_UPDATE', channel);
    return reply.code(204).send();
  });

  api.post('/channels/:channel/typing', async (request, reply) => {
    const { id } = caller(request).user;
    const channel = world.channel(idParam(request, 'channel'));
    requireToSend(world, channel, id, { hasFiles: false, hasEmbeds: false, isReply: false });
    announceTyping(world, channel, id);
    return reply.code(204).send();
  });
}
