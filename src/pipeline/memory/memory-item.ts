/** One thing she remembers of a user, as `[key: value]`. */
export interface MemoryItem {
  /** Sorts by time of learning. */
  id: string;
  key: string;
  value: string;
  /** `[dimensions] float32`, L2-normalised, of `[key: value]` by the memory encoder. */
  embedding: Float32Array;
  /** Name and version of that encoder; an older one's vectors say nothing to the next. */
  encodedBy?: string;
  /** ms since the epoch */
  learnedAt: number;
  /** Guild where it was learned; `null`: a DM, and then it is recalled in DMs only. */
  guildId: string | null;
  /** Product day (`2026-11-20`, begins at 04 h in the user's zone) that 오늘/내일 items speak of. */
  day?: string;
}

/** The item as the models read it. */
export function formatItem(item: Pick<MemoryItem, 'key' | 'value'>): string {
  return `[${item.key}: ${item.value}]`;
}
