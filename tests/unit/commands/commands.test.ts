import { beforeEach, describe, expect, it } from 'vitest';
import { appeal } from '../../../src/commands/appeal.js';
import { channel } from '../../../src/commands/channel.js';
import { chat } from '../../../src/commands/chat.js';
import type { Command } from '../../../src/commands/command.js';
import { ethics } from '../../../src/commands/ethics.js';
import { face } from '../../../src/commands/face.js';
import { hair } from '../../../src/commands/hair.js';
import { me } from '../../../src/commands/me.js';
import { memory } from '../../../src/commands/memory.js';
import { pardon } from '../../../src/commands/pardon.js';
import { commandDefinitions } from '../../../src/commands/registry.js';
import { strikes } from '../../../src/commands/strikes.js';
import { timezone } from '../../../src/commands/timezone.js';
import { FACES } from '../../../src/render/contract.js';
import { callOf, CHANNEL, GUILD, openContext, USER, type CallFacts } from './command-bench.js';

type Bench = Awaited<ReturnType<typeof openContext>>;

let bench: Bench;
beforeEach(async () => {
  bench = await openContext();
});

const run = (command: Command, facts: CallFacts = {}) => command.run(callOf(facts), bench.context);
const suggest = async (command: Command, facts: CallFacts) =>
  (await command.suggest?.(callOf(facts), bench.context)) ?? [];

async function strike(guildId: string | null, turnId = 'turn'): Promise<string> {
  const place = { guildId, channelId: CHANNEL, link: `https://discord.com/${turnId}` };
  const offences = [{ category: '패드립', score: 0.95 } as const];
  const order = { userId: USER, turnId, place, offences, modelVersion: 'test' };
  return (await bench.moderation.strike(order)).strikes[0]?.id ?? '';
}

describe('the definitions', () => {
  it('are within Discord’s limits: 25 options, 25 choices, required ones first', () => {
    const all = commandDefinitions();
    expect(all.length).toBeLessThanOrEqual(100);
    for (const { options = [] } of all) {
      for (const option of options) {
        const inner = 'options' in option ? (option.options ?? []) : [option];
        expect(inner.length).toBeLessThanOrEqual(25);
        const required = inner.map((each) => each.required === true);
        expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
      }
    }
  });

  it('hide moderators’ commands from members', () => {
    const hidden = commandDefinitions()
      .filter((each) => each.default_member_permissions !== null)
      .map(({ name }) => name);
    expect(hidden.sort()).toEqual(['channel', 'ethics', 'pardon']);
  });
});

describe('/face', () => {
  it('draws another face by chance, and keeps it', async () => {
    await run(face, { options: { random: true } });
    const kept = (await bench.storage.users.get(USER))?.face;
    expect(FACES[kept?.version ?? 'v7']).toContain(kept?.number);
    expect(bench.drawn[0]?.face).toEqual(kept);
  });

  it('refuses a number that the version does not have', async () => {
    const answer = await run(face, { options: { number: 83, version: 'v7' } });
    expect(answer.text).toContain('v7에는 83번 얼굴이 없어요');
    expect(await bench.storage.users.get(USER)).toBeUndefined();
  });

  it('goes back to the first face', async () => {
    await run(face, { options: { number: 127 } });
    await run(face, { options: { reset: true } });
    expect((await bench.storage.users.get(USER))?.face).toBeUndefined();
  });
});

describe('/hair', () => {
  it('takes degrees, and changes height alone afterwards', async () => {
    await run(hair, { options: { color: '270' } });
    await run(hair, { options: { height: 0.2 } });
    const kept = (await bench.storage.users.get(USER))?.hair;
    expect(kept).toEqual({ hue: 0.75, height: 0.2, gradient: 0.5 });
  });

  it('shows her before and after, but for the hair the same', async () => {
    const answer = await run(hair, { options: { color: '270' } });
    const [before, after, ...more] = bench.drawn;
    expect(more).toEqual([]);
    expect(before?.hair).toBeNull();
    expect(after).toEqual({ ...before, hair: { hue: 0.75, height: 0.6, gradient: 0.5 } });
    expect(answer.files?.map(({ name }) => name)).toEqual([
      'oh-lora-before.png',
      'oh-lora-after.png',
    ]);
    expect(answer.files?.map(({ description }) => description)).toEqual([
      expect.stringMatching(/^바꾸기 전: AI가 생성한/u),
      expect.stringMatching(/^바꾼 뒤: AI가 생성한/u),
    ]);
    expect(answer.text).toContain('첫 번째 그림은 바꾸기 전');

    const off = await run(hair, { options: { color: 'off' }, locale: 'en' });
    expect(off.files?.map(({ description }) => description)).toEqual([
      expect.stringMatching(/^Before: AI-generated/u),
      expect.stringMatching(/^After: AI-generated/u),
    ]);
    expect(bench.drawn.slice(2).map((each) => each.hair?.hue)).toEqual([0.75, undefined]);
  });

  it('shows her once when nothing changes', async () => {
    const files: number[] = [];
    for (const options of [{ color: 'off' }, { color: '270' }, { color: '270' }, {}]) {
      const answer = await run(hair, { options });
      files.push(answer.files?.length ?? 0);
      expect(answer.text.includes('바꾸기 전')).toBe(answer.files?.length === 2);
    }
    expect(files).toEqual([1, 2, 1, 1]);
    expect(bench.drawn).toHaveLength(5);
  });

  it('has nothing to act on without a colour', async () => {
    expect((await run(hair, { options: { height: 0.2 } })).text).toContain('원래 머리색');
    expect(await bench.storage.users.get(USER)).toBeUndefined();
  });

  it('suggests names that fit, in the caller’s language', async () => {
    const typed = (value: string) => ({ focused: { name: 'color', value } });
    expect(await suggest(hair, typed('보'))).toEqual([{ name: '보라', value: '보라' }]);
    const english = await suggest(hair, { ...typed('pur'), locale: 'en' });
    expect(english.map(({ value }) => value)).toEqual(['purple']);
    expect((await suggest(hair, typed('200')))[0]).toEqual({ name: '200°', value: '200' });
  });

  it('answers in words when no picture comes', async () => {
    bench.state.picture = false;
    const answer = await run(hair, { options: { color: '분홍' } });
    expect(answer.files).toBeUndefined();
    expect(answer.text).toContain('그림을 그릴 수 없어요');
  });
});

