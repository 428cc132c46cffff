import { t } from '../text/i18n.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

/** How near to an end counts as being there, in px. */
const BOTTOM_PX = 60;
const TOP_PX = 400;

/**
 * Keeps the list at its end while somebody reads there, keeps the place while older messages are
 * put above, and counts what arrives below.
 */
export function createScroller({ scroller, list, jump, onBottom, onTop }) {
  let pinned = true;
  let missed = 0;
  let newest = null;

  const atBottom = () =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < BOTTOM_PX;

  function toBottom() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  function showJump() {
    jump.hidden = pinned;
    if (pinned) missed = 0;
    const text = missed > 0 ? t('newCount', { count: missed }) : t('jumpToBottom');
    fill(jump, h('span', {}, text), icon('down'));
    jump.classList.toggle('has-news', missed > 0);
  }

  scroller.addEventListener('scroll', () => {
    const before = pinned;
    pinned = atBottom();
    if (pinned !== before) {
      showJump();
      if (pinned) onBottom();
    }
    if (scroller.scrollTop < TOP_PX) onTop();
  });
  jump.addEventListener('click', () => {
    pinned = true;
    toBottom();
    showJump();
    onBottom();
  });
  // Pictures without a known size, an opening keyboard, a growing composer.
  const observer = new ResizeObserver(() => {
    if (pinned) toBottom();
  });
  observer.observe(list);
  observer.observe(scroller);

  return {
    isAtBottom: () => pinned,
    toBottom,

    /** Runs a change of the list and puts the view where the reader expects it. */
    keep(moved, items, myId, change) {
      const last = items.at(-1);
      const arrived = !moved && last !== undefined && last.id !== newest;
      newest = last?.id ?? null;
      const fromBottom = scroller.scrollHeight - scroller.scrollTop;
      const firstBefore = list.children[1];
      change();
      if (moved || (arrived && (last.local || last.author.id === myId))) pinned = true;
      else if (arrived && !pinned) missed += 1;
      if (pinned) toBottom();
      else if (list.children[1] !== firstBefore)
        scroller.scrollTop = scroller.scrollHeight - fromBottom;
      showJump();
    },

    /** Shows a message of the list and lights it up. */
    flash(messageId) {
      const item = list.querySelector(`[data-id="${messageId}"]`);
      if (item === null) return;
      item.scrollIntoView({ block: 'center' });
      item.classList.remove('is-flashing');
      requestAnimationFrame(() => item.classList.add('is-flashing'));
      item.focus({ preventScroll: true });
    },
  };
}
