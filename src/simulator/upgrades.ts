import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { isLocalRequest } from './local-only.js';

/** Takes websockets at one path. */
export interface Upgrades {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Hands websocket upgrades to what stands at their path; strangers and other paths get 403. */
export function routeUpgrades(server: Server, at: Readonly<Record<string, Upgrades>>): void {
  const paths = new Map(Object.entries(at));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '');
    const place = isLocalRequest(request.headers) ? paths.get(path) : undefined;
    if (place) place.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
}
