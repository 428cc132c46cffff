import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBotBench, onePixel, type BotBench } from './support/bot-bench.js';
import type { Person, SeenMessage } from './support/person.js';

describe('her commands', () => {
  let bench: BotBench;

  beforeAll(async () => {
    bench = await openBotBench({
      classify: () =>
        Promise.resolve({
          scores: { '사랑 고백/만남': 0.1, 일반: 0.2, 정치: 0.97, 패드립: 0, '혐오/기타': 0 },
          verdicts: ['정치'],
        }),
    });
  });
  afterAll(() => bench.close());

  /** Runs a command and gives the answer that its caller sees. */
  async function run(
    person: Person,
    name: string,
    values: Parameters<Person['runCommand']>[2] = {},
    channel = bench.channels.general,
  ): Promise<SeenMessage> {
    const outcome = await person.runCommand(channel, name, values);
    expect(outcome.answered).toBe(true);
    return person.waitForMessage(
      (m) => m.channel_id === channel && m.interaction_metadata?.user.id === person.id,
    );
  }

  it('are offered in Korean, and moderators get more of them', async () => {
    const { haneul, jiwoo } = bench.people;
    const member = (await haneul.commands(bench.channels.general)).map(({ name }) => name);
    const moderator = (await jiwoo.commands(bench.channels.general)).map(({ name }) => name);
    expect(member).toContain('hair');
    expect(member).not.toContain('pardon');
    expect(moderator).toEqual(expect.arrayContaining(['channel', 'pardon', 'ethics']));
  });

  it('/hair dyes her hair for this user, and shows her before and after', async () => {
    const { haneul } = bench.people;
    const answer = await run(haneul, 'hair', { color: '보라', height: 0.8 });
    expect(answer.content).toContain('보라');
    expect(answer.content).toContain('80%');
    expect(answer.attachments.map(({ filename }) => filename)).toEqual([
      'oh-lora-before.png',
      'oh-lora-after.png',
    ]);
    expect(answer.attachments[1]?.description).toContain('바꾼 뒤');
    expect(bench.renderer.asked.at(-2)?.hair).toBeNull();
    expect(bench.renderer.asked.at(-1)?.hair).toEqual({
      hue: 275 / 360,
      height: 0.8,
      gradient: 0.5,
    });
    const kept = await bench.storage.users.get(haneul.id);
    expect(kept?.hair?.hue).toBeCloseTo(275 / 360);

    expect((await run(haneul, 'hair', { color: 'off' })).content).toContain('원래 머리색');
    expect((await bench.storage.users.get(haneul.id))?.hair).toBeNull();
  });

  it('/hair declines a colour that it does not know, and only the caller sees that', async () => {
    const { haneul } = bench.people;
    await haneul.runCommand(bench.channels.general, 'hair', { color: '투명' });
    const answer = await haneul.waitForMessage((m) => m.content.includes('투명'));
    expect(haneul.seesEphemeral(answer)).toBe(true);
  });

  it('/face offers numbers while one types, and keeps the choice', async () => {
    const { doyun } = bench.people;
    const { general } = bench.channels;
    const choices = await doyun.autocomplete(general, 'face', 'number', { number: '83' });
    expect(choices.map(({ value }) => value)).toContain(83);
    const answer = await run(doyun, 'face', { number: 1788 });
    expect(answer.content).toContain('v7 1788');
    expect(bench.renderer.asked.at(-1)?.face).toEqual({ version: 'v7', number: 1788 });
    expect((await bench.storage.users.get(doyun.id))?.face?.number).toBe(1788);
  });

  it('/selfie and /gif show the expression that was asked for', async () => {
    const { haneul } = bench.people;
    await run(haneul, 'selfie', { eyes: '아주 크게', pose: '많이' });
    const still = bench.renderer.asked.at(-1);
    expect(still?.format).toBe('png');
    expect(still?.to.eyes).toBeGreaterThanOrEqual(1.1);
    expect(still?.to.pose).toBeGreaterThanOrEqual(1.5);
    const moving = await run(haneul, 'gif', { mouth: '크게', show: true });
    expect(moving.attachments[0]?.content_type).toBe('image/gif');
    expect(moving.attachments[0]?.description).toContain('입 크게');
    expect(bench.renderer.asked.at(-1)).toMatchObject({ format: 'gif', show: true });
  });

  it('/memory shows what she remembers to its owner only, and forgets it', async () => {
    const { haneul } = bench.people;
    const item = (id: string, value: string, guildId: string | null) =>
      bench.storage.memories.put(haneul.id, id, {
        id,
        key: '좋아하는 음식',
        value,
        embedding: new Float32Array(4),
        learnedAt: 0,
        guildId,
      });
    await item('1', '마라탕', null);
    await item('2', '김밥', bench.simulator.demo.guild.id);
    const shown = await run(haneul, 'memory show');
    expect(haneul.seesEphemeral(shown)).toBe(true);
    expect(shown.content).toContain('[좋아하는 음식: 마라탕] (DM)');
    expect(shown.content).toContain('[좋아하는 음식: 김밥] (이 서버)');

    const { general } = bench.channels;
    const [choice] = await haneul.autocomplete(general, 'memory forget', 'item', { item: '김' });
    const forgotten = await run(haneul, 'memory forget', { item: choice?.value ?? '' });
    expect(forgotten.content).toContain('김밥');
    expect((await bench.storage.memories.list(haneul.id)).map(({ value }) => value)).toEqual([
      '마라탕',
    ]);
    await run(haneul, 'memory forget-all', { confirm: true });
    expect(await bench.storage.memories.list(haneul.id)).toEqual([]);
  });

  it('/me delete removes everything and gives a receipt', async () => {
    const { haneul } = bench.people;
    await run(haneul, 'timezone', { zone: '뉴욕' });
    expect((await bench.storage.users.get(haneul.id))?.timeZone).toBe('America/New_York');
    const exported = await run(haneul, 'me export');
    expect(exported.attachments[0]?.filename).toBe('oh-lora-me.json');
    const receipt = await run(haneul, 'me delete', { confirm: true });
    expect(receipt.content).toContain('삭제 영수증');
    expect(await bench.storage.users.get(haneul.id)).toBeUndefined();
  });

  it('/language turns the system’s words into English', async () => {
    const { doyun } = bench.people;
    await run(doyun, 'language', { language: 'en' });
    expect((await run(doyun, 'help')).content).toContain('is an AI');
    await run(doyun, 'language', { language: 'auto' });
    expect((await run(doyun, 'help')).content).toContain('AI 가상 인간');
  });

  it('/ethics test gives moderators the scores and records nothing', async () => {
    const { jiwoo } = bench.people;
    const answer = await run(jiwoo, 'ethics test', { text: '아무 말' });
    expect(answer.content).toContain('정치: 0.970');
    expect(await bench.storage.ledger.list(jiwoo.id)).toEqual([]);
  });

  it('/chat talks in a public answer', async () => {
    const { haneul, doyun } = bench.people;
    bench.conversation.script = ({ text }) => ({ answer: `${text}!`, picture: onePixel('png') });
    const answer = await run(haneul, 'chat', { text: '안녕' });
    expect(answer.content).toBe('안녕!');
    const seen = await doyun.waitForMessage((m) => m.id === answer.id);
    expect(seen.attachments).toHaveLength(1);
  });
});

