import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes as Close,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from 'discord.js';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Viewer, WorldEvent } from '../world/events.js';
import { presentFullGuild } from '../world/present.js';
import { Timers } from '../world/timers.js';
import type { World } from '../world/world.js';
import { Connection, type ConnectionHost } from './connection.js';
import { ALL_INTENTS, PRIVILEGED_INTENTS } from './intents.js';
import { botReady, personReady } from './ready.js';
import { requestMembers } from './request-members.js';
import { Session } from './session.js';

const RESUMABLE_MS = 5 * 60_000;
const IDENTIFIES_A_DAY = 1000;

const identifySchema = z.object({
  token: z.string(),
  intents: z.number().int().min(0).optional(),
  shard: z.tuple([z.number().int().min(0), z.number().int().min(1)]).optional(),
});
const resumeSchema = z.object({
  token: z.string(),
  session_id: z.string(),
  seq: z.number().int().min(0),
});

/** Whether a bot asked for events of this kind; people get everything that they may see. */
function wants(viewer: Viewer, event: WorldEvent): boolean {
  if (!viewer.bot || event.intents === 0 || event.alwaysFor === viewer.accountId) return true;
  return (viewer.intents & event.intents) !== 0;
}

export interface GatewayOptions {
  heartbeatIntervalMs: number;
}

/** The websocket side: sessions, and the world's events for each by permissions and intents. */
export class Gateway implements ConnectionHost {
  readonly world: World;
  readonly timers = new Timers();
  readonly heartbeatIntervalMs: number;
  /** Test switch: heartbeats stay unanswered. */
  zombie = false;
  /** Test switch: ms by which events reach clients late. */
  eventDelayMs = 0;
  identifies = 0;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Set<Connection>();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  readonly #unsubscribe: () => void;

  constructor(world: World, options: GatewayOptions) {
    this.world = world;
    this.heartbeatIntervalMs = options.heartbeatIntervalMs;
    this.#unsubscribe = world.events.subscribe((event) => this.#distribute(event));
  }

  get clock(): World['clock'] {
    return this.world.clock;
  }

  get url(): string {
    return `${this.world.origin.replace(/^http/, 'ws')}/gateway`;
  }

  /** Takes a websocket upgrade of an HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#connections.add(new Connection(webSocket, this));
    });
  }

  /** Ends all connections and timers. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.timers.stop();
    for (const connection of this.#connections) connection.socket.terminate();
    this.#sessions.clear();
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
  }

  acknowledges(): boolean {
    return !this.zombie;
  }

  /** Connections of an account, or all. */
  connections(accountId?: string): Connection[] {
    return [...this.#connections].filter(
      (each) => accountId === undefined || each.session?.viewer.accountId === accountId,
    );
  }

  isOnline(accountId: string): boolean {
    return this.connections(accountId).length > 0;
  }

  /** Forgets a session, so that it cannot be resumed. */
  forget(session: Session): void {
    this.#sessions.delete(session.id);
  }

  get remainingIdentifies(): number {
    return Math.max(0, IDENTIFIES_A_DAY - this.identifies);
  }

