import type { LedgerEntry } from '../moderation/ledger-entry.js';
import type { StrikeStanding } from '../moderation/penalties.js';
import type { CommandContext } from './command.js';

const DAY_MS = 86_400_000;
const DEFAULT_EXPIRY_DAYS = 180;

export interface Erased {
  memories: number;
  sessions: number;
  /** There were settings. */
  settings: boolean;
  /** Ledger entries that are gone. */
  strikes: number;
  /** Ledger entries that stay. */
  kept: number;
  /** ms since the epoch: from then on nothing of those needs to stay. */
  keptUntil: number | null;
}

type Needs = Pick<CommandContext, 'storage' | 'moderation' | 'clock' | 'settings'>;

/**
 * Deletes everything that is kept on a user, save strikes that still count or block (and what
 * belongs to them): otherwise deleting oneself would undo any block.
 */
export async function eraseUser(userId: string, needs: Needs): Promise<Erased> {
  const { storage, moderation, clock } = needs;
  const [settings, sessions, memories, ledger, { strikes }] = await Promise.all([
    storage.users.get(userId),
    storage.sessions.list(userId),
    storage.memories.list(userId),
    storage.ledger.list(userId),
    moderation.standing(userId),
  ]);
  await storage.memories.clear(userId);
  await storage.sessions.clear(userId);
  await storage.users.delete(userId);

  const standing = strikes.filter((strike) => stillNeeded(strike, clock.now()));
  const neededIds = new Set(standing.map(({ id }) => id));
  const goes = ledger.filter((entry) => !neededIds.has(strikeOf(entry, ledger)));
  for (const { id } of goes) await storage.ledger.delete(userId, id);
  const ends = await Promise.all(standing.map((strike) => endOf(strike, needs)));
  return {
    memories: memories.length,
    sessions: sessions.length,
    settings: settings !== undefined,
    strikes: goes.length,
    kept: ledger.length - goes.length,
    keptUntil: ends.length === 0 ? null : Math.max(...ends),
  };
}

function stillNeeded(strike: StrikeStanding, now: number): boolean {
  if (strike.pardoned) return false;
  return strike.ordinal > 0 || strike.at + strike.penaltyMs > now;
}

/** The strike that an entry is about. */
function strikeOf(entry: LedgerEntry, ledger: readonly LedgerEntry[]): string {
  switch (entry.kind) {
    case 'strike':
      return entry.id;
    case 'pardon':
    case 'appeal':
      return entry.strikeId;
    case 'appeal-decision': {
      const appeal = ledger.find(({ id }) => id === entry.appealId);
      return appeal?.kind === 'appeal' ? appeal.strikeId : '';
    }
  }
}

async function endOf(strike: StrikeStanding, { settings }: Needs): Promise<number> {
  const { guildId } = strike.place;
  const days = guildId === null ? undefined : (await settings.guild(guildId)).ethics?.expiryDays;
  const expiry = strike.at + (days ?? DEFAULT_EXPIRY_DAYS) * DAY_MS;
  return Math.max(expiry, strike.at + strike.penaltyMs);
}
