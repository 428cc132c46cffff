import { h } from './dom.js';

/** ms until a stream that broke is tried again. */
const RETRY_MS = 5000;
const SIZE = 256;

/**
 * Her face in motion, on a canvas that a websocket fills with frames (JPEG). The stream is open only
 * while the panel is seen and nobody asked for less motion.
 *
 * @param {HTMLElement} panel where the canvas is shown
 * @param {() => void} onChange `isLive` has changed: frames have begun to come, or come no more
 */
export function createLiveFace(panel, onChange) {
  const screen = h('canvas', { width: SIZE, height: SIZE, role: 'img' });
  const pen = screen.getContext('2d');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let path = null;
  let socket = null;
  let retry;
  let isLive = false;
  let inView = false;
  let decoding = false;

  function setLive(now) {
    if (now === isLive) return;
    isLive = now;
    onChange();
  }

  function update() {
    clearTimeout(retry);
    const seen = inView && document.visibilityState === 'visible';
    const wanted = path !== null && seen && !calm.matches;
    if (wanted && socket === null) open();
    if (!wanted && socket !== null) leave();
  }

  function open() {
    const mine = new WebSocket(
      `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`,
    );
    socket = mine;
    mine.onmessage = ({ data }) => show(mine, data);
    mine.onclose = () => {
      if (mine !== socket) return;
      socket = null;
      setLive(false);
      retry = setTimeout(update, RETRY_MS);
    };
  }

  function leave() {
    const mine = socket;
    socket = null;
    mine.close();
    // A panel that is not seen keeps its last frame; somebody who wants calm gets the still.
    if (calm.matches || path === null) setLive(false);
  }

  async function show(mine, data) {
    // A page that cannot keep up leaves frames out.
    if (decoding) return;
    decoding = true;
    try {
      const frame = await createImageBitmap(data);
      if (mine === socket) {
        pen.drawImage(frame, 0, 0, SIZE, SIZE);
        setLive(true);
      }
      frame.close();
    } catch {
      // A broken frame: the next one is on its way.
    } finally {
      decoding = false;
    }
  }

  calm.addEventListener('change', update);
  document.addEventListener('visibilitychange', update);
  // On narrow windows the panel is in a drawer.
  const watcher = new IntersectionObserver((entries) => {
    inView = entries.at(-1).isIntersecting;
    update();
  });
  watcher.observe(panel);

  return {
    screen,
    isLive: () => isLive,
    /** @param {string | null} wanted path of the stream; null: there is none */
    connect(wanted) {
      path = wanted;
      update();
    },
  };
}
