import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { deleteMessages, editMessage } from '../messages/edit.js';
import { pageOf } from '../messages/history.js';
import { requireToSend } from '../messages/permit.js';
import { postMessage } from '../messages/post.js';
import { presentMessage } from '../messages/present.js';
import { createMessageSchema, editMessageSchema } from '../messages/schemas.js';
import { channelPermissions, requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { snowflake, validate } from '../validation.js';
import type { Account, Channel, Message } from '../world/records.js';
import { snowflakeTime } from '../world/snowflake.js';
import type { World } from '../world/world.js';
import { readBody } from './body.js';
import { caller, idParam, query, queryNumber, viewerOf } from './request.js';

const BULK_MAX_AGE_MS = 14 * 24 * 60 * 60 * 1000;
const bulkSchema = z.object({ messages: z.array(snowflake) });
/** Default, reply, slash command and context menu command; all others are the system's. */
const EDITABLE_TYPES = new Set([0, 19, 20, 23]);

/** A message that anyone may see; ephemeral ones are reached through their interaction only. */
function publicMessage(world: World, channel: Channel, id: string): Message {
  const message = world.message(channel, id);
  if (message.visibleTo !== null) throw discordError(Code.UnknownMessage);
  return message;
}

function place(
  world: World,
  request: FastifyRequest,
): { account: Account; channel: Channel; bits: bigint } {
  const account = caller(request);
  const channel = world.channel(idParam(request, 'channel'));
  requireInChannel(world, channel, account.user.id);
  return { account, channel, bits: channelPermissions(world, channel, account.user.id) };
}

/** Messages of a channel. */
export function messageRoutes(api: FastifyInstance, { world, nonces }: Simulation): void {
  api.get('/channels/:channel/messages', (request) => {
    const { account, channel, bits } = place(world, request);
    const limit = queryNumber(request, 'limit', 1, 100, 50);
    // Discord answers an empty list to those who may not read the history.
    if (!(bits & Bits.ReadMessageHistory)) return [];
    const messages = pageOf(channel, {
      limit,
      before: query(request, 'before'),
      after: query(request, 'after'),
      around: query(request, 'around'),
    });
    const viewer = viewerOf(world, account);
    return messages.map((message) => presentMessage(world, message, viewer));
  });

  api.get('/channels/:channel/messages/:message', (request) => {
    const { account, channel, bits } = place(world, request);
    if (!(bits & Bits.ReadMessageHistory)) throw discordError(Code.MissingPermissions);
    const message = publicMessage(world, channel, idParam(request, 'message'));
    return presentMessage(world, message, viewerOf(world, account));
  });

  api.post('/channels/:channel/messages', async (request) => {
    const { json, uploads } = await readBody(request);
    const account = caller(request);
    const channel = world.channel(idParam(request, 'channel'));
    requireInChannel(world, channel, account.user.id);
    const body = validate(createMessageSchema, json);
    requireToSend(world, channel, account.user.id, {
      hasFiles: uploads.length > 0,
      hasEmbeds: (body.embeds ?? []).length > 0,
      isReply: body.message_reference != null,
    });
    const viewer = viewerOf(world, account);
    if (body.nonce != null && body.enforce_nonce) {
      const firstId = nonces.find(channel.id, account.user.id, body.nonce);
      const first = firstId ? channel.messages.get(firstId) : undefined;
      if (first) return presentMessage(world, first, viewer);
    }
    const message = postMessage(world, { channel, authorId: account.user.id, body, uploads });
    if (body.nonce != null) {
      nonces.remember(channel.id, account.user.id, body.nonce, message.id);
    }
    const nonce = body.nonce == null ? {} : { nonce: body.nonce };
    return { ...presentMessage(world, message, viewer), ...nonce };
  });

  api.patch('/channels/:channel/messages/:message', async (request) => {
    const { json, uploads } = await readBody(request);
    const { account, channel, bits } = place(world, request);
    const message = publicMessage(world, channel, idParam(request, 'message'));
    const body = validate(editMessageSchema, json);
    if (message.authorId !== account.user.id) {
      // Moderators may hide embeds of others, and nothing else.
      const onlyFlags = Object.keys(body).every((key) => key === 'flags');
      if (!onlyFlags || !(bits & Bits.ManageMessages)) {
        throw discordError(Code.CannotEditMessageAuthoredByAnotherUser);
      }
    }
    if (!EDITABLE_TYPES.has(message.type))
      throw discordError(Code.CannotExecuteActionOnSystemMessage);
    if (channel.thread?.archived) throw discordError(Code.InvalidActionOnArchivedThread);
    editMessage(world, channel, message, body, uploads);
    return presentMessage(world, message, viewerOf(world, account));
  });

  api.delete('/channels/:channel/messages/:message', async (request, reply) => {
    const { account, channel, bits } = place(world, request);
    const message = publicMessage(world, channel, idParam(request, 'message'));
    if (message.authorId !== account.user.id) {
      if (channel.guildId === null) throw discordError(Code.CannotExecuteActionOnDMChannel);
      if (!(bits & Bits.ManageMessages)) throw discordError(Code.MissingPermissions);
    }
    deleteMessages(world, channel, [message]);
    return reply.code(204).send();
  });

  api.post('/channels/:channel/messages/bulk-delete', async (request, reply) => {
    const { account, channel } = place(world, request);
    if (channel.guildId === null) throw discordError(Code.CannotExecuteActionOnDMChannel);
    requireInChannel(world, channel, account.user.id, Bits.ManageMessages);
    const ids = [...new Set(validate(bulkSchema, request.body).messages)];
    if (ids.length < 2 || ids.length > 100) {
      throw discordError(Code.ProvidedTooFewOrTooManyMessagesToDelete);
    }
    const oldest = world.clock.now() - BULK_MAX_AGE_MS;
    if (ids.some((id) => snowflakeTime(id) < oldest)) {
      throw discordError(Code.OneOfTheMessagesProvidedWasTooOldForBulkDelete);
    }
    const found = ids.flatMap((id) => channel.messages.get(id) ?? []);
    deleteMessages(
      world,
      channel,
      found.filter((message) => message.visibleTo === null),
    );
    return reply.code(204).send();
  });

  for (const method of ['PUT', 'DELETE'] as const) {
    api.route({
      method,
      url: '/channels/:channel/pins/:message',
      handler: async (request, reply) => {
        const { account, channel } = place(world, request);
        requireInChannel(world, channel, account.user.id, Bits.ManageMessages);
        const message = publicMessage(world, channel, idParam(request, 'message'));
        message.pinned = method === 'PUT';
        return reply.code(204).send();
      },
    });
  }
}
