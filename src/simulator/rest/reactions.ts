import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { announceReaction } from '../messages/announce.js';
import { requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import type { Message, Reaction } from '../world/records.js';
import type { World } from '../world/world.js';
import { caller, idParam, textParam } from './request.js';

function parseEmoji(raw: string): { id: string | null; name: string } {
  const emoji = decodeURIComponent(raw);
  const custom = /^(?:a?:)?(\w{2,32}):(\d{1,20})$/.exec(emoji);
  if (custom?.[1] && custom[2]) return { id: custom[2], name: custom[1] };
  if (!/\p{Emoji}/u.test(emoji) || emoji.length > 32) throw discordError(Code.UnknownEmoji);
  return { id: null, name: emoji };
}

function target(
  world: World,
  request: FastifyRequest,
  needed: bigint,
): { message: Message; emoji: Reaction['emoji'] } {
  const channel = world.channel(idParam(request, 'channel'));
  requireInChannel(world, channel, caller(request).user.id, needed);
  const message = world.message(channel, idParam(request, 'message'));
  if (message.visibleTo !== null) throw discordError(Code.UnknownMessage);
  return { message, emoji: parseEmoji(textParam(request, 'emoji')) };
}

function find(message: Message, emoji: Reaction['emoji']): Reaction | undefined {
  return message.reactions.find(
    (each) => each.emoji.id === emoji.id && each.emoji.name === emoji.name,
  );
}

function remove(world: World, message: Message, emoji: Reaction['emoji'], userId: string): void {
  const reaction = find(message, emoji);
  if (!reaction?.userIds.includes(userId)) return;
  reaction.userIds = reaction.userIds.filter((id) => id !== userId);
  message.reactions = message.reactions.filter((each) => each.userIds.length > 0);
  announceReaction(world, 'MESSAGE_REACTION_REMOVE', message, userId, emoji);
}

/** Reactions: add, take away, who. */
export function reactionRoutes(api: FastifyInstance, { world }: Simulation): void {
  const path = '/channels/:channel/messages/:message/reactions/:emoji';

  api.put(`${path}/@me`, async (request, reply) => {
    const { message, emoji } = target(world, request, Bits.ReadMessageHistory);
    const { id } = caller(request).user;
    let reaction = find(message, emoji);
    if (!reaction) {
      target(world, request, Bits.AddReactions);
      reaction = { emoji, userIds: [] };
      message.reactions.push(reaction);
    }
    if (!reaction.userIds.includes(id)) {
      reaction.userIds.push(id);
      announceReaction(world, 'MESSAGE_REACTION_ADD', message, id, emoji);
    }
    return reply.code(204).send();
  });

  api.delete(`${path}/:user`, async (request, reply) => {
    const userId = idParam(request, 'user');
    const own = userId === caller(request).user.id;
    const { message, emoji } = target(world, request, own ? 0n : Bits.ManageMessages);
    remove(world, message, emoji, userId);
    return reply.code(204).send();
  });

  api.get(path, (request) => {
    const { message, emoji } = target(world, request, 0n);
    return (find(message, emoji)?.userIds ?? []).map((id) => world.account(id).user);
  });
}
