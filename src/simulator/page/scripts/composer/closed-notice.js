import { current, currentChannel, maySend, timeoutEnd } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { messageTime } from '../text/time.js';
import { fill } from '../views/dom.js';
import { icon } from '../views/icons.js';

/** setTimeout cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Stands in for the composer where somebody may not write, and gives it back when a timeout ends. */
export function createClosedNotice({ store }, { form, notice }) {
  let timer;

  function show() {
    clearTimeout(timer);
    const session = current(store.get());
    const channel = session && currentChannel(session);
    if (channel === undefined) {
      form.hidden = true;
      notice.hidden = true;
      return;
    }
    const until = timeoutEnd(session, channel);
    const timedOut = until > Date.now();
    const closed = timedOut || !maySend(channel);
    form.hidden = closed;
    notice.hidden = !closed;
    if (!closed) return;
    const text = timedOut ? t('timeoutUntil', { until: messageTime(until) }) : t('cannotSend');
    fill(notice, icon('warning'), text);
    if (timedOut) timer = setTimeout(show, Math.min(until - Date.now() + 200, LONGEST_WAIT_MS));
  }

  return { show };
}
