import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Offence } from '../../src/moderation/ledger-entry.js';
import type { TurnReply, TurnRequest } from '../../src/pipeline/turn-types.js';
import { HandClock } from '../support/fakes.js';
import { openBotBench, type BotBench } from './support/bot-bench.js';
import type { Person, SeenMessage } from './support/person.js';

const DAY_MS = 86_400_000;

describe('warnings, blocks, timeouts, pardons and appeals', () => {
  let bench: BotBench & { clock: HandClock };

  beforeEach(async () => {
    const clock = new HandClock(Date.now());
    bench = Object.assign(await openBotBench({ clock }), { clock });
    const { jiwoo } = bench.people;
    await command(jiwoo, 'ethics settings', { 'mod-log': bench.channels.staff, timeouts: true });
  });
  afterEach(() => bench.close());

  async function command(
    person: Person,
    name: string,
    values: Parameters<Person['runCommand']>[2] = {},
  ): Promise<SeenMessage> {
    await person.runCommand(bench.channels.general, name, values);
    return person.waitForMessage((m) => m.interaction_metadata?.user.id === person.id);
  }

  /** What the pipeline does with an offence: strikes by the real ledger, and tells. */
  const strikes =
    (category: Offence) =>
    async ({ id, userId, place }: TurnRequest): Promise<Partial<TurnReply>> => {
      const { strikes: struck, blockedUntil } = await bench.moderation.strike({
        userId,
        turnId: id,
        place,
        offences: [{ category, score: 0.99 }],
        modelVersion: 'test',
      });
      const notice =
        blockedUntil === null
          ? ({ code: 'warned', strikes: struck } as const)
          : ({
              code: 'struck',
              strikes: struck,
              until: blockedUntil,
              timeZone: 'Asia/Seoul',
            } as const);
      return { kind: 'notice', answer: null, notice, struck: [category] };
    };

  async function offend(person: Person, category: Offence): Promise<SeenMessage> {
    bench.conversation.script = strikes(category);
    const { general } = bench.channels;
    await person.send(general, `<@${bench.simulator.applicationId}> 나쁜 말`);
    return person.waitForMessage(
      (m) => m.channel_id === general && m.message_reference !== undefined,
    );
  }

  function timeoutOf(person: Person): number {
    const { guild } = bench.simulator.demo;
    const until = guild.members.get(person.id)?.timeoutUntil;
    return until ? Date.parse(until) : 0;
  }

  it('warns first, then blocks for a time that is told, and times the member out', async () => {
    const { haneul, jiwoo } = bench.people;
    expect((await offend(haneul, '정치')).content).toContain('경고');
    expect(timeoutOf(haneul)).toBe(0);
    const blocked = await offend(haneul, '정치');
    expect(blocked.content).toContain('2번째');
    expect(blocked.content).toContain('3일 차단');
    const told = await jiwoo.waitForMessage(bench.channels.staff);
    expect(told.content).toContain('타임아웃');
    expect(timeoutOf(haneul)).toBeGreaterThan(Date.now() + 2.9 * DAY_MS);
  });

  it('cuts a long block to what Discord allows', async () => {
    const { haneul, jiwoo } = bench.people;
    for (const turnId of ['first', 'second']) {
      await bench.moderation.strike({
        userId: haneul.id,
        turnId,
        place: { guildId: null, channelId: haneul.dm },
        offences: [{ category: '혐오/기타', score: 0.99 }],
        modelVersion: 'test',
      });
    }
    expect((await offend(haneul, '혐오/기타')).content).toContain('90일 차단');
    await jiwoo.waitForMessage(bench.channels.staff);
    expect(timeoutOf(haneul)).toBeGreaterThan(Date.now() + 27.9 * DAY_MS);
    expect(timeoutOf(haneul)).toBeLessThanOrEqual(Date.now() + 28 * DAY_MS);

    // 28 days later, at the next start, the block still lasts: so does the timeout.
    await bench.bot.stop();
    const member = bench.simulator.demo.guild.members.get(haneul.id);
    if (member) member.timeoutUntil = null;
    bench.clock.ms += 28 * DAY_MS;
    const next = bench.anotherBot(bench.conversation);
    await next.start();
    await jiwoo.gateway.until(() => timeoutOf(haneul) > 0 || undefined, 'timeout');
    await next.stop();
  });

  it('tells the moderators why a member could not be timed out', async () => {
    const { haneul, jiwoo } = bench.people;
    const { guild } = bench.simulator.demo;
    bench.simulator.faults.denyInGuild(guild.id, 1n << 40n);
    await offend(haneul, '패드립');
    const told = await jiwoo.waitForMessage(bench.channels.staff);
    expect(told.content).toContain('‘멤버 타임아웃’ 권한이 없어요');
    expect(timeoutOf(haneul)).toBe(0);
  });

  it('shows a user their strikes, and hides those of others from members', async () => {
    const { haneul, doyun, jiwoo } = bench.people;
    await offend(haneul, '정치');
    expect((await command(haneul, 'strikes')).content).toContain('정치: 경고');
    const refused = await command(doyun, 'strikes', { user: haneul.id });
    expect(refused.content).toContain('운영진만');
    expect((await command(jiwoo, 'strikes', { user: haneul.id })).content).toContain('정치: 경고');
  });

  it('lets a moderator pardon: block and timeout are over', async () => {
    const { haneul, jiwoo } = bench.people;
    const { general, staff } = bench.channels;
    await offend(haneul, '패드립');
    await jiwoo.waitForMessage(staff);
    expect(timeoutOf(haneul)).toBeGreaterThan(Date.now());
    const values = { user: haneul.id, strike: '' };
    const [choice] = await jiwoo.autocomplete(general, 'pardon', 'strike', values);
    const answer = await command(jiwoo, 'pardon', { ...values, strike: choice?.value ?? '' });
    expect(answer.content).toContain('다시 이야기할 수 있어요');
    expect((await bench.moderation.standing(haneul.id)).blockedUntil).toBeNull();
    expect(timeoutOf(haneul)).toBeLessThanOrEqual(Date.now());
  });

  it('brings an appeal to the moderators, whose decision counts', async () => {
    const { haneul, jiwoo } = bench.people;
    const { staff } = bench.channels;
    await offend(haneul, '정치');
    const choices = await haneul.autocomplete(haneul.dm, 'appeal', 'strike', { strike: '' });
    await haneul.runCommand(haneul.dm, 'appeal', { strike: choices[0]?.value ?? '' });
    const filed = await haneul.waitForMessage((m) => m.interaction_metadata?.user.id === haneul.id);
    expect(filed.content).toContain('이의를 전했어요');
    const appeal = await jiwoo.waitForMessage(staff);
    expect(appeal.content).toContain('이의를 제기했어요');
    await jiwoo.pressButton(appeal, '받아들이기');
    const decided = await jiwoo.waitForEdit(appeal.id, (m) => m.content.includes('받아들였어요'));
    expect(decided.components).toEqual([]);
    const [strike] = await bench.moderation.strikesOf(haneul.id, 'everywhere');
    expect(strike?.pardoned).toBe(true);
  });

  it('keeps strikes that count when the user deletes everything else', async () => {
    const { haneul } = bench.people;
    await offend(haneul, '정치');
    const receipt = await command(haneul, 'me delete', { confirm: true });
    expect(receipt.content).toContain('아직 유효한 제재와 그 이의 기록 1개');
    expect(await bench.storage.ledger.list(haneul.id)).toHaveLength(1);
  });

  it('answers the /chat of a blocked user with a notice that only they see', async () => {
    const { haneul } = bench.people;
    await haneul.send(haneul.dm, '나쁜 말');
    bench.conversation.script = strikes('패드립');
    await haneul.waitForMessage(haneul.dm);
    const { moderation } = bench;
    await moderation.strike({
      userId: haneul.id,
      turnId: 'dm',
      place: { guildId: null, channelId: haneul.dm },
      offences: [{ category: '패드립', score: 1 }],
      modelVersion: 'test',
    });
    const { blockedUntil } = await moderation.standing(haneul.id);
    bench.conversation.script = () => ({
      kind: 'notice',
      answer: null,
      notice: {
        code: 'blocked',
        category: '패드립',
        until: blockedUntil ?? 0,
        timeZone: 'Asia/Seoul',
      },
    });
    const notice = await command(haneul, 'chat', { text: '안녕' });
    expect(haneul.seesEphemeral(notice)).toBe(true);
    expect(notice.content).toContain('풀리는 때');
  });
});
