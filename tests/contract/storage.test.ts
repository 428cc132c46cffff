import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStorage } from '../../src/storage/create-storage.js';
import type { Storage } from '../../src/storage/storage.js';

/** What every storage must do. */
function storageContract(name: string, open: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage;
    afterEach(() => storage.close());

    it('keeps a value under its key until it is deleted', async () => {
      storage = await open();
      expect(await storage.users.get('1')).toBeUndefined();
      await storage.users.set('1', { timeZone: 'Asia/Tokyo' });
      await storage.users.set('2', { locale: 'en' });
      expect(await storage.users.get('1')).toEqual({ timeZone: 'Asia/Tokyo' });
      await storage.users.delete('1');
      expect(await storage.users.get('1')).toBeUndefined();
      expect(await storage.users.get('2')).toEqual({ locale: 'en' });
    });

    it('lists one owner in order of id and never another, whatever the ids look like', async () => {
      storage = await open();
      await storage.sessions.put('user:1', 'b', { lastTurnAt: 2 });
      await storage.sessions.put('user:1', 'a', { lastTurnAt: 1 });
      await storage.sessions.put('user', '1:c', { lastTurnAt: 3 });
      await storage.sessions.put('user%', 'd', { lastTurnAt: 4 });
      expect((await storage.sessions.list('user:1')).map((s) => s.lastTurnAt)).toEqual([1, 2]);
      expect((await storage.sessions.list('user')).map((s) => s.lastTurnAt)).toEqual([3]);
      expect(await storage.sessions.get('user', '1:c')).toEqual({ lastTurnAt: 3 });
    });

    it('removes one id, or everything of one owner', async () => {
      storage = await open();
      await storage.sessions.put('1', 'a', { lastTurnAt: 1 });
      await storage.sessions.put('1', 'b', { lastTurnAt: 2 });
      await storage.sessions.put('11', 'a', { lastTurnAt: 3 });
      await storage.sessions.delete('1', 'a');
      expect(await storage.sessions.list('1')).toHaveLength(1);
      await storage.sessions.clear('1');
      expect(await storage.sessions.list('1')).toEqual([]);
      expect(await storage.sessions.list('11')).toHaveLength(1);
    });

    it('removes what fits of every owner, and nothing of another kind', async () => {
      storage = await open();
      const guildOf = (n: number) => ['left', 'here', null][n % 3] ?? null;
      // More than are read at a time, under owners that need encoding.
      for (let n = 0; n < 450; n += 1) {
        await storage.sessions.put(`user:${n % 7}`, `c${n}`, {
          lastTurnAt: n,
          guildId: guildOf(n),
        });
      }
      await storage.stays.put('user:0', 'left', { guildId: 'left', leftAt: 0 });
      expect(await storage.sessions.deleteWhere(({ guildId }) => guildId === 'left')).toBe(150);
      const owners = Array.from({ length: 7 }, (_, n) => `user:${n}`);
      const kept = (await Promise.all(owners.map((each) => storage.sessions.list(each)))).flat();
      expect(kept).toHaveLength(300);
      expect(kept.some(({ guildId }) => guildId === 'left')).toBe(false);
      expect(await storage.stays.list('user:0')).toHaveLength(1);
      expect(await storage.sessions.deleteWhere(({ guildId }) => guildId === 'left')).toBe(0);
    });

    it('gives an embedding back to the last bit', async () => {
      storage = await open();
      const embedding = Float32Array.from([0.1, -0.7, 1e-30]);
      const item = {
        id: 'm1',
        key: '직업',
        value: '간호사',
        embedding,
        learnedAt: 5,
        guildId: null,
      };
      await storage.memories.put('1', item.id, item);
      expect(await storage.memories.list('1')).toEqual([item]);
    });

    it('loses no entry when many are put at once', async () => {
      storage = await open();
      const ids = Array.from({ length: 50 }, (_, n) => `t${String(n).padStart(2, '0')}`);
      await Promise.all(
        ids.map((id) => storage.sessions.put('1', id, { lastTurnAt: 1, summary: id })),
      );
      expect((await storage.sessions.list('1')).map((s) => s.summary)).toEqual(ids);
    });
  });
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'oh-lora-storage-'));
let files = 0;

storageContract('sqlite file', () =>
  createStorage(`sqlite://${path.join(folder, `${String((files += 1))}.sqlite`)}`),
);
storageContract('memory', () => createStorage('memory:'));

describe('a storage file', () => {
  it('is found again by the next process', async () => {
    const url = `sqlite://${path.join(folder, 'kept.sqlite')}`;
    const first = await createStorage(url);
    await first.guilds.set('9', { openChannels: ['3'] });
    await first.close();
    const second = await createStorage(url);
    expect(await second.guilds.get('9')).toEqual({ openChannels: ['3'] });
    await second.close();
  });

  it('takes writes of two processes at once', async () => {
    const url = `sqlite://${path.join(folder, 'shared.sqlite')}`;
    const [a, b] = await Promise.all([createStorage(url), createStorage(url)]);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? a : b).sessions.put('1', String(n), { lastTurnAt: n }),
      ),
    );
    expect(await a.sessions.list('1')).toHaveLength(40);
    await a.close();
    await b.close();
    rmSync(folder, { recursive: true });
  });

  it('of an unknown kind is refused by name', async () => {
    await expect(createStorage('mongodb://host/db')).rejects.toThrow(/mongodb.*sqlite:\/\/FILE/);
  });
});
