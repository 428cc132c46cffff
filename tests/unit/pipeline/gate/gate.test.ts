import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../../src/moderation/moderation.js';
import { Gate } from '../../../../src/pipeline/gate/gate.js';
import type { TurnRequest } from '../../../../src/pipeline/turn-types.js';
import { HandClock } from '../../../support/fakes.js';

const request = (via: 'message' | 'command' = 'message', userId = 'u'): TurnRequest => ({
  id: 't',
  userId,
  place: { guildId: null, channelId: 'c' },
  text: '안녕',
  locale: 'ko',
  via,
});

function gateWith(standing: Partial<Standing>, clock = new HandClock()) {
  const full: Standing = { blockedUntil: null, category: null, strikes: [], ...standing };
  const moderation = { standing: () => Promise.resolve(full) };
  return new Gate(moderation, clock, { turns: 3, windowMs: 60_000 });
}

describe('Gate', () => {
  it('tells a blocked user once an hour by message, and always by command', async () => {
    const clock = new HandClock();
    const until = clock.now() + 86_400_000;
    const gate = gateWith({ blockedUntil: until, category: '패드립' }, clock);
    const notices = async (via: 'message' | 'command') => {
      const entry = await gate.enter(request(via), 'Asia/Seoul');
      return entry.open ? 'open' : (entry.notice?.code ?? 'silence');
    };
    expect(await notices('message')).toBe('blocked');
    expect(await notices('message')).toBe('silence');
    expect(await notices('command')).toBe('blocked');
    clock.ms += 3_600_000;
    expect(await notices('message')).toBe('blocked');
  });

  it('asks for patience after too many turns, and says for how long', async () => {
    const clock = new HandClock();
    const gate = gateWith({}, clock);
    for (let n = 0; n < 3; n += 1) {
      expect(await gate.enter(request(), 'UTC')).toEqual({ open: true });
      clock.ms += 10_000;
    }
    expect(await gate.enter(request(), 'UTC')).toEqual({
      open: false,
      notice: { code: 'cooldown', retryAfterMs: 30_000 },
    });
    expect(await gate.enter(request('message', 'other'), 'UTC')).toEqual({ open: true });
    clock.ms += 30_000;
    expect(await gate.enter(request(), 'UTC')).toEqual({ open: true });
  });
});
