import { currentChannel, channelName, displayName } from '../state/selectors.js';
import { avatar } from '../views/avatar.js';
import { icon } from '../views/icons.js';
import { filterChoices } from './option-choices.js';

/** `@오로` or `#자유` directly before the caret: where it begins and what was typed. */
export function mentionAt(text, caret) {
  const match = /(^|\s)([@#])([^\s@#]{0,32})$/u.exec(text.slice(0, caret));
  if (match === null) return null;
  return { sign: match[2], query: match[3], start: caret - match[3].length - 1 };
}

function peopleHere(session) {
  const channel = currentChannel(session);
  const members = session.guilds[channel?.guild_id]?.members;
  const users = members
    ? Object.values(members).map((member) => member.user)
    : [...(channel?.recipients ?? []), session.user];
  return users.map((user) => ({
    label: displayName(session, user.id, channel?.guild_id),
    note: `@${user.username}`,
    search: user.username,
    mark: avatar(user, { small: true }),
    text: `<@${user.id}>`,
    sign: '@',
  }));
}

function channelsHere(session) {
  const guildId = currentChannel(session)?.guild_id;
  return Object.values(session.channels)
    .filter(
      (channel) => guildId !== undefined && channel.guild_id === guildId && channel.type !== 4,
    )
    .map((channel) => ({
      label: channelName(session, channel),
      mark: icon(channel.type >= 10 ? 'thread' : 'hash'),
      text: `<#${channel.id}>`,
      sign: '#',
    }));
}

export function mentionChoices(session, { sign, query }) {
  const all = sign === '@' ? peopleHere(session) : channelsHere(session);
  return filterChoices(all, query).slice(0, 8);
}

/** What goes to the server: `@오로라` becomes a real mention. Longer names win over shorter ones. */
export function withRealMentions(text, session) {
  const names = [...peopleHere(session), ...channelsHere(session)].sort(
    (a, b) => b.label.length - a.label.length,
  );
  let result = '';
  let at = 0;
  while (at < text.length) {
    const name = names.find((entry) => text.startsWith(entry.sign + entry.label, at));
    // "a@오로라" is an address, not a mention.
    if (name !== undefined && (at === 0 || /[\s([{'"]/.test(text[at - 1]))) {
      result += name.text;
      at += name.label.length + 1;
    } else {
      result += text[at];
      at += 1;
    }
  }
  return result;
}

/** The way back, for editing: real mentions as names. */
export function withNames(text, session) {
  const names = new Map(
    [...peopleHere(session), ...channelsHere(session)].map((entry) => [
      entry.text,
      entry.sign + entry.label,
    ]),
  );
  return text.replace(/<[@#]!?\d+>/g, (mention) => names.get(mention.replace('!', '')) ?? mention);
}
