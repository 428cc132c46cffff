import type { GuildSettings, UserSettings } from '../storage/records.js';
import type { KeyValueStore } from '../storage/contract.js';
import type { Storage } from '../storage/storage.js';

/** What is kept of a guild: its moderators' choices, and what they set going. */
export interface GuildRecord extends GuildSettings {
  /** Members whose block outlasts their timeout: user id → when the timeout ends, ms. */
  timedOut?: Record<string, number>;
}

/** What users and guilds chose. Changes of one key run one after the other, so none is lost. */
export class Settings {
  private readonly changes = new Map<string, Promise<unknown>>();

  constructor(private readonly storage: Pick<Storage, 'users' | 'guilds'>) {}

  async user(userId: string): Promise<UserSettings> {
    return (await this.storage.users.get(userId)) ?? {};
  }

  async guild(guildId: string): Promise<GuildRecord> {
    return (await this.storage.guilds.get(guildId)) ?? { openChannels: [] };
  }

  /** @returns the settings as they are now. */
  changeUser(userId: string, change: (old: UserSettings) => UserSettings): Promise<UserSettings> {
    return this.change(this.storage.users, userId, (old) => change(old ?? {}));
  }

  changeGuild(guildId: string, change: (old: GuildRecord) => GuildRecord): Promise<GuildRecord> {
    const store: KeyValueStore<GuildRecord> = this.storage.guilds;
    return this.change(store, guildId, (old) => change(old ?? { openChannels: [] }));
  }

  /** Deletes all that is kept of a guild here. */
  forgetGuild(guildId: string): Promise<void> {
    return this.inTurn(guildId, () => this.storage.guilds.delete(guildId));
  }

  private change<T>(
    store: KeyValueStore<T>,
    key: string,
    change: (old: T | undefined) => T,
  ): Promise<T> {
    return this.inTurn(key, async () => {
      const value = change(await store.get(key));
      await store.set(key, value);
      return value;
    });
  }

  private inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = this.changes.get(key) ?? Promise.resolve();
    const work = before
      .catch(() => undefined)
      .then(act)
      .finally(() => {
        if (this.changes.get(key) === work) this.changes.delete(key);
      });
    this.changes.set(key, work);
    return work;
  }
}

/** Settings with one choice taken back. */
export function without<T extends object>(settings: T, key: keyof T): T {
  const rest = { ...settings };
  Reflect.deleteProperty(rest, key);
  return rest;
}
