import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Upgrades } from './upgrades.js';

export const LIVE_FACE_PATH = '/live-face';

/** Frames for everybody who watches, until they leave by what `watch` returns. */
export interface FrameSource {
  watch(viewer: (frame: Uint8Array) => void): () => void;
}

/** The bot's face in motion: every frame is one binary message to every viewer. */
export class FrameSockets implements Upgrades {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  readonly #source: FrameSource;

  constructor(source: FrameSource) {
    this.#source = source;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (viewer) => {
      const leave = this.#source.watch((frame) => {
        // Whoever has not taken the last frame yet goes without this one: nothing piles up.
        if (viewer.bufferedAmount === 0) viewer.send(frame);
      });
      viewer.on('close', leave);
      viewer.on('error', () => viewer.terminate());
    });
  }

  async stop(): Promise<void> {
    for (const viewer of this.#sockets.clients) viewer.terminate();
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
  }
}
