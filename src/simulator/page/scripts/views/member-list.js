import {
  ChannelType,
  current,
  currentChannel,
  memberColour,
  memberRoles,
} from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from './avatar.js';
import { fill, h } from './dom.js';

function nameOf(member) {
  return member.nick ?? member.user.global_name ?? member.user.username;
}

/** An app's presence is told; of the people, those are here whom the page can speak as. */
function statusOf(session, user, people) {
  if (user.bot) return session.presences[user.id] ?? 'offline';
  return people.has(user.id) ? 'online' : 'offline';
}

/** Groups: each hoisted role, then the apps and people that are here, then those who are not. */
function groupsOf(session, guild, people) {
  const groups = new Map();
  const put = (name, member) => groups.set(name, [...(groups.get(name) ?? []), member]);
  for (const member of Object.values(guild.members)) {
    const offline = statusOf(session, member.user, people) === 'offline';
    const role = memberRoles(guild, member).find((entry) => entry.hoist);
    put(offline ? t('offline') : (role?.name ?? t('online')), member);
  }
  const order = [
    ...Object.values(guild.roles)
      .sort((a, b) => b.position - a.position)
      .map((role) => role.name),
    t('online'),
    t('offline'),
  ];
  return [...groups].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

function memberRow(session, guild, member, { openProfile, people }) {
  const { user } = member;
  const status = statusOf(session, user, people);
  const timedOut = Date.parse(member.communication_disabled_until ?? '') > Date.now();
  return h(
    'button',
    {
      type: 'button',
      class: ['member', status === 'offline' && 'is-offline'],
      onclick: (event) => openProfile(user.id, event.currentTarget),
    },
    avatar(user, { status }),
    h(
      'span',
      {
        class: 'member-name',
        style: { '--name-colour': memberColour(session, user.id, guild.id) },
      },
      nameOf(member),
    ),
    user.bot && h('span', { class: 'badge' }, t('app')),
    timedOut && h('span', { class: 'member-note' }, t('timedOut')),
  );
}

/** Who is in the open channel's guild, or in the DM. */
export function mountMemberList({ store, openProfile }, root) {
  function render(session) {
    const people = new Set((store.get().world?.people ?? []).map((person) => person.user.id));
    const scope = { openProfile, people };
    const channel = session && currentChannel(session);
    const guild = session?.guilds[channel?.guild_id];
    if (guild !== undefined) {
      fill(
        root,
        ...groupsOf(session, guild, people).map(([name, members]) =>
          h(
            'section',
            { class: 'member-group' },
            h('h3', {}, `${name} · ${members.length}`),
            ...members.map((member) => memberRow(session, guild, member, scope)),
          ),
        ),
      );
      return;
    }
    const users =
      channel?.type === ChannelType.dm ? [...(channel.recipients ?? []), session.user] : [];
    const unique = [
      ...new Map(users.map((user) => [user.id, session.users[user.id] ?? user])).values(),
    ];
    const group = h(
      'section',
      { class: 'member-group' },
      h('h3', {}, `${t('members')} · ${unique.length}`),
      ...unique.map((user) => memberRow(session, {}, { user, roles: [] }, scope)),
    );
    fill(root, unique.length > 0 && group);
  }

  store.watch(
    (state) => {
      const session = current(state);
      return [
        session?.guilds,
        session?.users,
        session?.presences,
        session && currentChannel(session),
        state.personId,
        state.language,
      ];
    },
    () => render(current(store.get())),
  );
}
