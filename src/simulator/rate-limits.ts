import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';

export interface BucketLimit {
  /** Requests in one window. */
  limit: number;
  windowMs: number;
}

interface Bucket extends BucketLimit {
  remaining: number;
  /** ms since 1970 */
  resetAt: number;
}

export interface Verdict {
  allowed: boolean;
  /** Seconds until the next request may come; 0 when allowed. */
  retryAfterS: number;
  global: boolean;
  headers: Record<string, string>;
}

const GENEROUS: BucketLimit = { limit: 50, windowMs: 1000 };
const GLOBAL: BucketLimit = { limit: 50, windowMs: 1000 };
/** Discord's own numbers, as far as its answers show them. */
const STRICT: Record<string, BucketLimit> = {
  'POST /channels/:channel/messages': { limit: 5, windowMs: 5000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, windowMs: 5000 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, windowMs: 1000 },
  'POST /channels/:channel/typing': { limit: 5, windowMs: 5000 },
  'PATCH /guilds/:guild/members/:user': { limit: 10, windowMs: 10_000 },
  'POST /webhooks/:application/:token': { limit: 5, windowMs: 2000 },
};
const KEPT_BUCKETS = 5000;

/** Counts a bot's requests in buckets (route and channel, guild or webhook) and over all of them. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  readonly #limits = new Map<string, BucketLimit>();
  /** Discord's limits for the routes where they are known, instead of generous ones. */
  strict: boolean;

  constructor(clock: Clock, strict: boolean) {
    this.#clock = clock;
    this.strict = strict;
  }

  /** Test switch: another limit for a route, such as `POST /channels/:channel/messages`. */
  setLimit(route: string, limit: BucketLimit): void {
    this.#limits.set(route, limit);
    this.#buckets.clear();
  }

  reset(): void {
    this.#limits.clear();
    this.#buckets.clear();
  }

  /** @param major the id that splits buckets: of the channel, guild or webhook. */
  take(route: string, major: string, countsGlobally: boolean): Verdict {
    const limit = this.#limits.get(route) ?? (this.strict ? STRICT[route] : undefined) ?? GENEROUS;
    const bucket = this.#bucket(`${route} ${major}`, limit);
    const whole = countsGlobally ? this.#bucket('global', GLOBAL) : null;
    const now = this.#clock.now();
    const global = whole !== null && whole.remaining <= 0;
    const allowed = !global && bucket.remaining > 0;
    if (allowed) {
      bucket.remaining -= 1;
      if (whole) whole.remaining -= 1;
    }
    const blocking = global ? whole : bucket;
    const waitS = Math.max(0.001, (blocking.resetAt - now) / 1000);
    return {
      allowed,
      retryAfterS: allowed ? 0 : waitS,
      global,
      headers: {
        'x-ratelimit-bucket': createHash('sha1').update(route).digest('hex').slice(0, 32),
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(bucket.remaining),
        'x-ratelimit-reset': (bucket.resetAt / 1000).toFixed(3),
        'x-ratelimit-reset-after': Math.max(0, (bucket.resetAt - now) / 1000).toFixed(3),
      },
    };
  }

  #bucket(key: string, limit: BucketLimit): Bucket {
    const now = this.#clock.now();
    const existing = this.#buckets.get(key);
    if (existing && existing.resetAt > now) return existing;
    const fresh = { ...limit, remaining: limit.limit, resetAt: now + limit.windowMs };
    this.#buckets.delete(key);
    this.#buckets.set(key, fresh);
    if (this.#buckets.size > KEPT_BUCKETS) {
      for (const [old, bucket] of this.#buckets)
        if (bucket.resetAt <= now) this.#buckets.delete(old);
    }
    return fresh;
  }
}
