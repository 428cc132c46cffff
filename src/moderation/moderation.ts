import type { Clock } from '../clock.js';
import type { CollectionStore, KeyValueStore } from '../storage/contract.js';
import type { GuildSettings } from '../storage/records.js';
import type { LedgerEntry, LedgerPlace, Offence, StrikeEntry } from './ledger-entry.js';
import {
  blockStanding,
  penaltyOf,
  strikesStanding,
  type Block,
  type StrikeStanding,
} from './penalties.js';
import type { Policy, PolicyPreset } from './policy.js';

const DAY_MS = 86_400_000;
/** Days after which a strike no longer counts, unless the guild says otherwise. */
const DEFAULT_EXPIRY_DAYS = 180;

export interface Standing {
  blockedUntil: number | null;
  /** The category that weighed most in the block. */
  category: Offence | null;
  /** Oldest first. */
  strikes: StrikeStanding[];
}

export interface StrikeOrder {
  userId: string;
  /** The same turn never strikes twice, however often it runs. */
  turnId: string;
  place: LedgerPlace;
  offences: readonly { category: Offence; score: number }[];
  modelVersion: string;
}

/** Whose strikes a reader may see: those of one guild, or all. */
export type StrikeScope = { guildId: string } | 'everywhere';

/** The only owner of the ledger: the ethics stage strikes, commands read, pardon and appeal. */
export class Moderation {
  constructor(
    private readonly ledger: CollectionStore<LedgerEntry>,
    private readonly guilds: Pick<KeyValueStore<GuildSettings>, 'get'>,
    private readonly policies: Record<PolicyPreset, Policy>,
    private readonly clock: Clock,
  ) {}

  async standing(userId: string): Promise<Standing> {
    const strikes = await this.read(userId);
    const block = this.blockOf(strikes);
    return { blockedUntil: block?.until ?? null, category: block?.category ?? null, strikes };
  }

  /** Appends one strike for each offence and tells what each brings. */
  async strike(
    order: StrikeOrder,
  ): Promise<{ strikes: StrikeStanding[]; blockedUntil: number | null }> {
    const settings = await this.settingsOf(order.place.guildId);
    const policy = this.policies[settings?.ethics?.preset ?? 'standard'];
    const ids = new Set(order.offences.map(({ category }) => strikeId(order.turnId, category)));
    let at = this.clock.now();
    for (const { category, score } of order.offences) {
      const id = strikeId(order.turnId, category);
      const before = await this.read(order.userId);
      // A turn that died half-way goes on where it was: its strikes stand at one time, and add up.
      at = before.find((strike) => ids.has(strike.id))?.at ?? at;
      if (before.some((strike) => strike.id === id)) continue;
      const counting = before.filter(
        (strike) => strike.category === category && strike.ordinal > 0,
      );
      const entry: StrikeEntry = {
        kind: 'strike',
        id,
        userId: order.userId,
        at,
        place: order.place,
        by: 'oh-lora',
        category,
        score,
        modelVersion: order.modelVersion,
        penaltyMs: Math.min(penaltyOf(policy, category, counting.length + 1), policy.maximum),
      };
      await this.ledger.put(order.userId, id, entry);
    }
    const strikes = await this.read(order.userId);
    return {
      strikes: strikes.filter((strike) => ids.has(strike.id)),
      blockedUntil: this.blockOf(strikes)?.until ?? null,
    };
  }

  /** Members with an exempt role are judged like all, but not struck. */
  async isExempt(guildId: string | null, roleIds: readonly string[]): Promise<boolean> {
    const exempt = (await this.settingsOf(guildId))?.ethics?.exemptRoles ?? [];
    return exempt.some((role) => roleIds.includes(role));
  }

  async strikesOf(userId: string, scope: StrikeScope): Promise<StrikeStanding[]> {
    const strikes = await this.read(userId);
    if (scope === 'everywhere') return strikes;
    return strikes.filter((strike) => strike.place.guildId === scope.guildId);
  }

  async pardon(order: {
    userId: string;
    strikeId: string;
    by: string;
    place: LedgerPlace;
  }): Promise<'pardoned' | 'already-pardoned' | 'unknown'> {
    const strike = (await this.read(order.userId)).find(({ id }) => id === order.strikeId);
    if (strike === undefined) return 'unknown';
    if (strike.pardoned) return 'already-pardoned';
    const id = `pardon:${order.strikeId}`;
    await this.append({ kind: 'pardon', id, ...order });
    return 'pardoned';
  }

  async appeal(order: {
    userId: string;
    strikeId: string;
    place: LedgerPlace;
  }): Promise<'filed' | 'already-filed' | 'unknown'> {
    const strike = (await this.read(order.userId)).find(({ id }) => id === order.strikeId);
    if (strike === undefined) return 'unknown';
    const id = `appeal:${order.strikeId}`;
    if ((await this.ledger.get(order.userId, id)) !== undefined) return 'already-filed';
    await this.append({ kind: 'appeal', id, by: order.userId, ...order });
    return 'filed';
  }

  /** Accepting an appeal pardons its strike. */
  async decideAppeal(order: {
    userId: string;
    appealId: string;
    accepted: boolean;
    by: string;
    place: LedgerPlace;
  }): Promise<'decided' | 'already-decided' | 'unknown'> {
    const appeal = await this.ledger.get(order.userId, order.appealId);
    if (appeal?.kind !== 'appeal') return 'unknown';
    const id = `appeal-decision:${order.appealId}`;
    if ((await this.ledger.get(order.userId, id)) !== undefined) return 'already-decided';
    await this.append({ kind: 'appeal-decision', id, ...order });
    const { userId, by, place } = order;
    if (order.accepted) await this.pardon({ userId, by, place, strikeId: appeal.strikeId });
    return 'decided';
  }

  private async append(
    entry: LedgerEntry extends infer E ? (E extends LedgerEntry ? Omit<E, 'at'> : never) : never,
  ): Promise<void> {
    await this.ledger.put(entry.userId, entry.id, { ...entry, at: this.clock.now() });
  }

  private async read(userId: string): Promise<StrikeStanding[]> {
    const entries = await this.ledger.list(userId);
    const guildIds = new Set(entries.map((entry) => entry.place.guildId));
    const expiry = new Map<string | null, number>();
    for (const guildId of guildIds) {
      const days = (await this.settingsOf(guildId))?.ethics?.expiryDays ?? DEFAULT_EXPIRY_DAYS;
      expiry.set(guildId, days * DAY_MS);
    }
    return strikesStanding(
      entries,
      this.clock.now(),
      (strike) => expiry.get(strike.place.guildId) ?? DEFAULT_EXPIRY_DAYS * DAY_MS,
    );
  }

  private blockOf(strikes: readonly StrikeStanding[]): Block | null {
    return blockStanding(strikes, this.clock.now(), this.policies.standard.maximum);
  }

  private async settingsOf(guildId: string | null): Promise<GuildSettings | undefined> {
    return guildId === null ? undefined : this.guilds.get(guildId);
  }
}

function strikeId(turnId: string, category: Offence): string {
  return `strike:${turnId}:${category}`;
}
