import { current } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { localUrl } from './attachments.js';
import { openDialog } from './dialogs.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

const TOAST_MS = 5000;

/** The banner for a lost connection. It waits a moment: a quick resume needs no word. */
export function mountBanner({ store, actions }, root) {
  let timer;
  store.watch(
    (state) => [current(state)?.connection, current(state)?.ready, state.language],
    (connection, ready) => {
      clearTimeout(timer);
      const lost = connection === 'lost' || connection === 'refused';
      if (!lost) {
        root.hidden = true;
        return;
      }
      const show = () => {
        const refused = connection === 'refused';
        fill(
          root,
          icon('warning'),
          h('span', {}, refused ? t('connectionRefused') : t('connectionLost')),
          h(
            'button',
            {
              type: 'button',
              class: 'text-button',
              onclick: () => (refused ? location.reload() : actions.reconnectNow()),
            },
            refused ? t('reload') : t('retry'),
          ),
        );
        root.hidden = false;
      };
      if (!root.hidden || !ready) show();
      else timer = setTimeout(show, 600);
    },
  );
}

export function mountToast({ store }, root) {
  let timer;
  store.watch(
    (state) => [state.toast],
    (toast) => {
      clearTimeout(timer);
      root.classList.toggle('is-on', toast !== null);
      if (toast === null) return;
      root.textContent = toast.text;
      timer = setTimeout(() => store.update((state) => ({ ...state, toast: null })), TOAST_MS);
    },
  );
}

/** A picture in full size. */
export function mountLightbox({ store }) {
  store.watch(
    (state) => [state.lightbox],
    (attachment) => {
      if (attachment === null) return;
      const alt = attachment.description ?? '';
      const grown = attachment.width && attachment.width < 640 ? 2.4 : 1;
      const url = localUrl(attachment.url);
      const content = h(
        'figure',
        { class: 'lightbox-figure' },
        h('img', {
          src: url,
          alt: alt || t('noAlt'),
          style: {
            '--ratio': attachment.width ? `${attachment.width} / ${attachment.height}` : null,
            '--width': attachment.width ? `${Math.round(attachment.width * grown)}px` : null,
          },
        }),
        h(
          'figcaption',
          {},
          h('span', {}, alt || attachment.filename),
          h(
            'a',
            { href: url, target: '_blank', rel: 'noopener noreferrer' },
            t('download'),
            icon('external'),
          ),
        ),
      );
      const button = h(
        'button',
        { type: 'button', class: 'lightbox-close', 'aria-label': t('close') },
        icon('close'),
      );
      const { dialog, close } = openDialog(h('div', {}, content, button), {
        className: 'lightbox',
        label: alt || t('image'),
        onClose: () => store.update((state) => ({ ...state, lightbox: null })),
      });
      button.addEventListener('click', close);
      dialog.addEventListener('click', (event) => {
        if (!event.target.closest('img, a, figcaption')) close();
      });
    },
  );
}

/** Drawers of narrow windows, and the member list of wide ones. */
export function mountDrawers({ store }, { app, scrim }) {
  const close = () => store.update((state) => ({ ...state, drawer: null }));
  scrim.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && store.get().drawer !== null) close();
  });
  store.watch(
    (state) => [state.drawer, state.membersShown, state.phase],
    (drawer, membersShown, phase) => {
      app.dataset.drawer = drawer ?? 'none';
      app.dataset.members = membersShown ? 'shown' : 'hidden';
      app.dataset.phase = phase;
      scrim.hidden = drawer === null;
      if (drawer === 'channels') app.querySelector('#channel-list [aria-current]')?.focus();
    },
  );
}
