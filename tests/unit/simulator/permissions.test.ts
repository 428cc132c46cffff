import { OverwriteType, PermissionFlagsBits as Bits } from 'discord.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { channelPermissions, isTimedOut, rank } from '../../../src/simulator/permissions.js';
import { createDemoWorld, type DemoWorld } from '../../../src/simulator/seed.js';
import type { Channel } from '../../../src/simulator/world/records.js';

describe('permissions in a channel', () => {
  let now: number;
  let demo: DemoWorld;
  let channel: Channel;

  beforeEach(() => {
    now = Date.UTC(2026, 10, 20);
    demo = createDemoWorld({ now: () => now }, 1);
    channel = demo.world.channel(demo.channels.free);
  });

  const has = (userId: string, bit: bigint): boolean =>
    (channelPermissions(demo.world, channel, userId) & bit) === bit;
  const overwrite = (id: string, type: OverwriteType, allow: bigint, deny: bigint): void => {
    channel.overwrites.push({ id, type, allow: allow.toString(), deny: deny.toString() });
  };

  it('come from @everyone and from roles', () => {
    const [haneul, , jiwoo] = demo.people;
    expect(has(haneul.user.id, Bits.SendMessages)).toBe(true);
    expect(has(haneul.user.id, Bits.ManageMessages)).toBe(false);
    expect(has(jiwoo.user.id, Bits.ManageMessages)).toBe(true);
    expect(has('1', Bits.ViewChannel)).toBe(false);
  });

  it('follow overwrites: a role’s over everyone’s, a member’s over a role’s', () => {
    const [haneul, , jiwoo] = demo.people;
    overwrite(demo.guild.id, OverwriteType.Role, 0n, Bits.SendMessages);
    overwrite(demo.roles.staff, OverwriteType.Role, Bits.SendMessages, 0n);
    expect(has(haneul.user.id, Bits.SendMessages)).toBe(false);
    expect(has(jiwoo.user.id, Bits.SendMessages)).toBe(true);
    overwrite(jiwoo.user.id, OverwriteType.Member, 0n, Bits.SendMessages);
    overwrite(haneul.user.id, OverwriteType.Member, Bits.SendMessages, 0n);
    expect(has(haneul.user.id, Bits.SendMessages)).toBe(true);
    expect(has(jiwoo.user.id, Bits.SendMessages)).toBe(false);
  });

  it('are nothing at all without sight of the channel', () => {
    const [haneul] = demo.people;
    overwrite(demo.guild.id, OverwriteType.Role, 0n, Bits.ViewChannel);
    expect(channelPermissions(demo.world, channel, haneul.user.id)).toBe(0n);
    expect(has(demo.guild.ownerId, Bits.ViewChannel | Bits.Administrator)).toBe(true);
  });

  it('shrink to reading during a timeout, until it ends', () => {
    const [haneul] = demo.people;
    const member = demo.world.member(demo.guild, haneul.user.id);
    member.timeoutUntil = new Date(now + 1000).toISOString();
    expect(has(haneul.user.id, Bits.SendMessages)).toBe(false);
    expect(has(haneul.user.id, Bits.ViewChannel | Bits.ReadMessageHistory)).toBe(true);
    now += 1001;
    expect(isTimedOut(demo.world, member)).toBe(false);
    expect(has(haneul.user.id, Bits.SendMessages)).toBe(true);
  });

  it('of a thread are those of its channel', () => {
    const thread = demo.world.channel(demo.channels.thread);
    const [haneul] = demo.people;
    demo.world.channel(demo.channels.general).overwrites.push({
      id: demo.guild.id,
      type: OverwriteType.Role,
      allow: '0',
      deny: Bits.ViewChannel.toString(),
    });
    expect(channelPermissions(demo.world, thread, haneul.user.id)).toBe(0n);
  });

  it('rank the owner above all, the bot above moderators and members', () => {
    const [haneul, , jiwoo] = demo.people;
    const ranks = [demo.guild.ownerId, demo.world.application.botId, jiwoo.user.id, haneul.user.id];
    expect(ranks.map((id) => rank(demo.guild, id))).toEqual([Infinity, 2, 1, 0]);
  });
});
