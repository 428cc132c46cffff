import { authorName, current } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { fill, h, rich } from '../views/dom.js';
import { icon } from '../views/icons.js';

/** Whom the next message answers, and whether that person is told. */
export function mountReplyBar({ store, actions }, root, { onReply }) {
  let ping = true;

  function toggle() {
    return h(
      'button',
      {
        type: 'button',
        class: 'text-button ping',
        'aria-pressed': String(ping),
        'aria-label': t('pingAuthor'),
        title: t('pingAuthor'),
        onclick: () => {
          ping = !ping;
          show();
        },
      },
      icon('at'),
    );
  }

  function show() {
    const session = current(store.get());
    const message = session?.replyTo ?? null;
    root.hidden = message === null;
    if (message === null) return;
    const own = message.author.id === session.user.id;
    fill(
      root,
      icon('reply'),
      h('span', {}, ...rich(t('replyingTo', { name: authorName(session, message) }))),
      h('span', { class: 'spacer' }),
      own ? null : toggle(),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': t('cancelReply'),
          onclick: actions.cancelReply,
        },
        icon('close'),
      ),
    );
  }

  store.watch(
    (state) => [current(state)?.replyTo, state.language],
    (message) => {
      show();
      if (message) onReply();
    },
  );

  return { ping: () => ping };
}
