import type { IncomingHttpHeaders } from 'node:http';

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]']);

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL.has(new URL(url).hostname);
}

/**
 * Whether a request names this machine as host, and as origin if it has one. Listening on the
 * loopback address alone does not keep out pages of other sites that a browser here has open.
 */
export function isLocalRequest(headers: IncomingHttpHeaders): boolean {
  if (!headers.host || !isLocal(`http://${headers.host}`)) return false;
  return headers.origin === undefined || isLocal(headers.origin);
}
