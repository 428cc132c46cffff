/** A value under a key. Last write wins; for what one process owns at a time (settings). */
export interface KeyValueStore<T> {
  get(key: string): Promise<T | undefined>;
  set(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Many values under one owner, each with an id of its own. Writes to different ids never lose each
 * other, also between processes: an append-only ledger is a collection in which ids are never reused.
 */
export interface CollectionStore<T> {
  put(owner: string, id: string, value: T): Promise<void>;
  get(owner: string, id: string): Promise<T | undefined>;
  delete(owner: string, id: string): Promise<void>;
  /** All values of one owner, ordered by id. */
  list(owner: string): Promise<T[]>;
  /** Removes everything of one owner. */
  clear(owner: string): Promise<void>;
  /**
   * Removes the values that fit, of every owner.
   * @returns how many those were.
   */
  deleteWhere(fits: (value: T) => boolean): Promise<number>;
}
