import { current, currentChannel } from '../state/selectors.js';
import { emptyHistory } from '../state/session.js';
import { compareIds } from '../state/snowflake.js';
import { sameValues } from '../state/store.js';
import { t } from '../text/i18n.js';
import { dayLine, sameDay } from '../text/time.js';
import { channelStart } from './channel-start.js';
import { arrange, fill, h } from './dom.js';
import { icon } from './icons.js';
import { isEphemeral } from './message-toolbar.js';
import { isSystem, messageItem } from './message.js';
import { createScroller } from './scroller.js';

const GROUP_MS = 7 * 60_000;

function continues(message, before) {
  return (
    before !== undefined &&
    !isSystem(before) &&
    before.author.id === message.author.id &&
    message.type !== 19 &&
    !message.interaction_metadata?.name &&
    isEphemeral(message) === isEphemeral(before) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_MS
  );
}

/** The messages of the open channel: grouped, with day and "new" lines, older pages on demand. */
export function mountMessageList(app, { scroller, list, jump }) {
  const { store, actions } = app;
  const nodes = new Map(); // key → { inputs, node }
  const media = new Map();
  const scroll = createScroller({
    scroller,
    list,
    jump,
    onBottom: actions.markRead,
    onTop: actions.loadOlder,
  });
  let shown = null; // which person's which channel

  const context = {
    actions,
    media,
    open: (attachment) => store.update((state) => ({ ...state, lightbox: attachment })),
    jumpTo: scroll.flash,
    profile: app.openProfile,
  };

  function cached(key, inputs, build) {
    const known = nodes.get(key);
    if (known !== undefined && sameValues(known.inputs, inputs)) return known.node;
    const node = build();
    nodes.set(key, { inputs, node });
    return node;
  }

  function messageNode(message, before, session, language) {
    const compact = continues(message, before);
    const editing = session.editingId === message.id;
    const concerned = message.components?.length ? session.interactions : null;
    const { users, guilds } = session;
    const inputs = [message, compact, editing, concerned, users, guilds, session.user, language];
    return cached(message.id, inputs, () =>
      messageItem(message, { ...context, session, compact, editing }),
    );
  }

  function rows(session, channel, history, language) {
    const divider = session.dividers[channel.id];
    const result = [];
    let before;
    let marked = false;
    for (const message of history.items) {
      const stamp = message.timestamp;
      if (before === undefined || !sameDay(before.timestamp, stamp)) {
        const key = `day ${dayLine(stamp)}`;
        result.push(cached(key, [language], () => line('day-line', dayLine(stamp))));
        before = undefined;
      }
      if (!marked && divider && !message.local && compareIds(message.id, divider) > 0) {
        marked = true;
        result.push(cached('new', [language], () => line('new-line', t('newMessages'))));
        before = undefined;
      }
      result.push(messageNode(message, before, session, language));
      before = message;
    }
    return result;
  }

  function line(name, text) {
    return h('li', { class: ['line', name], role: 'separator' }, h('span', {}, text));
  }

  function topRow(channel, history, session, language) {
    const inputs = [channel, history.status, history.hasMore, history.items.length === 0, language];
    return cached('top', inputs, () => {
      if (history.status === 'failed') return failedRow(channel);
      if (history.status !== 'ready' || history.hasMore) return skeletonRow();
      return channelStart(channel, session, app, history.items.length === 0);
    });
  }

  function failedRow(channel) {
    const again = () => actions.loadMessages(channel.id);
    return h(
      'li',
      { class: 'history-failed', role: 'alert' },
      icon('warning'),
      t('loadMessagesFailed'),
      h('button', { type: 'button', class: 'button button-secondary', onclick: again }, t('retry')),
    );
  }

  function skeletonRow() {
    const bars = [62, 38, 80, 46].map((width) =>
      h('div', { class: 'skeleton', style: { '--bar': `${width}%` } }, h('i'), h('b'), h('b')),
    );
    return h('li', { class: 'skeletons', 'aria-label': t('loadingMessages') }, ...bars);
  }

  function render(channelId, history, session, language) {
    const channel = session?.channels[channelId];
    if (channel === undefined) {
      fill(
        list,
        session?.ready ? h('li', { class: 'history-failed' }, t('noChannel')) : skeletonRow(),
      );
      nodes.clear();
      shown = null;
      return;
    }
    const place = `${session.person.user.id} ${channelId}`;
    const moved = place !== shown;
    if (moved) {
      nodes.clear();
      media.clear();
      shown = place;
    }
    list.setAttribute('aria-busy', String(history.status === 'loading'));
    const wanted = [
      topRow(channel, history, session, language),
      ...rows(session, channel, history, language),
    ];
    const inUse = new Set(wanted);
    scroll.keep(moved, history.items, session.user.id, () => arrange(list, wanted));
    for (const [key, { node }] of nodes) if (!inUse.has(node)) nodes.delete(key);
  }

  store.watch(
    (state) => {
      const session = current(state);
      const channel = session && currentChannel(session);
      return [
        session?.channelId,
        session?.messages[session.channelId] ?? emptyHistory,
        session?.dividers,
        session?.editingId,
        session?.interactions,
        session?.users,
        session?.guilds,
        session?.ready,
        channel?.name,
        state.personId,
        state.language,
      ];
    },
    () => {
      const state = store.get();
      const session = current(state);
      const history = session?.messages[session.channelId] ?? emptyHistory;
      render(session?.channelId, history, session, state.language);
    },
  );

  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = event.target.closest?.('.message');
    if (step === undefined || item !== event.target) return;
    event.preventDefault();
    const all = [...list.querySelectorAll('.message')];
    all[all.indexOf(item) + step]?.focus();
  });
  // A tap shows a message's tools where there is no hover.
  list.addEventListener('click', (event) => {
    const item = event.target.closest('.message');
    for (const other of list.querySelectorAll('.message.is-active')) {
      if (other !== item) other.classList.remove('is-active');
    }
    if (!event.target.closest('button, a, textarea, [role=button]'))
      item?.classList.toggle('is-active');
  });

  return scroll;
}
