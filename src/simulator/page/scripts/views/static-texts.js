import { t } from '../text/i18n.js';

/** Texts that stand in index.html itself: labels of landmarks, the skip link. */
const labels = {
  rail: 'servers',
  sidebar: 'channelList',
  scroller: 'messages',
  messages: 'messages',
  'member-list': 'members',
};

export function mountStaticTexts({ store }) {
  store.watch(
    (state) => [state.language],
    () => {
      document.getElementById('skip').textContent = t('skipToComposer');
      for (const [id, key] of Object.entries(labels)) {
        document.getElementById(id).setAttribute('aria-label', t(key));
      }
    },
  );
}
