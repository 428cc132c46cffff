import { emptyHistory } from './session.js';

function index(list, key = (entry) => entry.id) {
  return Object.fromEntries(list.map((entry) => [key(entry), entry]));
}

/** A guild as the page keeps it: members and roles by id; channels live beside the guilds. */
export function guildFrom(raw) {
  return {
    id: raw.id,
    name: raw.name,
    owner_id: raw.owner_id,
    roles: index(raw.roles ?? []),
    members: index(raw.members ?? [], (member) => member.user.id),
  };
}

export function channelsOf(raw) {
  const all = [...(raw.channels ?? []), ...(raw.threads ?? [])];
  return index(all.map((channel) => ({ ...channel, guild_id: raw.id })));
}

export function usersOf(raw) {
  return index((raw.members ?? []).map((member) => member.user));
}

/**
 * READY after IDENTIFY: everything is new. Histories are read again when their channel is shown;
 * what the server does not keep (ephemeral and local messages) stays.
 */
export function applyReady(session, data) {
  const channels = index(data.private_channels ?? []);
  const users = { ...index(data.users ?? []), [data.user.id]: data.user };
  const guilds = {};
  for (const channel of data.private_channels ?? []) {
    for (const user of channel.recipients ?? []) users[user.id] ??= user;
  }
  for (const raw of data.guilds ?? []) {
    guilds[raw.id] = guildFrom(raw);
    Object.assign(channels, channelsOf(raw));
    Object.assign(users, usersOf(raw));
  }
  const readMarks = { ...session.readMarks };
  for (const channel of Object.values(channels)) {
    readMarks[channel.id] ??= channel.last_message_id ?? '0';
  }
  const messages = {};
  for (const [id, history] of Object.entries(session.messages)) {
    const kept = history.items.filter((item) => item.local || (item.flags & 64) !== 0);
    if (id in channels) messages[id] = { ...emptyHistory, items: kept };
  }
  const presences = Object.fromEntries(
    (data.presences ?? []).map((presence) => [presence.user.id, presence.status]),
  );
  return {
    ...session,
    ready: true,
    connection: 'open',
    user: data.user,
    users,
    guilds,
    channels,
    presences,
    readMarks,
    messages,
    typing: {},
    channelId: session.channelId in channels ? session.channelId : null,
  };
}
