import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBotBench, onePixel, type BotBench } from './support/bot-bench.js';
import { thinkingFor } from './support/scripted-conversation.js';

describe('where she talks', () => {
  let bench: BotBench;

  beforeAll(async () => {
    bench = await openBotBench();
  });
  afterAll(() => bench.close());
  afterEach(() => {
    bench.conversation.script = ({ text }) => ({ answer: `${text}?` });
  });

  it('answers a direct message with a reply to it, and says once that she is an AI', async () => {
    const { haneul } = bench.people;
    const sent = await haneul.send(haneul.dm, '로라야 안녕');
    const first = await haneul.waitForMessage(haneul.dm);
    expect(first.content).toContain('로라야 안녕?');
    expect(first.content).toContain('AI');
    expect(first.message_reference?.message_id).toBe(sent.id);

    await haneul.send(haneul.dm, '뭐해');
    expect((await haneul.waitForMessage(haneul.dm)).content).toBe('뭐해?');
  });

  it('answers a mention in a channel, and hears her own name not at all', async () => {
    const { haneul } = bench.people;
    const { general } = bench.channels;
    await haneul.send(general, `<@${bench.simulator.applicationId}> 점심 뭐 먹지`);
    expect((await haneul.waitForMessage(general)).content).toBe('점심 뭐 먹지?');
  });

  it('answers a reply to her own message, without a mention', async () => {
    const { haneul } = bench.people;
    const { general } = bench.channels;
    await haneul.send(general, `<@${bench.simulator.applicationId}> 하나`);
    const hers = await haneul.waitForMessage(general);
    await haneul.send(general, {
      content: '둘',
      message_reference: { message_id: hers.id },
      allowed_mentions: { replied_user: false },
    });
    expect((await haneul.waitForMessage(general)).content).toBe('둘?');
  });

  it('leaves alone what is not for her', async () => {
    const { haneul, doyun } = bench.people;
    const { free } = bench.channels;
    const before = bench.conversation.asked.length;
    const sent = await doyun.send(free, '우리끼리 얘기야');
    await haneul.reply(sent, '그러게');
    await haneul.send(free, `<@${bench.simulator.applicationId}> 이건 너한테`);
    expect(
      (await haneul.waitForMessage((m) => m.channel_id === free && m.author.bot === true)).content,
    ).toBe('이건 너한테?');
    expect(bench.conversation.asked.length).toBe(before + 1);
  });

  it('answers everything in a channel that a moderator opened, and in its threads', async () => {
    const { haneul, jiwoo } = bench.people;
    const { general, thread } = bench.channels;
    await jiwoo.runCommand(general, 'channel add');
    expect((await jiwoo.waitForMessage((m) => jiwoo.seesEphemeral(m))).content).toContain('스레드');
    await haneul.send(thread, '스레드에서 안녕');
    expect(
      (await haneul.waitForMessage((m) => m.channel_id === thread && m.author.bot === true))
        .content,
    ).toBe('스레드에서 안녕?');
    await jiwoo.runCommand(general, 'channel remove');
    await jiwoo.waitForMessage((m) => jiwoo.seesEphemeral(m));
    const before = bench.conversation.asked.length;
    await haneul.send(thread, '이제는 조용');
    await haneul.send(haneul.dm, '들려');
    await haneul.waitForMessage(haneul.dm);
    expect(bench.conversation.asked.length).toBe(before + 1);
  });

  it('shows that she is typing while she thinks', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = thinkingFor(300);
    await haneul.send(haneul.dm, '천천히 생각해');
    expect(await haneul.waitForTyping(haneul.dm)).toBe(bench.simulator.applicationId);
    await haneul.waitForMessage(haneul.dm);
  });

  it('sends her face with an alt text that says it is generated', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = () => ({ answer: '짠!', picture: onePixel('gif') });
    await haneul.send(haneul.dm, '얼굴 보여줘');
    const { attachments } = await haneul.waitForMessage(haneul.dm);
    expect(attachments).toHaveLength(1);
    expect(attachments[0]).toMatchObject({ filename: 'oh-lora.gif', content_type: 'image/gif' });
    expect(attachments[0]?.description).toContain('AI가 생성한');
  });

  it('cannot be made to ping anyone', async () => {
    const { haneul, doyun } = bench.people;
    const { general } = bench.channels;
    bench.conversation.script = () => ({ answer: `@everyone <@${doyun.id}> 모여!` });
    await haneul.send(general, `<@${bench.simulator.applicationId}> 모두 불러줘`);
    const reply = await haneul.waitForMessage((m) => m.content.includes('모여'));
    expect(reply.mention_everyone).toBe(false);
    expect(reply.mentions).toEqual([]);
  });

  it('answers two messages of one person one after the other, in order', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = thinkingFor(200);
    await haneul.send(haneul.dm, '첫째');
    await haneul.send(haneul.dm, '둘째');
    expect((await haneul.waitForMessage(haneul.dm)).content).toBe('첫째?');
    expect((await haneul.waitForMessage(haneul.dm)).content).toBe('둘째?');
  });

  it('says that something went wrong instead of staying silent', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = () => Promise.reject(new Error('the model broke'));
    const sent = await haneul.send(haneul.dm, '고장나라');
    const reply = await haneul.waitForMessage(haneul.dm);
    expect(reply.content).toContain('문제가 생겼어요');
    expect(reply.content).toContain(sent.id);
    expect(reply.content).not.toContain('broke');
  });
});
