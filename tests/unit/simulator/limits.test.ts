import { describe, expect, it } from 'vitest';
import { Session } from '../../../src/simulator/gateway/session.js';
import { isLocalRequest } from '../../../src/simulator/local-only.js';
import { RateLimits } from '../../../src/simulator/rate-limits.js';

describe('rate limits', () => {
  const SEND = 'POST /channels/:channel/messages';

  it('count per route and channel, and open again after their window', () => {
    let now = 1_000_000;
    const limits = new RateLimits({ now: () => now }, true);
    const send = (channel: string) => limits.take(SEND, channel, true);
    const first = send('1');
    expect(first.headers).toMatchObject({
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '4',
      'x-ratelimit-reset-after': '5.000',
    });
    for (let count = 0; count < 4; count += 1) expect(send('1').allowed).toBe(true);
    now += 2000;
    expect(send('1')).toMatchObject({ allowed: false, retryAfterS: 3, global: false });
    expect(send('2').allowed).toBe(true);
    now += 3000;
    expect(send('1').allowed).toBe(true);
  });

  it('hold over all routes together, callbacks excepted', () => {
    const limits = new RateLimits({ now: () => 1_000_000 }, false);
    for (let count = 0; count < 50; count += 1) limits.take(`GET /${count}`, '', true);
    expect(limits.take('GET /more', '', true)).toMatchObject({ allowed: false, global: true });
    expect(limits.take('POST /callback', '', false).allowed).toBe(true);
  });
});

describe('a gateway session', () => {
  const viewer = { accountId: '1', bot: true, intents: 0 };

  it('replays nothing it has forgotten', () => {
    const session = new Session('s', viewer, [0, 1]);
    for (let count = 0; count < 2500; count += 1) session.dispatch('TYPING_START', {});
    expect(session.replay(2500)).toBe(true);
    expect(session.replay(500)).toBe(true);
    expect(session.replay(499)).toBe(false);
    expect(session.replay(2501)).toBe(false);
  });

  it('serves the guilds of its shard, DMs on the first shard only', () => {
    const guild = (5n << 22n).toString();
    expect(new Session('s', viewer, [1, 2]).serves(guild)).toBe(true);
    expect(new Session('s', viewer, [0, 2]).serves(guild)).toBe(false);
    expect(new Session('s', viewer, [1, 2]).serves(null)).toBe(false);
    expect(new Session('s', viewer, [0, 2]).serves(null)).toBe(true);
  });
});

describe('requests from elsewhere', () => {
  it('are told by host and origin', () => {
    expect(isLocalRequest({ host: '127.0.0.1:8080' })).toBe(true);
    expect(isLocalRequest({ host: 'localhost:1', origin: 'http://localhost:1' })).toBe(true);
    expect(isLocalRequest({ host: 'evil.example' })).toBe(false);
    expect(isLocalRequest({ host: '127.0.0.1', origin: 'https://evil.example' })).toBe(false);
    expect(isLocalRequest({ host: '127.0.0.1', origin: 'null' })).toBe(false);
    expect(isLocalRequest({})).toBe(false);
  });
});
