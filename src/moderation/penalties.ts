import type { LedgerEntry, Offence, StrikeEntry } from './ledger-entry.js';
import type { Policy } from './policy.js';

/** A strike as it stands today. */
export type StrikeStanding = StrikeEntry & {
  /** The n-th of its category that counts; 0 when it does not count (pardoned or expired). */
  ordinal: number;
  pardoned: boolean;
  expired: boolean;
};

/**
 * The strikes of one user, oldest first, each with what became of it. Pure: the ledger goes in.
 *
 * @param expiryMs how long a strike counts; a function, because each guild may choose its own.
 */
export function strikesStanding(
  entries: readonly LedgerEntry[],
  now: number,
  expiryMs: (strike: StrikeEntry) => number,
): StrikeStanding[] {
  const pardoned = new Set(
    entries.filter((entry) => entry.kind === 'pardon').map((entry) => entry.strikeId),
  );
  const ordinals = new Map<Offence, number>();
  return entries
    .filter((entry) => entry.kind === 'strike')
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((strike) => {
      const isPardoned = pardoned.has(strike.id);
      const isExpired = now - strike.at >= expiryMs(strike);
      if (isPardoned || isExpired) {
        return { ...strike, ordinal: 0, pardoned: isPardoned, expired: isExpired };
      }
      const ordinal = (ordinals.get(strike.category) ?? 0) + 1;
      ordinals.set(strike.category, ordinal);
      return { ...strike, ordinal, pardoned: false, expired: false };
    });
}

/** ms of block for the n-th strike (1-based) of a category; the last step repeats. */
export function penaltyOf(policy: Policy, category: Offence, ordinal: number): number {
  const steps = policy.penalties[category];
  return steps[Math.min(ordinal, steps.length) - 1] ?? 0;
}

export interface Block {
  /** ms since the epoch */
  until: number;
  /** The category that weighed most. */
  category: Offence;
}

/**
 * The block that holds at `now`, if any. Strikes of one turn stand at the same time and add up, at
 * most `maximumMs`; a pardoned strike no longer blocks, an old one blocks as long as it was told.
 */
export function blockStanding(
  strikes: readonly StrikeStanding[],
  now: number,
  maximumMs: number,
): Block | null {
  const turns = new Map<number, StrikeStanding[]>();
  for (const strike of strikes) {
    if (strike.pardoned || strike.penaltyMs === 0) continue;
    turns.set(strike.at, [...(turns.get(strike.at) ?? []), strike]);
  }
  let block: Block | null = null;
  for (const [at, together] of turns) {
    const sum = together.reduce((total, strike) => total + strike.penaltyMs, 0);
    const until = at + Math.min(sum, maximumMs);
    if (until <= now || (block !== null && until <= block.until)) continue;
    const heaviest = together.reduce((a, b) => (b.penaltyMs > a.penaltyMs ? b : a));
    block = { until, category: heaviest.category };
  }
  return block;
}
