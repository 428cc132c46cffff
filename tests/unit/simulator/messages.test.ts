import { describe, expect, it } from 'vitest';
import { imageSize } from '../../../src/simulator/messages/image-size.js';
import { parseMentions, type MentionSource } from '../../../src/simulator/messages/mentions.js';
import { Nonces } from '../../../src/simulator/messages/nonces.js';
import { createMessageSchema } from '../../../src/simulator/messages/schemas.js';
import { createDemoWorld } from '../../../src/simulator/seed.js';
import { validate } from '../../../src/simulator/validation.js';
import type { DiscordError } from '../../../src/simulator/errors.js';
import { fixedClock } from '../../../src/clock.js';

describe('mentions', () => {
  const demo = createDemoWorld(fixedClock(Date.UTC(2026, 10, 20)), 1);
  const [haneul, doyun] = demo.people;
  const parse = (change: Partial<MentionSource>) =>
    parseMentions({
      world: demo.world,
      content: `<@${haneul.user.id}> <@!${haneul.user.id}> <@&${demo.roles.staff}> @here <@123>`,
      allowed: null,
      guild: demo.guild,
      mayMentionEveryone: false,
      repliedUserId: null,
      ...change,
    });

  it('are found once each, and only for who exists', () => {
    expect(parse({})).toEqual({
      everyone: false,
      userIds: [haneul.user.id],
      roleIds: [demo.roles.staff],
    });
    expect(parse({ mayMentionEveryone: true }).everyone).toBe(true);
  });

  it('are none when allowed mentions name none', () => {
    const none = { everyone: false, userIds: [], roleIds: [] };
    expect(parse({ allowed: { parse: [] }, mayMentionEveryone: true })).toEqual(none);
    expect(parse({ allowed: {} })).toEqual(none);
  });

  it('of a reply ping its author unless allowed mentions leave it out', () => {
    const repliedUserId = doyun.user.id;
    expect(parse({ repliedUserId }).userIds).toContain(repliedUserId);
    expect(parse({ repliedUserId, allowed: { parse: ['users'] } }).userIds).toEqual([
      haneul.user.id,
    ]);
    expect(parse({ repliedUserId, allowed: { replied_user: true } }).userIds).toEqual([
      repliedUserId,
    ]);
  });
});

describe('nonces', () => {
  it('are remembered for five minutes, per channel and author', () => {
    let now = 0;
    const nonces = new Nonces({ now: () => now });
    nonces.remember('channel', 'author', 'n', 'message');
    now = 299_999;
    expect(nonces.find('channel', 'author', 'n')).toBe('message');
    expect(nonces.find('channel', 'other', 'n')).toBeUndefined();
    expect(nonces.find('elsewhere', 'author', 'n')).toBeUndefined();
    now = 300_000;
    expect(nonces.find('channel', 'author', 'n')).toBeUndefined();
  });
});

describe('validation', () => {
  const errorsOf = (body: unknown): unknown => {
    try {
      validate(createMessageSchema, body);
    } catch (error) {
      return (error as DiscordError).body();
    }
    throw new Error('The body was taken');
  };

  it('counts characters, not code units', () => {
    expect(validate(createMessageSchema, { content: '💜'.repeat(2000) }).content).toHaveLength(
      4000,
    );
    expect(errorsOf({ content: '💜'.repeat(2001) })).toEqual({
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        content: {
          _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }],
        },
      },
    });
  });

  it('nests errors by field and index, as Discord does', () => {
    const embeds = [{ title: 'ok' }, { fields: [{ name: '', value: 'x' }] }];
    expect(errorsOf({ embeds, flags: 'many' })).toMatchObject({
      errors: {
        embeds: { 1: { fields: { 0: { name: { _errors: [{ code: 'BASE_TYPE_REQUIRED' }] } } } } },
        flags: { _errors: [{ code: 'BASE_TYPE_BAD_TYPE' }] },
      },
    });
  });
});

describe('image sizes', () => {
  it('are read from PNG, GIF and JPEG headers', () => {
    const png = Buffer.alloc(24);
    png.writeUInt32BE(0x89504e47, 0);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    expect(imageSize(png)).toEqual({ width: 640, height: 480 });
    const gif = Buffer.from('GIF89a\u0000\u0001\u0080\u0000', 'latin1');
    expect(imageSize(gif)).toEqual({ width: 256, height: 128 });
    const jpeg = Buffer.from('ffd8ffe000040000ffc0001108001000200300000000', 'hex');
    expect(imageSize(jpeg)).toEqual({ width: 32, height: 16 });
    expect(imageSize(Buffer.from('hello'))).toBeNull();
    expect(imageSize(jpeg.subarray(0, 6))).toBeNull();
  });
});
