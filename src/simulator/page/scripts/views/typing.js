import { current, displayName } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { fill, h, rich } from './dom.js';

/** “오로라가 입력 중…” above the composer. */
export function mountTyping({ store }, root) {
  let timer;

  function render() {
    clearTimeout(timer);
    const session = current(store.get());
    const now = Date.now();
    const running = Object.entries(session?.typing[session.channelId] ?? {}).filter(
      ([, end]) => end > now,
    );
    root.classList.toggle('is-on', running.length > 0);
    if (running.length === 0) {
      fill(root);
      return;
    }
    timer = setTimeout(render, Math.min(...running.map(([, end]) => end)) - now + 50);
    const guildId = session.channels[session.channelId]?.guild_id;
    const [first, second] = running.map(([id]) => displayName(session, id, guildId));
    const text =
      running.length === 1
        ? t('typingOne', { name: first })
        : running.length === 2
          ? t('typingTwo', { first, second })
          : t('typingMany');
    fill(
      root,
      h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      h('span', {}, ...rich(text)),
    );
  }

  store.watch(
    (state) => [current(state)?.typing, current(state)?.channelId, state.language],
    render,
  );
}
