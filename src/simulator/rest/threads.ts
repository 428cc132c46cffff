import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ChannelType,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Bits,
  RESTJSONErrorCodes as Code,
} from 'discord.js';
import { discordError } from '../errors.js';
import { announceMessage } from '../messages/announce.js';
import { blankMessage, publish } from '../messages/post.js';
import { requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { text, validate } from '../validation.js';
import { presentChannel, presentThreadMember } from '../world/present.js';
import type { Channel } from '../world/records.js';
import { joinThread, leaveThread, openThread } from '../world/threads.js';
import type { World } from '../world/world.js';
import { caller, idParam, viewerOf } from './request.js';

const threadSchema = z.object({
  name: text(100, 1),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10_080)])
    .optional(),
  rate_limit_per_user: z.number().int().min(0).max(21_600).nullish(),
  type: z
    .union([z.literal(ChannelType.PublicThread), z.literal(ChannelType.PrivateThread)])
    .optional(),
});

function threadOf(world: World, request: FastifyRequest): Channel {
  const channel = world.channel(idParam(request, 'channel'));
  requireInChannel(world, channel, caller(request).user.id);
  if (!channel.thread) throw discordError(Code.CannotExecuteActionOnThisChannelType);
  return channel;
}

function parentOf(world: World, request: FastifyRequest, needed: bigint): Channel {
  const parent = world.channel(idParam(request, 'channel'));
  if (parent.guildId === null || parent.thread) {
    throw discordError(Code.CannotExecuteActionOnThisChannelType);
  }
  requireInChannel(world, parent, caller(request).user.id, needed);
  return parent;
}

/** Threads: start from a message or without one, list, join, leave. */
export function threadRoutes(api: FastifyInstance, { world }: Simulation): void {
  api.post('/channels/:channel/messages/:message/threads', async (request, reply) => {
    const account = caller(request);
    const parent = parentOf(world, request, Bits.CreatePublicThreads);
    const starter = world.message(parent, idParam(request, 'message'));
    if (starter.visibleTo !== null) throw discordError(Code.UnknownMessage);
    if (world.channels.has(starter.id)) throw discordError(Code.ThreadAlreadyCreatedForMessage);
    const body = validate(threadSchema, request.body);
    const thread = openThread(world, parent, {
      id: starter.id,
      name: body.name,
      type: ChannelType.PublicThread,
      ownerId: account.user.id,
      autoArchiveMinutes: body.auto_archive_duration ?? 1440,
      slowmodeSeconds: body.rate_limit_per_user ?? 0,
    });
    const first = blankMessage(world, thread, starter.authorId, MessageType.ThreadStarterMessage);
    first.reference = {
      type: MessageReferenceType.Default,
      channel_id: parent.id,
      message_id: starter.id,
      ...(parent.guildId ? { guild_id: parent.guildId } : {}),
    };
    publish(world, thread, first);
    announceMessage(world, 'MESSAGE_UPDATE', starter);
    return reply.code(201).send(presentChannel(world, thread, viewerOf(world, account)));
  });

  api.post('/channels/:channel/threads', async (request, reply) => {
    const account = caller(request);
    const body = validate(threadSchema, request.body);
    // Discord's default for threads without a message is a private one.
    const type = body.type ?? ChannelType.PrivateThread;
    const isPublic = type === ChannelType.PublicThread;
    const parent = parentOf(
      world,
      request,
      isPublic ? Bits.CreatePublicThreads : Bits.CreatePrivateThreads,
    );
    const thread = openThread(world, parent, {
      id: world.ids.next(),
      name: body.name,
      type,
      ownerId: account.user.id,
      autoArchiveMinutes: body.auto_archive_duration ?? 1440,
      slowmodeSeconds: body.rate_limit_per_user ?? 0,
    });
    if (isPublic) {
      const notice = blankMessage(world, parent, account.user.id, MessageType.ThreadCreated);
      notice.content = body.name;
      notice.reference = {
        type: MessageReferenceType.Default,
        channel_id: thread.id,
        ...(parent.guildId ? { guild_id: parent.guildId } : {}),
      };
      publish(world, parent, notice);
    }
    return reply.code(201).send(presentChannel(world, thread, viewerOf(world, account)));
  });

  api.get('/channels/:channel/threads/archived/public', (request) => {
    const parent = parentOf(world, request, Bits.ReadMessageHistory);
    const viewer = viewerOf(world, caller(request));
    const threads = world
      .guildChannels(parent.guildId ?? '')
      .filter((each) => each.parentId === parent.id && each.thread?.archived)
      .filter((each) => each.type === ChannelType.PublicThread);
    return {
      threads: threads.map((each) => presentChannel(world, each, viewer)),
      members: [],
      has_more: false,
    };
  });

  api.get('/channels/:channel/thread-members', (request) => {
    const thread = threadOf(world, request);
    return [...(thread.thread?.members.keys() ?? [])].map((id) => presentThreadMember(thread, id));
  });

  api.get('/channels/:channel/thread-members/:user', (request) => {
    const thread = threadOf(world, request);
    const id = idParam(request, 'user');
    if (!thread.thread?.members.has(id)) throw discordError(Code.UnknownMember);
    return presentThreadMember(thread, id);
  });

  for (const method of ['PUT', 'DELETE'] as const) {
    api.route({
      method,
      url: '/channels/:channel/thread-members/:user',
      handler: async (request, reply) => {
        const thread = threadOf(world, request);
        if (thread.thread?.archived) throw discordError(Code.InvalidActionOnArchivedThread);
        const id = idParam(request, 'user');
        const { id: actor } = caller(request).user;
        if (method === 'PUT') {
          world.account(id);
          joinThread(world, thread, id);
        } else {
          const allowed = id === actor || thread.ownerId === actor;
          requireInChannel(world, thread, actor, allowed ? 0n : Bits.ManageThreads);
          leaveThread(world, thread, id);
        }
        return reply.code(204).send();
      },
    });
  }
}
