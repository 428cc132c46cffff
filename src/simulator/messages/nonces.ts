import type { Clock } from '../../clock.js';

const KEPT_MS = 5 * 60_000;

/** Remembers for some minutes which message a nonce made, so that a repeated send makes no second one. */
export class Nonces {
  readonly #clock: Clock;
  readonly #entries = new Map<string, { messageId: string; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  #prune(): void {
    const oldest = this.#clock.now() - KEPT_MS;
    for (const [key, entry] of this.#entries) {
      if (entry.at > oldest) break;
      this.#entries.delete(key);
    }
  }

  find(channelId: string, authorId: string, nonce: string | number): string | undefined {
    this.#prune();
    return this.#entries.get(`${channelId}:${authorId}:${nonce}`)?.messageId;
  }

  remember(channelId: string, authorId: string, nonce: string | number, messageId: string): void {
    this.#prune();
    this.#entries.set(`${channelId}:${authorId}:${nonce}`, { messageId, at: this.#clock.now() });
  }
}
