import type { KeyvSqlite } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import type { CollectionStore, KeyValueStore } from './contract.js';

/** Turns a value into what JSON can hold, and back. */
export interface Codec<T> {
  encode(value: T): unknown;
  decode(stored: unknown): T;
}

/** Rows read at a time when all owners are walked through. */
const PAGE = 200;

interface Row {
  key: string;
  value: string;
}

/**
 * The stores of one SQLite table. Keys are `kind:key` or `kind:owner:id`; parts are percent-encoded,
 * so that a colon in an id can never reach into another owner's keys.
 */
export function keyedTable(adapter: KeyvSqlite) {
  function keyv(kind: string): Keyv {
    return new Keyv({ store: adapter, namespace: kind, throwOnErrors: true });
  }

  return {
    keyValue<T>(kind: string): KeyValueStore<T> {
      const store = keyv(kind);
      return {
        get: (key) => store.get<T>(encodeURIComponent(key)),
        set: async (key, value) => void (await store.set(encodeURIComponent(key), value)),
        delete: async (key) => void (await store.delete(encodeURIComponent(key))),
      };
    },

    collection<T>(kind: string, codec?: Codec<T>): CollectionStore<T> {
      const store = keyv(kind);
      const decode = (stored: unknown): T => (codec ? codec.decode(stored) : (stored as T));
      const valueOf = (row: Row): T => decode((JSON.parse(row.value) as { value: unknown }).value);
      const keyOf = (owner: string, id: string) =>
        `${encodeURIComponent(owner)}:${encodeURIComponent(id)}`;
      // `;` follows `:` in ASCII: the half-open range holds exactly this owner's keys, and SQLite
      // walks it along the primary key, in order of id.
      const rangeOf = (owner: string) => {
        const start = `${kind}:${encodeURIComponent(owner)}`;
        return [`${start}:`, `${start};`] as const;
      };
      return {
        put: async (owner, id, value) =>
          void (await store.set(keyOf(owner, id), codec ? codec.encode(value) : value)),
        get: async (owner, id) => {
          const stored = await store.get<unknown>(keyOf(owner, id));
          return stored === undefined ? undefined : decode(stored);
        },
        delete: async (owner, id) => void (await store.delete(keyOf(owner, id))),
        list: async (owner) => {
          const rows = (await adapter.query(
            'SELECT key, value FROM keyv WHERE key >= ? AND key < ? ORDER BY key',
            ...rangeOf(owner),
          )) as Row[];
          return rows.map(valueOf);
        },
        clear: async (owner) =>
          void (await adapter.query(
            'DELETE FROM keyv WHERE key >= ? AND key < ?',
            ...rangeOf(owner),
          )),
        deleteWhere: async (fits) => {
          let deleted = 0;
          let after = `${kind}:`;
          let rows: Row[];
          // Page by page, so that neither memory nor the event loop holds all owners at once.
          do {
            rows = (await adapter.query(
              'SELECT key, value FROM keyv WHERE key > ? AND key < ? ORDER BY key LIMIT ?',
              ...[after, `${kind};`, PAGE],
            )) as Row[];
            const keys = rows.filter((row) => fits(valueOf(row))).map(({ key }) => key);
            const holders = keys.map(() => '?').join(', ');
            await adapter.query(`DELETE FROM keyv WHERE key IN (${holders})`, ...keys);
            deleted += keys.length;
            after = rows.at(-1)?.key ?? after;
          } while (rows.length === PAGE);
          return deleted;
        },
      };
    },
  };
}
