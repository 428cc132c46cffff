import { channelName, displayName, memberRoles } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from '../views/avatar.js';
import { h } from '../views/dom.js';
import { icon } from '../views/icons.js';
import { OptionType } from './commands.js';

const MOST = 25;

function people(session, guildId, recipients) {
  const members = session.guilds[guildId]?.members;
  const users = members ? Object.values(members).map((member) => member.user) : recipients;
  return users.map((user) => ({
    label: displayName(session, user.id, guildId),
    note: `@${user.username}`,
    value: user.id,
    mark: avatar(user, { small: true }),
    search: user.username,
  }));
}

function roles(session, guildId) {
  const guild = session.guilds[guildId];
  if (guild === undefined) return [];
  return memberRoles(guild, { roles: Object.keys(guild.roles) }).map((role) => ({
    label: role.name,
    value: role.id,
    mark: h('span', { class: 'role-dot', style: { '--role': roleColour(role) } }),
  }));
}

function roleColour(role) {
  return role.color ? `#${role.color.toString(16).padStart(6, '0')}` : null;
}

function channels(session, guildId, types) {
  return Object.values(session.channels)
    .filter((channel) => channel.guild_id === guildId)
    .filter((channel) => (types?.length ? types.includes(channel.type) : true))
    .map((channel) => ({
      label: channelName(session, channel),
      value: channel.id,
      mark: icon(channel.type >= 10 ? 'thread' : 'hash'),
    }));
}

/** What an option offers without asking the app: its choices, or people, roles, channels. */
export function localChoices(option, session, channel) {
  if (option.choices?.length) {
    return option.choices.map((choice) => ({
      label: choice.name_localized ?? choice.name,
      value: choice.value,
    }));
  }
  const guildId = channel.guild_id;
  const recipients = [...(channel.recipients ?? []), session.user];
  switch (option.type) {
    case OptionType.boolean:
      return [
        { label: t('yes'), value: true },
        { label: t('no'), value: false },
      ];
    case OptionType.user:
      return people(session, guildId, recipients);
    case OptionType.role:
      return roles(session, guildId);
    case OptionType.mentionable:
      return [...people(session, guildId, recipients), ...roles(session, guildId)];
    case OptionType.channel:
      return channels(session, guildId, option.channel_types);
    default:
      return [];
  }
}

/** The choices that fit what was typed; the ones that begin with it first. */
export function filterChoices(choices, raw) {
  const wanted = raw.trim().replace(/^[@#]/, '').toLowerCase();
  const rank = (choice) => {
    const names = [choice.label, choice.search ?? ''].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((entry) => entry.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((entry) => entry.choice);
}
