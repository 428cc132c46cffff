import { beforeEach, describe, expect, it } from 'vitest';
import type { Offence } from '../../../src/moderation/ledger-entry.js';
import { Moderation } from '../../../src/moderation/moderation.js';
import { loadPolicies, parsePolicy } from '../../../src/moderation/policy.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { HandClock } from '../../support/fakes.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const place = { guildId: 'g', channelId: 'c', link: 'https://discord.com/channels/g/c/m' };

describe('the policy file', () => {
  it('holds the table of the original', () => {
    const { penalties, maximum } = loadPolicies().standard;
    expect(maximum).toBe(1461 * DAY);
    expect(penalties['사랑 고백/만남']).toEqual([0, HOUR, DAY, 14 * DAY, 1461 * DAY]);
    expect(penalties.정치).toEqual([0, 3 * DAY, 7 * DAY, 30 * DAY, 365 * DAY]);
    expect(penalties.패드립).toEqual([7 * DAY, 30 * DAY, 1461 * DAY]);
    expect(penalties['혐오/기타']).toEqual([DAY, 7 * DAY, 90 * DAY, 1461 * DAY]);
  });

  it('is refused with every fault named', () => {
    expect(() => parsePolicy('mine', { maximum: '3w', penalties: {} })).toThrow(
      /maximum[\s\S]*정치/,
    );
  });
});

describe('Moderation', () => {
  let storage: Storage;
  let clock: HandClock;
  let moderation: Moderation;
  let turn = 0;

  beforeEach(async () => {
    storage = await createStorage('memory:');
    clock = new HandClock();
    moderation = new Moderation(storage.ledger, storage.guilds, loadPolicies(), clock);
  });

  const strike = (categories: Offence[], turnId = `t${String((turn += 1))}`) =>
    moderation.strike({
      userId: 'u',
      turnId,
      place,
      offences: categories.map((category) => ({ category, score: 0.97 })),
      modelVersion: 'ethics@1',
    });

  it('warns first, then blocks for longer each time', async () => {
    expect((await strike(['사랑 고백/만남'])).blockedUntil).toBeNull();
    expect((await strike(['사랑 고백/만남'])).blockedUntil).toBe(clock.now() + HOUR);
    clock.ms += 2 * HOUR;
    expect((await moderation.standing('u')).blockedUntil).toBeNull();
    expect((await strike(['사랑 고백/만남'])).blockedUntil).toBe(clock.now() + DAY);
  });

  it('adds up the categories of one turn, at most 1461 days', async () => {
    const { blockedUntil } = await strike(['패드립', '혐오/기타']);
    expect(blockedUntil).toBe(clock.now() + 8 * DAY);
    for (let n = 0; n < 3; n += 1) await strike(['패드립', '혐오/기타']);
    expect((await moderation.standing('u')).blockedUntil).toBe(clock.now() + 1461 * DAY);
  });

  it('counts a turn that runs again after a crash once', async () => {
    await strike(['혐오/기타'], 'same');
    clock.ms += 1000;
    const again = await strike(['혐오/기타'], 'same');
    expect(again.strikes).toHaveLength(1);
    expect(again.strikes[0]?.ordinal).toBe(1);
    expect(await storage.ledger.list('u')).toHaveLength(1);
  });

  it('lifts the block when the strike is pardoned, once', async () => {
    const { strikes } = await strike(['패드립']);
    const order = { userId: 'u', strikeId: strikes[0]!.id, by: 'moderator', place };
    expect(await moderation.pardon(order)).toBe('pardoned');
    expect(await moderation.pardon(order)).toBe('already-pardoned');
    expect(await moderation.pardon({ ...order, strikeId: 'none' })).toBe('unknown');
    expect((await moderation.standing('u')).blockedUntil).toBeNull();
    expect((await strike(['패드립'])).strikes[0]?.ordinal).toBe(1);
  });

  it('forgets old strikes when it counts, after what the guild chose', async () => {
    await strike(['정치']);
    clock.ms += 180 * DAY;
    expect((await strike(['정치'])).blockedUntil).toBeNull();
    await storage.guilds.set('g', { openChannels: [], ethics: { expiryDays: 365 } });
    expect((await strike(['정치'])).strikes[0]?.ordinal).toBe(3);
  });

  it('shows a moderator the strikes of their guild only', async () => {
    await strike(['정치']);
    expect(await moderation.strikesOf('u', { guildId: 'g' })).toHaveLength(1);
    expect(await moderation.strikesOf('u', { guildId: 'other' })).toHaveLength(0);
    expect(await moderation.strikesOf('u', 'everywhere')).toHaveLength(1);
  });

  it('takes one appeal for a strike; accepting it pardons', async () => {
    const { strikes } = await strike(['패드립']);
    const order = { userId: 'u', strikeId: strikes[0]!.id, place };
    expect(await moderation.appeal(order)).toBe('filed');
    expect(await moderation.appeal(order)).toBe('already-filed');
    const decision = {
      userId: 'u',
      appealId: `appeal:${order.strikeId}`,
      accepted: true,
      by: 'm',
      place,
    };
    expect(await moderation.decideAppeal(decision)).toBe('decided');
    expect(await moderation.decideAppeal(decision)).toBe('already-decided');
    expect((await moderation.standing('u')).blockedUntil).toBeNull();
  });

  it('uses the milder preset where a guild chose it, and spares exempt roles', async () => {
    await storage.guilds.set('g', {
      openChannels: [],
      ethics: { preset: 'mild', exemptRoles: ['r1'] },
    });
    expect((await strike(['패드립'])).blockedUntil).toBe(clock.now() + DAY);
    expect(await moderation.isExempt('g', ['r0', 'r1'])).toBe(true);
    expect(await moderation.isExempt('g', ['r0'])).toBe(false);
    expect(await moderation.isExempt(null, ['r1'])).toBe(false);
  });
});
