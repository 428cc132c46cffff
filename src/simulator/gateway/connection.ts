import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord.js';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { Timers } from '../world/timers.js';
import type { Session } from './session.js';

const messageSchema = z.object({ op: z.number().int(), d: z.unknown().optional() });
const opcodeSchema = z.enum(Op);
const SENDS_PER_MINUTE = 120;

/** What the gateway does for a connection. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly heartbeatIntervalMs: number;
  /** Whether heartbeats are answered; a zombie connection gets no answer. */
  acknowledges(): boolean;
  identify(connection: Connection, data: unknown): void;
  resume(connection: Connection, data: unknown): void;
  requestMembers(session: Session, data: unknown): void;
  closed(connection: Connection, code: number): void;
}

/** One socket: greeting, heartbeats, limits; it turns client messages into calls of its host. */
export class Connection {
  readonly socket: WebSocket;
  readonly #host: ConnectionHost;
  session: Session | null = null;
  #sendTimes: number[] = [];
  #stopWatch: () => void;

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.socket = socket;
    this.#host = host;
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('close', (code) => {
      this.#stopWatch();
      host.closed(this, code);
    });
    socket.on('error', () => socket.terminate());
    this.#stopWatch = this.#watch();
    this.send({ op: Op.Hello, d: { heartbeat_interval: host.heartbeatIntervalMs } });
  }

  send(message: object): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close(code: Close, reason: string): void {
    this.socket.close(code, reason);
  }

  /** A client that is silent for one and a half intervals is gone. */
  #watch(): () => void {
    return this.#host.timers.after(this.#host.heartbeatIntervalMs * 1.5, () =>
      this.close(Close.SessionTimedOut, 'Session timed out.'),
    );
  }

  #tooMany(): boolean {
    const now = this.#host.clock.now();
    this.#sendTimes = this.#sendTimes.filter((time) => time > now - 60_000);
    this.#sendTimes.push(now);
    return this.#sendTimes.length > SENDS_PER_MINUTE;
  }

  #receive(data: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch {
      this.close(Close.DecodeError, 'Error while decoding payload.');
      return;
    }
    const message = messageSchema.safeParse(parsed);
    if (!message.success) {
      this.close(Close.DecodeError, 'Error while decoding payload.');
      return;
    }
    if (this.#tooMany()) {
      this.close(Close.RateLimited, 'You are being rate limited.');
      return;
    }
    this.#handle(message.data.op, message.data.d);
  }

  #handle(opcode: number, data: unknown): void {
    const op = opcodeSchema.safeParse(opcode).data;
    switch (op) {
      case Op.Heartbeat:
        this.#stopWatch();
        this.#stopWatch = this.#watch();
        if (this.#host.acknowledges()) this.send({ op: Op.HeartbeatAck });
        return;
      case Op.Identify:
        if (this.session) {
          this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
          return;
        }
        this.#host.identify(this, data);
        return;
      case Op.Resume:
        if (this.session) {
          this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
          return;
        }
        this.#host.resume(this, data);
        return;
      case Op.RequestGuildMembers:
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
        if (!this.session) {
          this.close(Close.NotAuthenticated, 'Not authenticated.');
          return;
        }
        if (op === Op.RequestGuildMembers) this.#host.requestMembers(this.session, data);
        return;
      default:
        this.close(Close.UnknownOpcode, 'Unknown opcode.');
    }
  }
}
