import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import type { LedgerEntry } from '../moderation/ledger-entry.js';
import type { Session } from '../pipeline/session/session.js';
import { ConfigError } from '../errors.js';
import { memoryItemCodec } from './memory-item-codec.js';
import type { GuildSettings, GuildStay, RunningTurn, UserSettings } from './records.js';
import { keyedTable } from './sqlite-table.js';
import type { Storage } from './storage.js';

/** Another process may hold the write lock for this long before a write fails. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the storage.
 *
 * @param url `sqlite://FILE`, or `memory:` for nothing on disk (tests, one-shot commands).
 * @throws {ConfigError} for any other kind of URL.
 */
export async function createStorage(url: string): Promise<Storage> {
  const adapter = new KeyvSqlite({ uri: sqliteUri(url), busyTimeout: BUSY_TIMEOUT_MS });
  // Faults reach whoever called; without a listener the emitter would end the process.
  adapter.on('error', () => undefined);
  // Readers do not wait for the writer, and a crash never leaves a half-written row.
  await adapter.query('PRAGMA journal_mode = WAL');
  const table = keyedTable(adapter);
  return {
    users: table.keyValue<UserSettings>('users'),
    guilds: table.keyValue<GuildSettings>('guilds'),
    sessions: table.collection<Session>('sessions'),
    memories: table.collection('memories', memoryItemCodec),
    ledger: table.collection<LedgerEntry>('ledger'),
    turns: table.collection<RunningTurn>('turns'),
    stays: table.collection<GuildStay>('stays'),
    close: () => adapter.disconnect(),
  };
}

/** The default place: one file in the data directory. */
export function storageUrl(config: { STORAGE_URL?: string | undefined; DATA_DIR: string }): string {
  return config.STORAGE_URL ?? `sqlite://${path.join(config.DATA_DIR, 'oh-lora.sqlite')}`;
}

function sqliteUri(url: string): string {
  if (url === 'memory:') return 'sqlite://:memory:';
  if (!url.startsWith('sqlite://')) {
    throw new ConfigError([
      `STORAGE_URL: ${url.split(':')[0] ?? ''}: is not supported; use sqlite://FILE`,
    ]);
  }
  const file = url.slice('sqlite://'.length);
  mkdirSync(path.dirname(file), { recursive: true });
  return url;
}