describe('/memory and /me', () => {
  const learn = (id: string, facts: { day?: string } = {}) =>
    bench.storage.memories.put(USER, id, {
      id,
      key: '오늘 일정',
      value: id,
      embedding: new Float32Array(2),
      learnedAt: 0,
      guildId: null,
      ...facts,
    });

  it('does not show what was about a day that is over', async () => {
    await learn('시험', { day: '2026-11-19' });
    await learn('발표', { day: '2026-11-20' });
    const { text } = await run(memory, { subcommand: 'show' });
    expect(text).toContain('발표');
    expect(text).not.toContain('시험');
  });

  it('forgets nothing unless it is confirmed; then the summaries go as well', async () => {
    await learn('발표');
    await bench.storage.sessions.put(USER, CHANNEL, { summary: '발표 응원', lastTurnAt: 0 });
    await run(memory, { subcommand: 'forget-all', options: { confirm: false } });
    expect(await bench.storage.memories.list(USER)).toHaveLength(1);
    await run(memory, { subcommand: 'forget-all', options: { confirm: true } });
    expect(await bench.storage.memories.list(USER)).toEqual([]);
    expect(await bench.storage.sessions.list(USER)).toEqual([]);
  });

  it('exports everything that is kept, without the embeddings', async () => {
    await learn('발표');
    await strike(GUILD);
    const { files } = await run(me, { subcommand: 'export' });
    const text = new TextDecoder().decode(files?.[0]?.data);
    expect(JSON.parse(text)).toMatchObject({
      userId: USER,
      memories: [{ key: '오늘 일정', value: '발표' }],
      ledger: [{ kind: 'strike' }],
    });
    expect(text).not.toContain('embedding');
  });

  it('deletes pardoned strikes, keeps those that count, and says until when', async () => {
    const first = await strike(GUILD, 'one');
    await bench.moderation.pardon({
      userId: USER,
      strikeId: first,
      by: 'mod',
      place: { guildId: GUILD, channelId: CHANNEL },
    });
    await strike(GUILD, 'two');
    const { text } = await run(me, { subcommand: 'delete', options: { confirm: true } });
    expect(text).toContain('제재 기록: 2개 삭제');
    expect(text).toContain('2027년 5월 19일');
    const left = await bench.storage.ledger.list(USER);
    expect(left.map(({ id }) => id)).toEqual([expect.stringContaining('two')]);
    expect((await bench.moderation.standing(USER)).blockedUntil).not.toBeNull();
  });
});

describe('/timezone', () => {
  it.each([
    ['서울', 'Asia/Seoul'],
    ['new york', 'America/New_York'],
    ['europe/berlin', 'Europe/Berlin'],
  ])('knows %s', async (zone, expected) => {
    await run(timezone, { options: { zone } });
    expect((await bench.storage.users.get(USER))?.timeZone).toBe(expected);
  });

  it.each(['달나라', '+09:00', ''])('does not know %j', async (zone) => {
    expect((await run(timezone, { options: { zone } })).text).toContain('모르는 시간대');
    expect(await bench.storage.users.get(USER)).toBeUndefined();
  });

  it('suggests at most 25 zones, each once', async () => {
    const choices = await suggest(timezone, { focused: { name: 'zone', value: 'a' } });
    expect(choices).toHaveLength(25);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(25);
  });
});

