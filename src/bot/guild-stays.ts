import type { Clock } from '../clock.js';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Storage } from '../storage/storage.js';
import type { Settings } from './settings.js';

/** So long after she left is kept what belongs to a guild (spec §4), ms. */
export const KEPT_AFTER_LEAVING_MS = 30 * 86_400_000;
/** So often is looked for what is due. */
const SWEEP_EVERY_MS = 86_400_000;

interface StayDependencies {
  /** Her own user id. */
  me: string;
  storage: Pick<Storage, 'stays' | 'memories' | 'sessions'>;
  settings: Pick<Settings, 'forgetGuild'>;
  clock: Clock;
  logger: Logger;
  /** The guilds that she is in now, those in an outage among them. */
  guildIds: () => Iterable<string>;
}

/**
 * Which guilds she is in and when she left others, and the end of what was kept for those: their
 * settings, and what was learned there. Strikes stay: the ledger is append-only.
 */
export class GuildStays {
  private last: Promise<void> = Promise.resolve();
  private daily: NodeJS.Timeout | undefined;

  constructor(private readonly deps: StayDependencies) {}

  /** Sweeps now and once a day, until `stop`. */
  start(): void {
    this.daily = setInterval(() => void this.sweep(), SWEEP_EVERY_MS).unref();
    void this.sweep();
  }

  /** Resolves once nothing is being written or deleted any more. */
  async stop(): Promise<void> {
    clearInterval(this.daily);
    await this.last;
  }

  /**
   * Writes down where she is and is no longer. What is written is compared with all guilds of now,
   * so a leave that happened while she was offline is found at the next start. Never rejects.
   */
  note(): Promise<void> {
    return this.inTurn(() => this.compare());
  }

  /** Deletes what belongs to guilds that she left 30 days ago or earlier. Never rejects. */
  sweep(): Promise<void> {
    return this.inTurn(async () => {
      await this.compare();
      await this.deleteDue();
    });
  }

  private async compare(): Promise<void> {
    const { me, storage, clock, guildIds } = this.deps;
    const stays = await storage.stays.list(me);
    const present = new Set(guildIds());
    const known = new Set(stays.filter(({ leftAt }) => leftAt === null).map((s) => s.guildId));
    const joined = [...present].filter((guildId) => !known.has(guildId));
    const left = [...known].filter((guildId) => !present.has(guildId));
    for (const guildId of joined) await storage.stays.put(me, guildId, { guildId, leftAt: null });
    for (const guildId of left) {
      await storage.stays.put(me, guildId, { guildId, leftAt: clock.now() });
    }
  }

  private async deleteDue(): Promise<void> {
    const { me, storage, settings, clock, logger } = this.deps;
    const before = clock.now() - KEPT_AFTER_LEAVING_MS;
    const stays = await storage.stays.list(me);
    const due = stays.filter(({ leftAt }) => leftAt !== null && leftAt <= before);
    if (due.length === 0) return;
    const gone = new Set(due.map(({ guildId }) => guildId));
    const isOfGone = ({ guildId }: { guildId?: string | null }) =>
      typeof guildId === 'string' && gone.has(guildId);
    const memories = await storage.memories.deleteWhere(isOfGone);
    const sessions = await storage.sessions.deleteWhere(isOfGone);
    for (const guildId of gone) {
      await settings.forgetGuild(guildId);
      // Last, so that a crash in between leaves it to the next sweep.
      await storage.stays.delete(me, guildId);
    }
    logger.info({ guilds: gone.size, memories, sessions }, 'deleted what was kept of left guilds');
  }

  /** One after the other: two comparisons at once could write what is out of date. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    this.last = this.last
      .then(act)
      .catch((error: unknown) =>
        this.deps.logger.warn({ fault: describeError(error) }, 'guild stays could not be kept'),
      );
    return this.last;
  }
}
