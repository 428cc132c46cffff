import { GatewayIntentBits as Intent } from 'discord.js';
import { canSee } from '../permissions.js';
import type { Channel, Message } from '../world/records.js';
import type { World } from '../world/world.js';
import { canSeeMessage, presentMessageEvent } from './present.js';

function messageIntents(channel: Channel): number {
  return channel.guildId === null ? Intent.DirectMessages : Intent.GuildMessages;
}

function place(channel: Channel): object {
  return channel.guildId === null
    ? { channel_id: channel.id }
    : { channel_id: channel.id, guild_id: channel.guildId };
}

export function announceMessage(
  world: World,
  type: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: Message,
): void {
  const channel = world.channel(message.channelId);
  world.events.emit({
    type,
    guildId: channel.guildId,
    intents: messageIntents(channel),
    seenBy: (id) => canSeeMessage(world, message, id),
    payload: (viewer) => presentMessageEvent(world, message, viewer),
  });
}

/** Tells of deleted messages; ephemeral ones only the person who saw them. */
export function announceDeletion(world: World, channel: Channel, messages: Message[]): void {
  const [first] = messages;
  if (!first) return;
  const bulk = messages.length > 1;
  const payload = {
    ...(bulk ? { ids: messages.map((each) => each.id) } : { id: first.id }),
    ...place(channel),
  };
  world.events.emit({
    type: bulk ? 'MESSAGE_DELETE_BULK' : 'MESSAGE_DELETE',
    guildId: channel.guildId,
    intents: messageIntents(channel),
    seenBy: (id) =>
      first.visibleTo === null ? canSee(world, channel, id) : first.visibleTo === id,
    payload: () => payload,
  });
}

export function announceReaction(
  world: World,
  type: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
  message: Message,
  userId: string,
  emoji: { id: string | null; name: string },
): void {
  const channel = world.channel(message.channelId);
  world.events.emit({
    type,
    guildId: channel.guildId,
    intents:
      channel.guildId === null ? Intent.DirectMessageReactions : Intent.GuildMessageReactions,
    seenBy: (id) => canSee(world, channel, id),
    payload: () => ({
      user_id: userId,
      message_id: message.id,
      emoji,
      burst: false,
      type: 0,
      message_author_id: message.authorId,
      ...place(channel),
    }),
  });
}

export function announceTyping(world: World, channel: Channel, userId: string): void {
  world.events.emit({
    type: 'TYPING_START',
    guildId: channel.guildId,
    intents: channel.guildId === null ? Intent.DirectMessageTyping : Intent.GuildMessageTyping,
    seenBy: (id) => canSee(world, channel, id),
    payload: () => ({
      user_id: userId,
      timestamp: Math.floor(world.clock.now() / 1000),
      ...place(channel),
    }),
  });
}