describe('who may see and pardon strikes', () => {
  const moderator = { userId: 'mod', isModerator: true };
  const owner = { userId: 'owner', isOwner: true, guildId: null };

  it('a moderator: those of their own guild only', async () => {
    await strike(null, 'dm');
    await strike('another guild', 'other');
    const { text } = await run(strikes, { ...moderator, options: { user: USER } });
    expect(text).toContain('받은 제재가 없는');
    await strike(GUILD, 'here');
    const found = await run(strikes, { ...moderator, options: { user: USER } });
    expect(found.text).toContain('(1개)');
  });

  it('the owner: those of direct messages and all others', async () => {
    await strike(null, 'dm');
    await strike(GUILD, 'here');
    const { text } = await run(strikes, { ...owner, options: { user: USER } });
    expect(text).toContain('(2개)');
  });

  it('a member: nobody else’s, and cannot pardon', async () => {
    const id = await strike(GUILD);
    const options = { user: USER, strike: id };
    expect((await run(strikes, { userId: 'x', options: { user: USER } })).text).toContain(
      '운영진만',
    );
    expect((await run(pardon, { userId: 'x', options })).text).toContain('운영진만');
    expect((await bench.moderation.standing(USER)).blockedUntil).not.toBeNull();
  });

  it('a moderator cannot pardon a strike of another guild by its id', async () => {
    const id = await strike('another guild');
    const { text } = await run(pardon, { ...moderator, options: { user: USER, strike: id } });
    expect(text).toContain('찾을 수 없어요');
  });

  it('a pardon lifts the timeout in the guild of the strike, once', async () => {
    const options = { user: USER, strike: await strike(GUILD) };
    await run(pardon, { ...moderator, options });
    expect(bench.lifted).toEqual([`${GUILD}/${USER}`]);
    expect((await run(pardon, { ...moderator, options })).text).toContain('이미 취소된');
  });
});

describe('/appeal', () => {
  it('goes to the guild of the strike, from anywhere, once', async () => {
    const options = { strike: await strike(GUILD) };
    const first = await run(appeal, { guildId: null, options });
    expect(first.text).toContain('이의를 전했어요');
    expect(bench.posted).toEqual([
      { guildId: GUILD, text: expect.stringContaining(USER) as string },
    ]);
    expect((await run(appeal, { options })).text).toContain('이미 이의');
    expect(bench.posted).toHaveLength(1);
  });

  it('says so where nobody could be told', async () => {
    bench.state.modLog = false;
    const { text } = await run(appeal, { options: { strike: await strike(null) } });
    expect(text).toContain('받을 곳');
  });

  it('knows only the caller’s own strikes', async () => {
    const options = { strike: await strike(GUILD) };
    expect((await run(appeal, { userId: 'x', options })).text).toContain('찾을 수 없어요');
  });
});

describe('moderators’ settings', () => {
  const moderator = { isModerator: true };

  it('are closed to members, even if Discord lets the command through', async () => {
    for (const command of [channel, ethics]) {
      expect((await run(command, { subcommand: 'settings' })).text).toContain('운영진만');
    }
    expect(await bench.storage.guilds.get(GUILD)).toBeUndefined();
  });

  it('open and close channels', async () => {
    await run(channel, { ...moderator, subcommand: 'add' });
    expect((await bench.storage.guilds.get(GUILD))?.openChannels).toEqual([CHANNEL]);
    expect((await run(channel, { ...moderator, subcommand: 'list' })).text).toContain(CHANNEL);
    await run(channel, { ...moderator, subcommand: 'remove' });
    expect((await bench.storage.guilds.get(GUILD))?.openChannels).toEqual([]);
  });

  it('do not open a channel in which she may not write', async () => {
    bench.state.canWrite = false;
    const { text } = await run(channel, { ...moderator, subcommand: 'add' });
    expect(text).toContain('권한을 주세요');
    expect(await bench.storage.guilds.get(GUILD)).toBeUndefined();
  });

  it('warn at once when timeouts are switched on but impossible', async () => {
    const options = { timeouts: true };
    const { text } = await run(ethics, { ...moderator, subcommand: 'settings', options });
    expect(text).toContain('타임아웃을 걸 수 없어요');
  });

  it('add an exempt role, and take it away again', async () => {
    const call = { ...moderator, subcommand: 'settings', options: { 'exempt-role': 'role' } };
    await run(ethics, call);
    expect((await bench.storage.guilds.get(GUILD))?.ethics?.exemptRoles).toEqual(['role']);
    await run(ethics, call);
    expect((await bench.storage.guilds.get(GUILD))?.ethics?.exemptRoles).toEqual([]);
  });
});

describe('/chat', () => {
  it('is public, unless the caller is blocked', async () => {
    expect(await chat.visibility(callOf(), bench.context)).toBe('public');
    await strike(GUILD);
    expect(await chat.visibility(callOf(), bench.context)).toBe('ephemeral');
  });

  it('tells only the caller that the line is full', async () => {
    const context = { ...bench.context, talk: () => Promise.resolve('queue-full' as const) };
    const answer = await chat.run(callOf({ options: { text: '안녕' } }), context);
    expect(answer).toMatchObject({ ephemeral: true });
    expect(answer.text).toContain('줄이 꽉 찼어요');
  });
});
