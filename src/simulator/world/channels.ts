import { ChannelType, type APIOverwrite } from 'discord.js';
import { announceChannel } from './announce.js';
import type { Channel } from './records.js';
import type { World } from './world.js';

export interface NewChannel {
  id?: string;
  guildId: string;
  name: string;
  type?: ChannelType;
  topic?: string | null;
  parentId?: string | null;
  position?: number;
  overwrites?: APIOverwrite[];
}

function blank(id: string, type: ChannelType): Channel {
  return {
    id,
    type,
    guildId: null,
    name: '',
    topic: null,
    parentId: null,
    position: 0,
    nsfw: false,
    slowmodeSeconds: 0,
    overwrites: [],
    recipients: [],
    ownerId: null,
    thread: null,
    messages: new Map(),
    lastMessageId: null,
  };
}

/** Adds a channel to a guild and tells its members. */
export function addChannel(world: World, spec: NewChannel): Channel {
  const channel: Channel = {
    ...blank(spec.id ?? world.ids.next(), spec.type ?? ChannelType.GuildText),
    guildId: spec.guildId,
    name: spec.name,
    topic: spec.topic ?? null,
    parentId: spec.parentId ?? null,
    position: spec.position ?? world.guildChannels(spec.guildId).length,
    overwrites: spec.overwrites ?? [],
  };
  world.channels.set(channel.id, channel);
  announceChannel(world, 'CHANNEL_CREATE', channel);
  return channel;
}

/** Removes a channel with its threads and messages. */
export function removeChannel(world: World, channel: Channel): void {
  for (const thread of world.channels.values()) {
    if (thread.thread && thread.parentId === channel.id) removeChannel(world, thread);
  }
  announceChannel(world, channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel);
  for (const message of channel.messages.values()) {
    for (const attachment of message.attachments) world.files.delete(attachment.id);
  }
  world.channels.delete(channel.id);
}

/** The DM of two accounts, made if there is none yet. */
export function openDm(world: World, one: string, other: string, id?: string): Channel {
  const existing = world.dmsOf(one).find((each) => each.recipients.includes(other));
  if (existing) return existing;
  const channel: Channel = {
    ...blank(id ?? world.ids.next(), ChannelType.DM),
    recipients: [one, other],
  };
  world.channels.set(channel.id, channel);
  announceChannel(world, 'CHANNEL_CREATE', channel);
  return channel;
}
