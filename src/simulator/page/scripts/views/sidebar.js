import {
  ChannelType,
  channelName,
  channelTree,
  current,
  currentChannel,
  dmChannels,
  isUnread,
  unreadMentions,
} from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from './avatar.js';
import { fill, h } from './dom.js';
import { auroraMark, icon } from './icons.js';

function countBadge(count) {
  if (count === 0) return null;
  return h('span', { class: 'count', 'aria-label': t('mentions', { count }) }, String(count));
}

function channelRow(session, channel, actions, look = {}) {
  const unread = isUnread(session, channel);
  const active = session.channelId === channel.id;
  const name = channelName(session, channel);
  return h(
    'button',
    {
      type: 'button',
      class: ['channel', look.className, unread && 'is-unread'],
      'aria-current': active ? 'page' : null,
      dataset: { channel: channel.id },
      onclick: () => actions.openChannel(channel.id),
    },
    look.mark ?? icon(look.icon ?? 'hash'),
    h('span', { class: 'channel-name' }, name),
    unread && !active && h('span', { class: 'visually-hidden' }, t('unread')),
    countBadge(session.mentions[channel.id] ?? 0),
  );
}

function guildList(session, guild, actions) {
  const groups = channelTree(session, guild.id).map(({ category, channels }) =>
    h(
      'section',
      { class: 'channel-group' },
      h('h3', {}, category?.name ?? t('channels')),
      ...channels.flatMap(({ channel, threads }) => [
        channelRow(session, channel, actions),
        threads.length > 0 &&
          h(
            'div',
            { class: 'threads', role: 'group', 'aria-label': t('threadsOf') },
            ...threads.map((thread) =>
              channelRow(session, thread, actions, { icon: 'thread', className: 'is-thread' }),
            ),
          ),
      ]),
    ),
  );
  return groups;
}

function dmList(session, actions) {
  const rows = dmChannels(session).map((channel) => {
    const other = (channel.recipients ?? []).find((user) => user.id !== session.user.id);
    const user = session.users[other?.id] ?? other ?? session.user;
    const status = user.bot ? (session.presences[user.id] ?? 'offline') : undefined;
    return channelRow(session, channel, actions, {
      mark: avatar(user, { status, small: true }),
      className: 'is-dm',
    });
  });
  return h(
    'section',
    { class: 'channel-group' },
    h('h3', {}, t('directMessages')),
    ...(rows.length > 0 ? rows : [h('p', { class: 'muted empty-note' }, t('noDms'))]),
  );
}

/** The rail of servers and the list of channels. */
export function mountSidebar({ store, actions }, { rail, head, list }) {
  /** Where each person was last, on either side of the rail: person → { guild, dm }. */
  const lastPlaces = new Map();

  function railButton({ label, content, active, unread, count, target }) {
    return h(
      'button',
      {
        type: 'button',
        class: ['rail-button', unread && 'is-unread'],
        'aria-label': label,
        title: label,
        'aria-current': active ? 'true' : null,
        onclick: () => target && actions.openChannel(target, undefined, { keepDrawer: true }),
      },
      content,
      countBadge(count),
    );
  }

  function render(session) {
    if (!session?.ready) {
      fill(list);
      return;
    }
    const channel = currentChannel(session);
    const inDms = channel?.type === ChannelType.dm;
    const isDm = (entry) => entry.type === ChannelType.dm;
    const guilds = Object.values(session.guilds);
    const guild = session.guilds[channel?.guild_id] ?? guilds[0];
    const places = lastPlaces.get(session.user.id) ?? {};
    if (channel !== undefined) places[inDms ? 'dm' : channel.guild_id] = channel.id;
    lastPlaces.set(session.user.id, places);

    const firstDm = places.dm ?? dmChannels(session)[0]?.id;
    fill(
      rail,
      railButton({
        label: t('directMessages'),
        content: auroraMark(),
        active: inDms,
        unread: dmChannels(session).some((entry) => isUnread(session, entry)),
        count: unreadMentions(session, isDm),
        target: firstDm,
      }),
      h('span', { class: 'rail-line', 'aria-hidden': 'true' }),
      ...guilds.map((entry) => {
        const channels = Object.values(session.channels).filter((c) => c.guild_id === entry.id);
        const first = channelTree(session, entry.id)[0]?.channels[0]?.channel.id;
        return railButton({
          label: entry.name,
          content: h('span', { class: 'guild-letters' }, [...entry.name].slice(0, 2).join('')),
          active: !inDms && entry.id === guild?.id,
          unread: channels.some((c) => isUnread(session, c)),
          count: unreadMentions(session, (c) => c.guild_id === entry.id),
          target: places[entry.id] ?? first,
        });
      }),
    );
    fill(head, h('h1', {}, inDms ? t('directMessages') : (guild?.name ?? '')));
    const focused = document.activeElement?.dataset?.channel;
    fill(list, inDms ? dmList(session, actions) : guild && guildList(session, guild, actions));
    if (focused) list.querySelector(`[data-channel="${focused}"]`)?.focus();
  }

  store.watch(
    (state) => {
      const session = current(state);
      return [
        session?.ready,
        session?.channels,
        session?.guilds,
        session?.users,
        session?.channelId,
        session?.readMarks,
        session?.mentions,
        session?.presences,
        state.personId,
        state.language,
      ];
    },
    () => render(current(store.get())),
  );
}
