import type { ChannelType } from 'discord.js';
import { GatewayIntentBits as Intent } from 'discord.js';
import { canSee } from '../permissions.js';
import { announceChannel } from './announce.js';
import { presentMember, presentThreadMember } from './present.js';
import type { Channel } from './records.js';
import type { World } from './world.js';

export interface NewThread {
  /** The starter message's id, or a fresh one. */
  id: string;
  name: string;
  type: ChannelType.PublicThread | ChannelType.PrivateThread;
  ownerId: string;
  autoArchiveMinutes: number;
  slowmodeSeconds: number;
}

/** Opens a thread under a channel; its starter is its first member. */
export function openThread(world: World, parent: Channel, spec: NewThread): Channel {
  const now = world.isoNow();
  const thread: Channel = {
    id: spec.id,
    type: spec.type,
    guildId: parent.guildId,
    name: spec.name,
    topic: null,
    parentId: parent.id,
    position: 0,
    nsfw: parent.nsfw,
    slowmodeSeconds: spec.slowmodeSeconds,
    overwrites: [],
    recipients: [],
    ownerId: spec.ownerId,
    thread: {
      archived: false,
      locked: false,
      archivedAt: now,
      autoArchiveMinutes: spec.autoArchiveMinutes,
      createdAt: now,
      members: new Map([[spec.ownerId, now]]),
    },
    messages: new Map(),
    lastMessageId: null,
  };
  world.channels.set(thread.id, thread);
  announceChannel(world, 'THREAD_CREATE', thread, { newly_created: true });
  return thread;
}

/** Adds somebody to a thread, unless they are in it already. */
export function joinThread(world: World, thread: Channel, userId: string): void {
  const members = thread.thread?.members;
  if (!members || members.has(userId)) return;
  members.set(userId, world.isoNow());
  if (world.isBot(userId)) announceChannel(world, 'THREAD_CREATE', thread);
  announceMembers(world, thread, [userId], []);
}

export function leaveThread(world: World, thread: Channel, userId: string): void {
  if (thread.thread?.members.delete(userId)) announceMembers(world, thread, [], [userId]);
}

/** Bots without the members intent hear only of themselves. */
function announceMembers(world: World, thread: Channel, added: string[], removed: string[]): void {
  const guild = world.guilds.get(thread.guildId ?? '');
  if (!guild) return;
  world.events.emit({
    type: 'THREAD_MEMBERS_UPDATE',
    guildId: guild.id,
    intents: Intent.Guilds,
    seenBy: (id) => canSee(world, thread, id),
    payload: (viewer) => {
      const involved = [...added, ...removed].includes(viewer.accountId);
      if (viewer.bot && !involved && !(viewer.intents & Intent.GuildMembers)) return null;
      return {
        id: thread.id,
        guild_id: guild.id,
        member_count: thread.thread?.members.size ?? 0,
        added_members: added.map((id) => ({
          ...presentThreadMember(thread, id),
          member: presentMember(world, world.member(guild, id)),
          presence: null,
        })),
        removed_member_ids: removed,
      };
    },
  });
}

/** A message in an archived thread opens it again, and its author joins. */
export function reviveThread(world: World, channel: Channel, authorId: string): void {
  const state = channel.thread;
  if (!state) return;
  if (state.archived) {
    state.archived = false;
    state.archivedAt = world.isoNow();
    announceChannel(world, 'THREAD_UPDATE', channel);
  }
  joinThread(world, channel, authorId);
}
