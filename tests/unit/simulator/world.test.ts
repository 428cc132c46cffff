import { describe, expect, it } from 'vitest';
import { FileStore } from '../../../src/simulator/world/file-store.js';
import {
  compareSnowflakes,
  SnowflakeSource,
  snowflakeTime,
} from '../../../src/simulator/world/snowflake.js';
import { fixedClock } from '../../../src/clock.js';
import { createDemoWorld } from '../../../src/simulator/seed.js';

describe('snowflakes', () => {
  it('rise strictly while the clock stands still, and carry its time', () => {
    const at = Date.UTC(2026, 10, 20);
    const ids = new SnowflakeSource(fixedClock(at));
    const made = Array.from({ length: 5000 }, () => ids.next());
    for (let index = 1; index < made.length; index += 1) {
      expect(compareSnowflakes(made[index - 1] ?? '', made[index] ?? '')).toBeLessThan(0);
    }
    expect(snowflakeTime(made[0] ?? '0')).toBe(at);
  });

  it('do not go back when the clock does', () => {
    let now = 2_000_000_000_000;
    const ids = new SnowflakeSource({ now: () => now });
    const first = ids.next();
    now -= 60_000;
    expect(compareSnowflakes(ids.next(), first)).toBeGreaterThan(0);
  });

  it('differ between seeds and refuse a seed that does not fit', () => {
    const clock = fixedClock(2_000_000_000_000);
    expect(new SnowflakeSource(clock, 1).next()).not.toBe(new SnowflakeSource(clock, 2).next());
    expect(() => new SnowflakeSource(clock, 1024)).toThrow(/0…1023/);
  });

  it('compare by number, not by letter', () => {
    expect(compareSnowflakes('99', '100')).toBeLessThan(0);
    expect(compareSnowflakes('100', '100')).toBe(0);
  });
});

describe('the file store', () => {
  const file = (bytes: number) => ({
    filename: 'x',
    contentType: 'image/png',
    bytes: Buffer.alloc(bytes),
  });

  it('drops the oldest files when its room is used up, never the newest', () => {
    const store = new FileStore(100);
    store.put('a', file(60));
    store.put('b', file(30));
    store.put('c', file(50));
    expect([store.get('a'), store.get('b')?.bytes.length]).toEqual([undefined, 30]);
    store.put('d', file(200));
    expect(store.get('d')?.bytes.length).toBe(200);
    expect(store.get('c')).toBeUndefined();
  });
});

describe('the demo world', () => {
  it('keeps its ids from start to start, but not its tokens', () => {
    const first = createDemoWorld(fixedClock(Date.UTC(2026, 10, 20)), 1);
    const second = createDemoWorld(fixedClock(Date.UTC(2027, 1, 1)), 1);
    expect(second.channels).toEqual(first.channels);
    expect(second.people.map((each) => each.user.id)).toEqual(
      first.people.map((each) => each.user.id),
    );
    expect(second.people.map((each) => each.dmChannelId)).toEqual(
      first.people.map((each) => each.dmChannelId),
    );
    expect(second.botToken).not.toBe(first.botToken);
  });
});
