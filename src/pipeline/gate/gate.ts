import type { Clock } from '../../clock.js';
import type { Standing } from '../../moderation/moderation.js';
import type { Notice, TurnRequest } from '../turn-types.js';

const NOTICE_EVERY_MS = 3_600_000;
/** Users remembered for cooldown and notices; beyond it the one seen longest ago is forgotten. */
const MAX_USERS = 50_000;

export interface GateLimits {
  /** So many turns … */
  turns: number;
  /** … in so many ms. */
  windowMs: number;
}

export type GateResult = { open: true } | { open: false; notice: Notice | null };

/** Who may start a turn: not a user under a block, not one who writes too fast (spec §1, `gate`). */
export class Gate {
  private readonly recentTurns = new Map<string, number[]>();
  private readonly lastNotice = new Map<string, number>();

  constructor(
    private readonly moderation: { standing(userId: string): Promise<Standing> },
    private readonly clock: Clock,
    private readonly limits: GateLimits,
  ) {}

  async enter(request: TurnRequest, timeZone: string): Promise<GateResult> {
    const { blockedUntil, category } = await this.moderation.standing(request.userId);
    if (blockedUntil !== null && category !== null) {
      const notice: Notice = { code: 'blocked', category, until: blockedUntil, timeZone };
      return { open: false, notice: this.mayNotify(request) ? notice : null };
    }
    const wait = this.cooldown(request.userId);
    return wait === 0
      ? { open: true }
      : { open: false, notice: { code: 'cooldown', retryAfterMs: wait } };
  }

  /** Messages get one block notice an hour, so that a blocked user cannot make her spam. */
  private mayNotify(request: TurnRequest): boolean {
    if (request.via === 'command') return true;
    const now = this.clock.now();
    const last = this.lastNotice.get(request.userId);
    if (last !== undefined && now - last < NOTICE_EVERY_MS) return false;
    remember(this.lastNotice, request.userId, now);
    return true;
  }

  /** ms until the user may go on; 0: now, and the turn is counted. */
  private cooldown(userId: string): number {
    const now = this.clock.now();
    const since = now - this.limits.windowMs;
    const recent = (this.recentTurns.get(userId) ?? []).filter((at) => at > since);
    const [oldest] = recent;
    if (recent.length >= this.limits.turns && oldest !== undefined) {
      remember(this.recentTurns, userId, recent);
      return oldest - since;
    }
    remember(this.recentTurns, userId, [...recent, now]);
    return 0;
  }
}

function remember<T>(map: Map<string, T>, userId: string, value: T): void {
  map.delete(userId);
  map.set(userId, value);
  const [oldest] = map.keys();
  if (map.size > MAX_USERS && oldest !== undefined) map.delete(oldest);
}
