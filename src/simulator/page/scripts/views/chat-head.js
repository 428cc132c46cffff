import { ChannelType, channelName, current, currentChannel, isThread } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from './avatar.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

export const WIDE = '(min-width: 1120px)';

/** The bar above the messages. */
export function mountChatHead({ store }, root) {
  function toggleMembers() {
    if (window.matchMedia(WIDE).matches) {
      store.update((state) => ({ ...state, membersShown: !state.membersShown }));
    } else {
      store.update((state) => ({
        ...state,
        drawer: state.drawer === 'members' ? null : 'members',
      }));
    }
  }

  function tool(className, name, label, onclick, pressed) {
    return h(
      'button',
      {
        type: 'button',
        class: ['head-tool', className],
        title: label,
        'aria-label': label,
        'aria-pressed': pressed,
        onclick,
      },
      icon(name),
    );
  }

  function mark(session, channel) {
    if (channel.type !== ChannelType.dm) return icon(isThread(channel) ? 'thread' : 'hash');
    const other = (channel.recipients ?? []).find((user) => user.id !== session.user.id);
    const user = session.users[other?.id] ?? other ?? session.user;
    return avatar(user, {
      small: true,
      status: user.bot ? (session.presences[user.id] ?? 'offline') : undefined,
    });
  }

  store.watch(
    (state) => {
      const session = current(state);
      const channel = session && currentChannel(session);
      return [channel, session?.users, session?.presences, state.membersShown, state.language];
    },
    (channel) => {
      const state = store.get();
      const session = current(state);
      const parent = channel && isThread(channel) ? session.channels[channel.parent_id] : undefined;
      const openList = () => store.update((before) => ({ ...before, drawer: 'channels' }));
      fill(
        root,
        tool('only-narrow', 'menu', t('openChannels'), openList),
        channel && mark(session, channel),
        channel &&
          h(
            'h2',
            { class: 'chat-title' },
            parent && h('span', { class: 'chat-parent' }, `${parent.name} › `),
            channelName(session, channel),
          ),
        channel?.topic && h('p', { class: 'chat-topic', title: channel.topic }, channel.topic),
        h('span', { class: 'spacer' }),
        tool(null, 'people', t('toggleMembers'), toggleMembers, String(state.membersShown)),
      );
    },
  );
}