describe('the buttons under her replies', () => {
  let bench: BotBench;

  beforeAll(async () => {
    bench = await openBotBench();
  });
  afterAll(() => bench.close());

  it('take the turn once more, in place, for the person she talked with only', async () => {
    const { haneul, doyun } = bench.people;
    const { general } = bench.channels;
    let count = 0;
    bench.conversation.script = () => ({
      answer: `${(count += 1)}번째 답`,
      picture: onePixel('png'),
    });
    await haneul.send(general, `<@${bench.simulator.applicationId}> 뽑아줘`);
    const reply = await haneul.waitForMessage(general);
    await doyun.waitForMessage((m) => m.id === reply.id);

    await doyun.pressButton(reply, '한 번 더');
    const refusal = await doyun.waitForMessage((m) => doyun.seesEphemeral(m));
    expect(refusal.content).toContain('대화한 사람만');

    await haneul.pressButton(reply, '한 번 더');
    await haneul.waitForEdit(reply.id, (m) => m.content === '2번째 답');
    expect(bench.conversation.asked.at(-1)).toMatchObject({ text: '뽑아줘' });
  });

  it('set the picture in motion, and hold it still', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = () => ({ answer: '봐봐', picture: onePixel('png') });
    await haneul.send(haneul.dm, '얼굴');
    const reply = await haneul.waitForMessage(haneul.dm);
    await haneul.pressButton(reply, '움직이기');
    const moving = await haneul.waitForEdit(
      reply.id,
      (m) => m.attachments[0]?.content_type === 'image/gif',
    );
    expect(moving.attachments).toHaveLength(1);
    await haneul.pressButton(moving, '멈추기');
    await haneul.waitForEdit(reply.id, (m) => m.attachments[0]?.content_type === 'image/png');
  });

  it('carry a report to the moderators', async () => {
    const { haneul, jiwoo } = bench.people;
    const { general, staff } = bench.channels;
    await jiwoo.runCommand(general, 'ethics settings', { 'mod-log': staff });
    await jiwoo.waitForMessage((m) => jiwoo.seesEphemeral(m));
    bench.conversation.script = () => ({ answer: '이상한 말' });
    await haneul.send(general, `<@${bench.simulator.applicationId}> 말해봐`);
    const reply = await haneul.waitForMessage(general);
    await haneul.pressButton(reply, '신고');
    const report = await jiwoo.waitForMessage(staff);
    expect(report.content).toContain(reply.id);
  });

  it('are gone where moderators switch them off', async () => {
    const { haneul, jiwoo } = bench.people;
    const { general } = bench.channels;
    await jiwoo.runCommand(general, 'channel settings', { buttons: false });
    await jiwoo.waitForMessage((m) => m.content.includes('버튼: 끔'));
    await haneul.send(general, `<@${bench.simulator.applicationId}> 조용히`);
    expect((await haneul.waitForMessage(general)).components).toEqual([]);
  });
});