  identify(connection: Connection, data: unknown): void {
    const parsed = identifySchema.safeParse(data);
    if (!parsed.success) {
      connection.close(Close.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { token, shard = [0, 1] } = parsed.data;
    const account = this.world.accountByToken(token.replace(/^Bot /, ''));
    if (!account) {
      connection.close(Close.AuthenticationFailed, 'Authentication failed.');
      return;
    }
    if (shard[0] >= shard[1]) {
      connection.close(Close.InvalidShard, 'Invalid shard.');
      return;
    }
    const bot = account.user.bot === true;
    const intents = bot ? parsed.data.intents : ALL_INTENTS;
    if (intents === undefined || (intents & ~ALL_INTENTS) !== 0) {
      connection.close(Close.InvalidIntents, 'Invalid intent(s).');
      return;
    }
    if (bot && intents & PRIVILEGED_INTENTS & ~this.world.application.privilegedIntents) {
      connection.close(Close.DisallowedIntents, 'Disallowed intent(s).');
      return;
    }
    if (bot) this.identifies += 1;
    const viewer = { accountId: account.user.id, bot, intents };
    const session = new Session(randomUUID().replaceAll('-', ''), viewer, shard);
    this.#sessions.set(session.id, session);
    this.#enter(connection, session);
    if (bot) this.#welcomeBot(session);
    else {
      const isOnline = (id: string): boolean => this.isOnline(id);
      session.dispatch('READY', personReady(this.world, session, this.url, isOnline));
    }
  }

  #welcomeBot(session: Session): void {
    session.dispatch('READY', botReady(this.world, session, this.url));
    const { viewer } = session;
    if (!(viewer.intents & Intent.Guilds)) return;
    const allMembers = (viewer.intents & Intent.GuildMembers) !== 0;
    for (const guild of this.world.guildsOf(viewer.accountId)) {
      if (!session.serves(guild.id)) continue;
      session.dispatch('GUILD_CREATE', presentFullGuild(this.world, guild, viewer, allMembers));
    }
  }

  resume(connection: Connection, data: unknown): void {
    const parsed = resumeSchema.safeParse(data);
    if (!parsed.success) {
      connection.close(Close.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { token, session_id: id, seq } = parsed.data;
    const session = this.#sessions.get(id);
    const account = this.world.accountByToken(token.replace(/^Bot /, ''));
    const expired =
      session?.detachedAt != null && this.clock.now() - session.detachedAt > RESUMABLE_MS;
    if (!session || expired || account?.user.id !== session.viewer.accountId) {
      connection.send({ op: Op.InvalidSession, d: false });
      return;
    }
    session.socket?.terminate();
    this.#enter(connection, session);
    if (!session.replay(seq)) {
      connection.session = null;
      session.detach(this.clock.now());
      this.forget(session);
      connection.send({ op: Op.InvalidSession, d: false });
      return;
    }
    session.dispatch('RESUMED', {});
  }

  requestMembers(session: Session, data: unknown): void {
    requestMembers(this.world, session, data);
  }

  closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (!session || session.socket !== connection.socket) return;
    session.detach(this.clock.now());
    // A client that says goodbye (1000, 1001) does not want its session any more.
    if (code === 1000 || code === 1001) this.forget(session);
    this.#announcePresence(session.viewer.accountId);
    this.#prune();
  }

  #enter(connection: Connection, session: Session): void {
    const wasOnline = this.isOnline(session.viewer.accountId);
    connection.session = session;
    session.attach(connection.socket);
    if (!wasOnline) this.#announcePresence(session.viewer.accountId);
  }

  #announcePresence(accountId: string): void {
    const status = this.isOnline(accountId) ? 'online' : 'offline';
    for (const guild of this.world.guildsOf(accountId)) {
      this.world.events.emit({
        type: 'PRESENCE_UPDATE',
        guildId: guild.id,
        intents: Intent.GuildPresences,
        seenBy: (id) => id !== accountId && guild.members.has(id),
        payload: () => ({
          user: { id: accountId },
          guild_id: guild.id,
          status,
          activities: [],
          client_status: status === 'online' ? { web: 'online' } : {},
        }),
      });
    }
  }

  #prune(): void {
    const oldest = this.clock.now() - RESUMABLE_MS;
    for (const session of this.#sessions.values()) {
      if (session.detachedAt !== null && session.detachedAt < oldest) this.forget(session);
    }
  }

  #distribute(event: WorldEvent): void {
    for (const session of this.#sessions.values()) {
      const { viewer } = session;
      if (!wants(viewer, event) || !session.serves(event.guildId)) continue;
      if (!event.seenBy(viewer.accountId)) continue;
      const payload = event.payload(viewer);
      if (payload === null) continue;
      // Payloads are made now even if they travel late: they show the world as it was.
      const copy: unknown = this.eventDelayMs > 0 ? structuredClone(payload) : payload;
      if (this.eventDelayMs > 0) {
        this.timers.after(this.eventDelayMs, () => session.dispatch(event.type, copy));
      } else session.dispatch(event.type, copy);
    }
  }
}
