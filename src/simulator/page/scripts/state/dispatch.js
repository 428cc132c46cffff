import { applyReady, channelsOf, guildFrom, usersOf } from './ready.js';
import { newerId } from './snowflake.js';
import { placeMessage, withFace, withHistory, without } from './session.js';

const TYPING_MS = 10_000;

/**
 * Gateway event → next session. Pure; unknown events change nothing.
 *
 * @param {object} session
 * @param {string} type the event's `t`
 * @param {any} data the event's `d`
 * @param {{ now: number, reading: boolean }} context reading: the open channel is in front of a person
 */
export function applyDispatch(session, type, data, context) {
  const handler = handlers[type];
  return handler === undefined ? session : handler(session, data, context);
}

const handlers = {
  READY: applyReady,
  RESUMED: (session) => ({ ...session, connection: 'open' }),
  MESSAGE_CREATE: messageCreated,
  MESSAGE_UPDATE: messageUpdated,
  MESSAGE_DELETE: (session, data) => messagesDeleted(session, data.channel_id, [data.id]),
  MESSAGE_DELETE_BULK: (session, data) => messagesDeleted(session, data.channel_id, data.ids),
  MESSAGE_REACTION_ADD: (session, data) => reactionChanged(session, data, 1),
  MESSAGE_REACTION_REMOVE: (session, data) => reactionChanged(session, data, -1),
  TYPING_START: typingStarted,
  CHANNEL_CREATE: channelChanged,
  CHANNEL_UPDATE: channelChanged,
  CHANNEL_DELETE: channelDeleted,
  THREAD_CREATE: channelChanged,
  THREAD_UPDATE: channelChanged,
  THREAD_DELETE: channelDeleted,
  GUILD_CREATE: guildChanged,
  GUILD_UPDATE: guildRenamed,
  GUILD_DELETE: (session, data) => ({ ...session, guilds: without(session.guilds, data.id) }),
  GUILD_ROLE_CREATE: roleChanged,
  GUILD_ROLE_UPDATE: roleChanged,
  GUILD_ROLE_DELETE: (session, data) =>
    withGuild(session, data.guild_id, (g) => ({ ...g, roles: without(g.roles, data.role_id) })),
  GUILD_MEMBER_ADD: memberChanged,
  GUILD_MEMBER_UPDATE: memberChanged,
  GUILD_MEMBER_REMOVE: (session, data) =>
    withGuild(session, data.guild_id, (g) => ({ ...g, members: without(g.members, data.user.id) })),
  PRESENCE_UPDATE: (session, data) => ({
    ...session,
    presences: { ...session.presences, [data.user.id]: data.status },
  }),
};

function messageCreated(session, message, { reading }) {
  const id = message.channel_id;
  let next = withHistory(withFace(session, [message]), id, (history) => ({
    ...history,
    items: placeMessage(history.items, message),
  }));
  const channel = next.channels[id];
  if (channel !== undefined) {
    const last = newerId(channel.last_message_id, message.id);
    next = { ...next, channels: { ...next.channels, [id]: { ...channel, last_message_id: last } } };
  }
  if (!(message.author.id in next.users) && !message.webhook_id) {
    next = { ...next, users: { ...next.users, [message.author.id]: message.author } };
  }
  next = stopTyping(next, id, message.author.id);
  const mine = message.author.id === session.user.id;
  if (mine || (reading && session.channelId === id)) {
    const dividers = mine ? without(next.dividers, id) : next.dividers;
    return { ...next, dividers, readMarks: { ...next.readMarks, [id]: message.id } };
  }
  const concerns =
    channel?.type === 1 ||
    message.mention_everyone ||
    (message.mentions ?? []).some((user) => user.id === session.user.id) ||
    (message.flags & 64) !== 0;
  if (!concerns) return next;
  return { ...next, mentions: { ...next.mentions, [id]: (next.mentions[id] ?? 0) + 1 } };
}

function messageUpdated(session, data) {
  return withHistory(withFace(session, [data]), data.channel_id, (history) => {
    const at = history.items.findIndex((item) => item.id === data.id);
    if (at === -1) return history;
    const items = [...history.items];
    // A reply's quote and our own nonce are not repeated by every update.
    items[at] = { ...items[at], ...data };
    return { ...history, items };
  });
}

function messagesDeleted(session, channelId, ids) {
  return withHistory(session, channelId, (history) => ({
    ...history,
    items: history.items
      .filter((item) => !ids.includes(item.id))
      .map((item) =>
        ids.includes(item.referenced_message?.id) ? { ...item, referenced_message: null } : item,
      ),
  }));
}

function reactionChanged(session, data, step) {
  const key = data.emoji.id ?? data.emoji.name;
  const mine = data.user_id === session.user.id;
  return withHistory(session, data.channel_id, (history) => ({
    ...history,
    items: history.items.map((item) => {
      if (item.id !== data.message_id) return item;
      const list = item.reactions ?? [];
      const known = list.find((entry) => (entry.emoji.id ?? entry.emoji.name) === key);
      const count = (known?.count ?? 0) + step;
      const changed = { emoji: data.emoji, count, me: mine ? step > 0 : (known?.me ?? false) };
      const reactions = known
        ? list.map((entry) => (entry === known ? changed : entry))
        : [...list, changed];
      return { ...item, reactions: reactions.filter((entry) => entry.count > 0) };
    }),
  }));
}

function typingStarted(session, data, { now }) {
  if (data.user_id === session.user.id) return session;
  const before = session.typing[data.channel_id] ?? {};
  const after = { ...before, [data.user_id]: now + TYPING_MS };
  return { ...session, typing: { ...session.typing, [data.channel_id]: after } };
}

export function stopTyping(session, channelId, userId) {
  const before = session.typing[channelId];
  if (before === undefined || !(userId in before)) return session;
  return { ...session, typing: { ...session.typing, [channelId]: without(before, userId) } };
}

function channelChanged(session, channel) {
  const before = session.channels[channel.id] ?? {};
  const after = { ...before, ...channel };
  const readMarks = { [channel.id]: channel.last_message_id ?? '0', ...session.readMarks };
  return { ...session, readMarks, channels: { ...session.channels, [channel.id]: after } };
}

function channelDeleted(session, { id }) {
  return {
    ...session,
    channels: without(session.channels, id),
    messages: without(session.messages, id),
    channelId: session.channelId === id ? null : session.channelId,
  };
}

function guildChanged(session, raw) {
  return {
    ...session,
    guilds: { ...session.guilds, [raw.id]: guildFrom(raw) },
    channels: { ...session.channels, ...channelsOf(raw) },
    users: { ...session.users, ...usersOf(raw) },
  };
}

function guildRenamed(session, raw) {
  return withGuild(session, raw.id, (guild) => ({ ...guild, name: raw.name ?? guild.name }));
}

function roleChanged(session, data) {
  return withGuild(session, data.guild_id, (guild) => ({
    ...guild,
    roles: { ...guild.roles, [data.role.id]: data.role },
  }));
}

function memberChanged(session, data) {
  const next = withGuild(session, data.guild_id, (guild) => ({
    ...guild,
    members: {
      ...guild.members,
      [data.user.id]: { ...guild.members[data.user.id], ...data },
    },
  }));
  return { ...next, users: { ...next.users, [data.user.id]: data.user } };
}

function withGuild(session, guildId, change) {
  const guild = session.guilds[guildId];
  if (guild === undefined) return session;
  return { ...session, guilds: { ...session.guilds, [guildId]: change(guild) } };
}
