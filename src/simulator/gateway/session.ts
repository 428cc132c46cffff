import { GatewayOpcodes } from 'discord.js';
import { WebSocket } from 'ws';
import type { Viewer } from '../world/events.js';

/** Events kept for a resume; who misses more has to identify anew. */
const KEPT_EVENTS = 2_000;

/** One identified client. It outlives its socket, so that a client may resume. */
export class Session {
  readonly id: string;
  readonly viewer: Viewer;
  readonly shard: readonly [index: number, count: number];
  #sequence = 0;
  #kept: { sequence: number; data: string }[] = [];
  #socket: WebSocket | null = null;
  /** When the socket went away, in ms since 1970; null while there is one. */
  detachedAt: number | null = null;

  constructor(id: string, viewer: Viewer, shard: readonly [number, number]) {
    this.id = id;
    this.viewer = viewer;
    this.shard = shard;
  }

  get sequence(): number {
    return this.#sequence;
  }

  get socket(): WebSocket | null {
    return this.#socket;
  }

  attach(socket: WebSocket): void {
    this.#socket = socket;
    this.detachedAt = null;
  }

  detach(now: number): void {
    this.#socket = null;
    this.detachedAt = now;
  }

  /** Whether a guild's events belong to this session's shard; DMs belong to the first. */
  serves(guildId: string | null): boolean {
    const [index, count] = this.shard;
    if (guildId === null) return index === 0;
    return Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }

  /** Numbers an event, keeps it for a resume and sends it if there is a socket. */
  dispatch(type: string, payload: unknown): void {
    this.#sequence += 1;
    const data = JSON.stringify({
      op: GatewayOpcodes.Dispatch,
      t: type,
      s: this.#sequence,
      d: payload,
    });
    this.#kept.push({ sequence: this.#sequence, data });
    if (this.#kept.length > KEPT_EVENTS) this.#kept.shift();
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data);
  }

  /** Sends again what came after `sequence`; false if that is no longer known. */
  replay(sequence: number): boolean {
    if (sequence > this.#sequence) return false;
    const missed = this.#kept.filter((event) => event.sequence > sequence);
    if (missed.length !== this.#sequence - sequence) return false;
    for (const event of missed) this.#socket?.send(event.data);
    return true;
  }
}
