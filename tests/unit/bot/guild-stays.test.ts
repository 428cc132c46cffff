import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GuildStays, KEPT_AFTER_LEAVING_MS } from '../../../src/bot/guild-stays.js';
import { Settings } from '../../../src/bot/settings.js';
import { createLogger } from '../../../src/logger.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { HandClock } from '../../support/fakes.js';

const ME = '1';
const LEFT = 'left';
const HERE = 'here';

describe('guilds that she left', () => {
  let storage: Storage;
  let clock: HandClock;
  let guilds: Set<string>;

  beforeEach(async () => {
    storage = await createStorage('memory:');
    clock = new HandClock();
    guilds = new Set([LEFT, HERE]);
    for (const guildId of guilds) await storage.guilds.set(guildId, { openChannels: ['c'] });
    for (const guildId of [LEFT, HERE, null]) {
      for (const user of ['u1', 'u2']) await learn(user, guildId);
    }
  });
  afterEach(() => storage.close());

  async function learn(user: string, guildId: string | null): Promise<void> {
    const id = String(guildId);
    const embedding = new Float32Array(4);
    const item = { id, key: '직업', value: '간호사', embedding, learnedAt: 0, guildId };
    await storage.memories.put(user, id, item);
    await storage.sessions.put(user, id, { summary: '인사', lastTurnAt: 0, guildId });
  }

  /** As after a start: nothing but the storage is remembered. */
  const started = () =>
    new GuildStays({
      me: ME,
      storage,
      settings: new Settings(storage),
      clock,
      logger: createLogger('silent'),
      guildIds: () => guilds,
    });

  async function kept(): Promise<{ settings: string[]; learned: (string | null)[] }> {
    const found = await Promise.all([LEFT, HERE].map((guildId) => storage.guilds.get(guildId)));
    const stored = await Promise.all(
      ['u1', 'u2'].map(async (user) => {
        const memories = await storage.memories.list(user);
        const sessions = await storage.sessions.list(user);
        return [...memories, ...sessions].map(({ guildId }) => guildId ?? null);
      }),
    );
    return {
      settings: [LEFT, HERE].filter((_, at) => found[at] !== undefined),
      learned: [...new Set(stored.flat())],
    };
  }

  const EVERYTHING = { settings: [LEFT, HERE], learned: [HERE, LEFT, null] };
  const AFTER = { settings: [HERE], learned: [HERE, null] };

  it('keep everything for 30 days, then lose settings and what was learned there', async () => {
    const stays = started();
    await stays.sweep();
    guilds.delete(LEFT);
    await stays.note();
    clock.ms += KEPT_AFTER_LEAVING_MS - 1;
    await stays.sweep();
    expect(await kept()).toEqual(EVERYTHING);
    clock.ms += 1;
    await stays.sweep();
    expect(await kept()).toEqual(AFTER);
    expect(await storage.stays.list(ME)).toEqual([{ guildId: HERE, leftAt: null }]);
  });

  it('are remembered over a restart, with the moment of leaving', async () => {
    const before = started();
    await before.sweep();
    guilds.delete(LEFT);
    await before.note();
    const leftAt = clock.ms;
    clock.ms += KEPT_AFTER_LEAVING_MS / 2;
    await started().sweep();
    expect(await storage.stays.get(ME, LEFT)).toEqual({ guildId: LEFT, leftAt });
    clock.ms += KEPT_AFTER_LEAVING_MS / 2;
    await started().sweep();
    expect(await kept()).toEqual(AFTER);
  });

  it('are found at the start when it happened while she was offline', async () => {
    await started().sweep();
    guilds.delete(LEFT);
    await started().sweep();
    expect(await storage.stays.get(ME, LEFT)).toEqual({ guildId: LEFT, leftAt: clock.ms });
  });

  it('keep all when she is back in time, and the 30 days begin anew', async () => {
    const stays = started();
    await stays.sweep();
    guilds.delete(LEFT);
    await stays.note();
    clock.ms += KEPT_AFTER_LEAVING_MS - 1;
    guilds.add(LEFT);
    await stays.note();
    clock.ms += KEPT_AFTER_LEAVING_MS;
    await stays.sweep();
    expect(await kept()).toEqual(EVERYTHING);
    guilds.delete(LEFT);
    await stays.sweep();
    expect(await kept()).toEqual(EVERYTHING);
  });

  it('are looked for at the start and once a day, until she stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const stays = started();
      stays.start();
      await vi.waitFor(async () => expect(await storage.stays.list(ME)).toHaveLength(2));
      guilds.delete(LEFT);
      await stays.note();
      clock.ms += KEPT_AFTER_LEAVING_MS;
      vi.advanceTimersByTime(86_400_000);
      await vi.waitFor(async () => expect(await kept()).toEqual(AFTER));
      await stays.stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are left to the next sweep when the storage fails half-way', async () => {
    await started().sweep();
    guilds.delete(LEFT);
    await started().note();
    clock.ms += KEPT_AFTER_LEAVING_MS;
    const { deleteWhere } = storage.sessions;
    storage.sessions.deleteWhere = () => Promise.reject(new Error('disk full'));
    await started().sweep();
    expect((await kept()).settings).toEqual([LEFT, HERE]);
    storage.sessions.deleteWhere = deleteWhere;
    await started().sweep();
    expect(await kept()).toEqual(AFTER);
  });
});
