import { compareIds } from './snowflake.js';

/**
 * What one person sees: their own gateway connection, channels, messages and unread marks.
 * Every person that was switched to keeps a session, so that ephemeral messages survive a switch.
 */
export function createSession(person) {
  return {
    person,
    connection: 'connecting', // connecting | open | lost | refused
    ready: false,
    user: person.user,
    users: { [person.user.id]: person.user },
    guilds: {},
    channels: {},
    presences: {},
    channelId: null,
    messages: {}, // channel id → { items, status, hasMore }
    typing: {}, // channel id → { user id → time it ends }
    readMarks: {}, // channel id → last message id that was read
    mentions: {}, // channel id → unread messages that concern this person
    dividers: {}, // channel id → read mark at the time the channel was opened
    interactions: {}, // nonce → { kind, status, channelId, messageId, customId, … }
    modal: null,
    replyTo: null, // message
    editingId: null,
    face: null, // the app's last picture, an attachment
  };
}

export const emptyHistory = { items: [], status: 'idle', hasMore: true };

/**
 * Order of a channel. Messages that only this page knows of stand at the end while they are on
 * their way; what came to nothing stays where it was begun.
 */
export function compareMessages(a, b) {
  if (!a.local && !b.local) return compareIds(a.id, b.id);
  const waits = Number(isUnderWay(a)) - Number(isUnderWay(b));
  return waits || Date.parse(a.timestamp) - Date.parse(b.timestamp) || (a.local ? 1 : -1);
}

function isUnderWay(message) {
  return message.local === 'sending' || message.local === 'command';
}

/** Puts a message in its place; replaces the one with the same id, or the local one it grew from. */
export function placeMessage(items, message) {
  const same = items.findIndex(
    (item) =>
      item.id === message.id ||
      (item.local && message.nonce !== undefined && item.nonce === String(message.nonce)),
  );
  const rest = same === -1 ? items : items.filter((_, index) => index !== same);
  return [...rest, message].sort(compareMessages);
}

export function mergeMessages(items, incoming) {
  const known = new Map(items.map((item) => [item.id, item]));
  for (const message of incoming) known.set(message.id, message);
  return [...known.values()].sort(compareMessages);
}

export function withHistory(session, channelId, change) {
  const before = session.messages[channelId] ?? emptyHistory;
  const after = change(before);
  if (after === before) return session;
  return { ...session, messages: { ...session.messages, [channelId]: after } };
}

export function without(record, key) {
  if (!(key in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** Remembers the newest picture of the app among messages. */
export function withFace(session, messages) {
  const shown = messages.findLast(
    (message) =>
      message.author?.bot && (message.attachments ?? []).some((file) => isImage(file.content_type)),
  );
  if (shown === undefined) return session;
  return { ...session, face: shown.attachments.findLast((file) => isImage(file.content_type)) };
}

function isImage(type) {
  return (type ?? '').startsWith('image/');
}
