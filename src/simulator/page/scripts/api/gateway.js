const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
};

const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 8000;
/** The token is wrong: trying again cannot help. */
const AUTHENTICATION_FAILED = 4004;

/**
 * Keeps one person connected to the gateway: heartbeats, resumes after a drop, identifies anew when
 * the session is gone, waits longer after each failure.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {string} options.token
 * @param {(type: string, data: any) => void} options.onDispatch
 * @param {(status: 'lost' | 'refused') => void} options.onDown
 */
export function connectGateway({ url, token, onDispatch, onDown }) {
  let socket;
  let sessionId = null;
  let sequence = null;
  let beat;
  let acknowledged = true;
  let retry;
  let failures = 0;
  let closed = false;

  const send = (op, d) => socket.send(JSON.stringify({ op, d }));

  function open() {
    const mine = new WebSocket(url);
    socket = mine;
    mine.onmessage = (event) => {
      if (mine === socket) receive(JSON.parse(event.data));
    };
    mine.onclose = (event) => {
      if (mine === socket) dropped(event.code);
    };
  }

  function dropped(code) {
    clearInterval(beat);
    if (closed) return;
    if (code === AUTHENTICATION_FAILED) {
      onDown('refused');
      return;
    }
    // 4007 and 4009: Discord's "that session cannot be resumed".
    if (code === 4007 || code === 4009) sessionId = null;
    onDown('lost');
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    clearTimeout(retry);
    retry = setTimeout(open, wait);
  }

  function receive({ op, d, s, t }) {
    if (s !== null && s !== undefined) sequence = s;
    if (op === Op.dispatch) {
      if (t === 'READY') sessionId = d.session_id;
      if (t === 'READY' || t === 'RESUMED') failures = 0;
      onDispatch(t, d);
    } else if (op === Op.hello) {
      startHeartbeat(d.heartbeat_interval);
      authenticate();
    } else if (op === Op.heartbeat) {
      send(Op.heartbeat, sequence);
    } else if (op === Op.heartbeatAck) {
      acknowledged = true;
    } else if (op === Op.reconnect) {
      socket.close(4000);
    } else if (op === Op.invalidSession) {
      if (d !== true) sessionId = null;
      setTimeout(authenticate, 300);
    }
  }

  function authenticate() {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (sessionId === null) send(Op.identify, { token, properties: { browser: 'simulator page' } });
    else send(Op.resume, { token, session_id: sessionId, seq: sequence });
  }

  function startHeartbeat(interval) {
    clearInterval(beat);
    acknowledged = true;
    beat = setInterval(() => {
      if (!acknowledged) {
        socket.close(4000);
        return;
      }
      acknowledged = false;
      send(Op.heartbeat, sequence);
    }, interval);
  }

  open();

  return {
    /** Tries again at once instead of waiting for the next attempt. */
    retryNow() {
      if (closed || socket.readyState !== WebSocket.CLOSED) return;
      clearTimeout(retry);
      open();
    },
    close() {
      closed = true;
      clearInterval(beat);
      clearTimeout(retry);
      socket.close(1000);
    },
  };
}
