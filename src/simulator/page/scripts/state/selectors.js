import { compareIds } from './snowflake.js';

/** Permission bits of Discord that the page asks about. */
const SEND_MESSAGES = 1n << 11n;
const MANAGE_MESSAGES = 1n << 13n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;

export const ChannelType = { text: 0, dm: 1, category: 4, thread: 11 };

/** The session of the person in front of the page. */
export function current(state) {
  return state.sessions[state.personId];
}

export function currentChannel(session) {
  return session?.channels[session.channelId];
}

export function isThread(channel) {
  return channel.type >= 10 && channel.type <= 12;
}

export function displayName(session, userId, guildId) {
  const member = session.guilds[guildId]?.members[userId];
  const user = session.users[userId];
  return member?.nick ?? user?.global_name ?? user?.username ?? '???';
}

export function authorName(session, message) {
  const nick = session.guilds[message.guild_id]?.members[message.author.id]?.nick;
  return nick ?? message.author.global_name ?? message.author.username;
}

export function channelName(session, channel) {
  if (channel.type !== ChannelType.dm) return channel.name;
  return (channel.recipients ?? [])
    .filter((user) => user.id !== session.user.id)
    .map((user) => session.users[user.id] ?? user)
    .map((user) => user.global_name ?? user.username)
    .join(', ');
}

/** The colour of a member's highest coloured role, or null. */
export function memberColour(session, userId, guildId) {
  const guild = session.guilds[guildId];
  const member = guild?.members[userId];
  if (member === undefined) return null;
  const coloured = memberRoles(guild, member).find((role) => role.color !== 0);
  return coloured ? `#${coloured.color.toString(16).padStart(6, '0')}` : null;
}

/** A member's roles, highest first. */
export function memberRoles(guild, member) {
  return (member.roles ?? [])
    .map((id) => guild.roles[id])
    .filter((role) => role !== undefined)
    .sort((a, b) => b.position - a.position);
}

function may(channel, bit) {
  if (channel.permissions === undefined) return true;
  return (BigInt(channel.permissions) & bit) !== 0n;
}

export function maySend(channel) {
  if (channel.type === ChannelType.dm) return true;
  return may(channel, isThread(channel) ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES);
}

export function mayManageMessages(channel) {
  return channel.type !== ChannelType.dm && may(channel, MANAGE_MESSAGES);
}

/** End of this person's timeout in the channel's guild (ms since the epoch), or 0. */
export function timeoutEnd(session, channel) {
  const member = session.guilds[channel?.guild_id]?.members[session.user.id];
  const end = Date.parse(member?.communication_disabled_until ?? '');
  return Number.isNaN(end) ? 0 : end;
}

export function isUnread(session, channel) {
  const last = channel.last_message_id;
  const mark = session.readMarks[channel.id];
  return Boolean(last) && mark !== undefined && compareIds(last, mark) > 0;
}

export function unreadMentions(session, filter = () => true) {
  let sum = 0;
  for (const [id, count] of Object.entries(session.mentions)) {
    const channel = session.channels[id];
    if (channel !== undefined && filter(channel)) sum += count;
  }
  return sum;
}

/** The DM channels, the one with the newest message first. */
export function dmChannels(session) {
  return Object.values(session.channels)
    .filter((channel) => channel.type === ChannelType.dm)
    .sort((a, b) => compareIds(b.last_message_id ?? '0', a.last_message_id ?? '0'));
}

/** @returns {{ category: object | null, channels: { channel: object, threads: object[] }[] }[]} */
export function channelTree(session, guildId) {
  const all = Object.values(session.channels).filter((channel) => channel.guild_id === guildId);
  const byPosition = (a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id);
  const threads = all.filter(isThread);
  const texts = all
    .filter((channel) => channel.type !== ChannelType.category && !isThread(channel))
    .sort(byPosition);
  const groups = [null, ...all.filter((c) => c.type === ChannelType.category).sort(byPosition)];
  return groups
    .map((category) => ({
      category,
      channels: texts
        .filter((channel) => (channel.parent_id ?? null) === (category?.id ?? null))
        .map((channel) => ({
          channel,
          threads: threads.filter((thread) => thread.parent_id === channel.id).sort(byPosition),
        })),
    }))
    .filter((group) => group.channels.length > 0);
}
