import type { LedgerEntry } from '../moderation/ledger-entry.js';
import type { MemoryItem } from '../pipeline/memory/memory-item.js';
import type { Session } from '../pipeline/session/session.js';
import type { CollectionStore, KeyValueStore } from './contract.js';
import type { GuildSettings, GuildStay, RunningTurn, UserSettings } from './records.js';

/** All that the product keeps. User text is not among it (spec §4). */
export interface Storage {
  /** Key: user id. */
  users: KeyValueStore<UserSettings>;
  /** Key: guild id. */
  guilds: KeyValueStore<GuildSettings>;
  /** Owner: user id; id: channel id. */
  sessions: CollectionStore<Session>;
  /** Owner: user id; id: item id. */
  memories: CollectionStore<MemoryItem>;
  /** Owner: user id; id: entry id. Append-only. */
  ledger: CollectionStore<LedgerEntry>;
  /** Owner: application id; id: turn id. What must be finished after a crash. */
  turns: CollectionStore<RunningTurn>;
  /** Owner: her own user id; id: guild id. Every guild that she is in or left not long ago. */
  stays: CollectionStore<GuildStay>;
  close(): Promise<void>;
}
