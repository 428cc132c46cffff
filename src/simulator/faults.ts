import {
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
  OverwriteType,
  type APIOverwrite,
} from 'discord.js';
import { PRIVILEGED_INTENTS } from './gateway/intents.js';
import type { Gateway } from './gateway/gateway.js';
import type { BucketLimit, RateLimits } from './rate-limits.js';
import { announceChannel, announceGuild } from './world/announce.js';
import type { World } from './world/world.js';

/** Which requests a fault hits; without a field, all. */
export interface RequestMatch {
  /** Method and path pattern, such as `POST /channels/:channel/messages`. */
  route?: string | undefined;
  accountId?: string | undefined;
  /** How many requests it hits before it is over; without it, until `clear`. */
  times?: number | undefined;
}

/** What happens to a request. */
export type RequestFault =
  | { kind: 'delay'; ms: number }
  | { kind: 'status'; status: number }
  | { kind: 'rate-limit'; retryAfterS: number; global: boolean }
  /** The connection breaks before the request is handled. */
  | { kind: 'drop' }
  /** The request is handled, then the connection breaks: its answer is lost. */
  | { kind: 'lose-answer' };

interface Rule extends RequestMatch {
  left: number;
  fault: RequestFault;
}

/** The test bench's switches. All of them act at once on the running server. */
export class Faults {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #rateLimits: RateLimits;
  #rules: Rule[] = [];
  #undo: (() => void)[] = [];

  constructor(world: World, gateway: Gateway, rateLimits: RateLimits) {
    this.#world = world;
    this.#gateway = gateway;
    this.#rateLimits = rateLimits;
  }

  /** Answers come `ms` late. */
  delay(ms: number, match: RequestMatch = {}): void {
    this.#add({ kind: 'delay', ms }, match);
  }

  /** Answers are 5xx (or any other status), the request is not handled. */
  fail(status: number, match: RequestMatch = {}): void {
    this.#add({ kind: 'status', status }, match);
  }

  /** Answers are 429 with `Retry-After`. */
  rateLimit(retryAfterS: number, match: RequestMatch & { global?: boolean } = {}): void {
    this.#add({ kind: 'rate-limit', retryAfterS, global: match.global ?? false }, match);
  }

  /** A real limit for a route, counted and announced in headers. */
  limitRoute(route: string, limit: BucketLimit): void {
    this.#rateLimits.setLimit(route, limit);
  }

  /** HTTP connections break before the request is handled. */
  dropRequests(match: RequestMatch = {}): void {
    this.#add({ kind: 'drop' }, match);
  }

  /** HTTP connections break after the request was handled: it worked, but nobody is told. */
  loseAnswers(match: RequestMatch = {}): void {
    this.#add({ kind: 'lose-answer' }, match);
  }

  /** Gateway sockets break without a closing handshake; clients can resume. */
  dropSockets(accountId?: string): void {
    for (const each of this.#gateway.connections(accountId)) each.socket.terminate();
  }

  /** How many gateway sockets an account (or everybody) has open. */
  connectionCount(accountId?: string): number {
    return this.#gateway.connections(accountId).length;
  }

  /** Gateway sockets are closed with a code, such as 4000 or 4009. */
  closeSockets(code: number, accountId?: string): void {
    for (const each of this.#gateway.connections(accountId)) each.socket.close(code);
  }

  /** Opcode 7: clients are asked to reconnect and resume. */
  reconnect(accountId?: string): void {
    for (const each of this.#gateway.connections(accountId)) {
      each.send({ op: Op.Reconnect, d: null });
    }
  }

  /** Opcode 9: sessions become invalid; with `resumable` a client may try to resume. */
  invalidateSessions(resumable: boolean, accountId?: string): void {
    for (const each of this.#gateway.connections(accountId)) {
      if (!resumable && each.session) this.#gateway.forget(each.session);
      each.send({ op: Op.InvalidSession, d: resumable });
    }
  }

  /** Heartbeats stay unanswered: the connection is a zombie. */
  zombie(on: boolean): void {
    this.#gateway.zombie = on;
  }

  /** Gateway events arrive `ms` late; 0 switches it off. */
  delayEvents(ms: number): void {
    this.#gateway.eventDelayMs = ms;
  }

  /** Privileged intents are switched off for the application; identifying with one closes with 4014. */
  disallowIntents(intents: number = Intent.MessageContent): void {
    const { application } = this.#world;
    application.privilegedIntents &= ~(intents & PRIVILEGED_INTENTS);
  }

  /** A person takes DMs from nobody (50007). */
  closeDms(userId: string, closed = true): void {
    this.#world.account(userId).dmClosed = closed;
  }

  /** Takes permissions from one account in one channel, by an overwrite that clients are told of. */
  denyInChannel(channelId: string, accountId: string, bits: bigint): void {
    const channel = this.#world.channel(channelId);
    const before = channel.overwrites;
    const own = before.find((each) => each.id === accountId);
    const denied: APIOverwrite = {
      id: accountId,
      type: OverwriteType.Member,
      allow: (BigInt(own?.allow ?? '0') & ~bits).toString(),
      deny: (BigInt(own?.deny ?? '0') | bits).toString(),
    };
    const set = (overwrites: APIOverwrite[]): void => {
      channel.overwrites = overwrites;
      announceChannel(this.#world, 'CHANNEL_UPDATE', channel);
    };
    set([...before.filter((each) => each.id !== accountId), denied]);
    this.#undo.push(() => set(before));
  }

  /** Takes permissions from every role in a guild, such as MODERATE_MEMBERS; clients are told. */
  denyInGuild(guildId: string, bits: bigint): void {
    const guild = this.#world.guild(guildId);
    for (const role of guild.roles.values()) {
      const before = role.permissions;
      const set = (permissions: string): void => {
        role.permissions = permissions;
        const payload = { guild_id: guildId, role };
        announceGuild(this.#world, guild, 'GUILD_ROLE_UPDATE', payload);
      };
      set((BigInt(before) & ~bits).toString());
      this.#undo.push(() => set(before));
    }
  }

  /** Switches everything back. */
  clear(): void {
    this.#rules = [];
    this.#rateLimits.reset();
    this.zombie(false);
    this.delayEvents(0);
    this.#world.application.privilegedIntents = PRIVILEGED_INTENTS;
    for (const account of this.#world.accounts.values()) account.dmClosed = false;
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
  }

  /** The faults that hit a request, in the order they were switched on; each counts as used. */
  take(route: string, accountId: string | null): RequestFault[] {
    const hits = this.#rules.filter(
      (rule) =>
        (rule.route === undefined || rule.route === route) &&
        (rule.accountId === undefined || rule.accountId === accountId),
    );
    for (const rule of hits) rule.left -= 1;
    this.#rules = this.#rules.filter((rule) => rule.left > 0);
    return hits.map((rule) => rule.fault);
  }

  #add(fault: RequestFault, match: RequestMatch): void {
    const { route, accountId, times = Number.POSITIVE_INFINITY } = match;
    this.#rules.push({ route, accountId, left: times, fault });
  }
}
