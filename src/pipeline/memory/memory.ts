import type { CollectionStore } from '../../storage/contract.js';
import { cosineSimilarity, type SentenceEncoder } from '../contracts.js';
import { addDays, weekdayOf, type LocalTime } from '../text/calendar.js';
import type { Pair } from './extract.js';
import { canonicalKey, fold, keyKind } from './keys.js';
import { formatItem, type MemoryItem } from './memory-item.js';
import { recallThreshold, type RecallThresholds } from './recall-threshold.js';

/** So many items a user; the oldest give way. */
const MAX_ITEMS = 500;

export interface Recall {
  item: MemoryItem;
  /** Cosine, −1…1. */
  similarity: number;
}

/** What she knows of each user: searched by sentence embeddings (spec §1, `recall` and `memory`). */
export class Memory {
  constructor(
    private readonly items: CollectionStore<MemoryItem>,
    private readonly encoder: SentenceEncoder,
    /** From which cosine an item fits; belongs to the encoder (its manifest). */
    private readonly thresholds: RecallThresholds,
    /** Name and version of the encoder, kept with each embedding. */
    private readonly encodedBy: string,
  ) {}

  /** The one item nearest to the text, if it is near enough and may be told here. */
  async recall(
    userId: string,
    guildId: string | null,
    text: string,
    today: LocalTime,
  ): Promise<Recall | null> {
    const items = (await this.current(userId, today)).filter((item) => mayRecall(item, guildId));
    if (items.length === 0) return null;
    const [query] = await this.encoder.embed([text]);
    let best: Recall | null = null;
    for (const item of items) {
      const similarity = cosineSimilarity(query as Float32Array, item.embedding);
      if (best === null || similarity > best.similarity) best = { item, similarity };
    }
    const threshold = recallThreshold(this.thresholds, items.length);
    return best !== null && best.similarity >= threshold ? best : null;
  }

  /**
   * Keeps a pair unless it is known already.
   * @returns the stored item, or `null` when nothing was new.
   */
  async learn(
    userId: string,
    guildId: string | null,
    { key, value }: Pair,
    now: { ms: number; local: LocalTime },
    turnId: string,
  ): Promise<MemoryItem | null> {
    const items = await this.current(userId, now.local);
    // What a DM told stays apart from what a guild knows: neither replaces the other.
    const beside = items.filter((item) => item.guildId === guildId);
    const sameKey = beside.filter(
      (item) => fold(canonicalKey(item.key)) === fold(canonicalKey(key)),
    );
    if (sameKey.some((item) => fold(item.value) === fold(value))) return null;
    const kind = keyKind(key);
    const item: MemoryItem = {
      id: `${String(now.ms).padStart(14, '0')}-${turnId}`,
      key,
      value,
      ...(await this.encoded({ key, value })),
      learnedAt: now.ms,
      guildId,
      ...(kind === 'day' && { day: dayOfKey(key, now.local) }),
    };
    await this.items.put(userId, item.id, item);
    // The new one is safe before the old one goes: a crash between leaves two, never none.
    const replaced = kind === 'single' ? sameKey : [];
    const surplus = items.slice(0, Math.max(0, items.length - replaced.length + 1 - MAX_ITEMS));
    for (const old of new Set([...replaced, ...surplus])) await this.items.delete(userId, old.id);
    return item;
  }

  /**
   * The user's items of today: what was about tomorrow has become today's, yesterday's is gone, and what
   * another encoder had encoded is encoded anew.
   */
  async current(userId: string, today: LocalTime): Promise<MemoryItem[]> {
    const kept: MemoryItem[] = [];
    for (const item of await this.items.list(userId)) {
      if (item.day === undefined || !isPast(item, today.day)) {
        const refreshed = await this.refreshed(userId, item, today.day);
        if (refreshed !== null) kept.push(refreshed);
      } else {
        await this.items.delete(userId, item.id);
      }
    }
    return kept;
  }

  /** The item as it is to be today; `null` where it was forgotten meanwhile. */
  private async refreshed(
    userId: string,
    item: MemoryItem,
    today: string,
  ): Promise<MemoryItem | null> {
    const isToday = item.day === today && item.key.startsWith('내일');
    const key = isToday ? item.key.replace(/^내일/u, '오늘') : item.key;
    if (key === item.key && item.encodedBy === this.encodedBy) return item;
    const refreshed = { ...item, key, ...(await this.encoded({ key, value: item.value })) };
    if ((await this.items.get(userId, item.id)) === undefined) return null;
    await this.items.put(userId, item.id, refreshed);
    return refreshed;
  }

  private async encoded(pair: Pair): Promise<Pick<MemoryItem, 'embedding' | 'encodedBy'>> {
    const [embedding] = await this.encoder.embed([formatItem(pair)]);
    return { embedding: embedding!, encodedBy: this.encodedBy };
  }
}

function mayRecall(item: MemoryItem, guildId: string | null): boolean {
  return guildId === null || item.guildId === guildId;
}

/** The day on which an item of this key ends (its last day). */
function dayOfKey(key: string, today: LocalTime): string {
  if (/^내일/u.test(key)) return addDays(today.day, 1);
  if (/^모레/u.test(key)) return addDays(today.day, 2);
  if (/^(주말|이번\s*주)/u.test(key)) return nextSunday(today.day);
  return today.day;
}

function nextSunday(day: string): string {
  let sunday = day;
  while (weekdayOf(sunday) !== '일') sunday = addDays(sunday, 1);
  return sunday;
}

function isPast(item: MemoryItem, today: string): boolean {
  return item.day !== undefined && item.day < today;
}
