import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBotBench, type BotBench } from './support/bot-bench.js';
import { ScriptedConversation, thinkingFor } from './support/scripted-conversation.js';

const POST = 'POST /channels/:channel/messages';

describe('one reply for each message, whatever happens between', () => {
  let bench: BotBench;

  beforeEach(async () => {
    bench = await openBotBench();
  });
  afterEach(() => bench.close());

  /** Her messages in a DM, as a reload shows them. */
  async function hers(): Promise<string[]> {
    const { haneul } = bench.people;
    const history = await haneul.history(haneul.dm);
    return history.filter(({ author }) => author.bot === true).map(({ content }) => content);
  }

  it('answers what the message says after an edit', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = thinkingFor(400);
    const sent = await haneul.send(haneul.dm, '짜장면 먹을까');
    await sleep(100);
    await haneul.edit(sent, '짬뽕 먹을까');
    expect((await haneul.waitForMessage(haneul.dm)).content).toContain('짬뽕 먹을까?');
    await sleep(500);
    expect(await hers()).toHaveLength(1);
  });

  it('says nothing to a message that was deleted before she answered', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = thinkingFor(300);
    const sent = await haneul.send(haneul.dm, '아니다 됐어');
    await sleep(100);
    await haneul.delete(sent);
    await sleep(600);
    expect(await hers()).toEqual([]);
    expect(await bench.storage.turns.list(bench.simulator.applicationId)).toEqual([]);
  });

  it('keeps nothing of a finished turn, and no words of a running one', async () => {
    const { haneul } = bench.people;
    bench.conversation.script = thinkingFor(300);
    await haneul.send(haneul.dm, '비밀 이야기');
    await sleep(150);
    const running = await bench.storage.turns.list(bench.simulator.applicationId);
    expect(running).toHaveLength(1);
    expect(JSON.stringify(running)).not.toContain('비밀');
    await haneul.waitForMessage(haneul.dm);
    await sleep(100);
    expect(await bench.storage.turns.list(bench.simulator.applicationId)).toEqual([]);
  });

  it('answers once when Discord fails, limits, or breaks the line', async () => {
    const { haneul } = bench.people;
    const { faults, applicationId } = bench.simulator;
    const cases = [
      () => faults.fail(502, { route: POST, accountId: applicationId, times: 2 }),
      () => faults.rateLimit(0.3, { route: POST, accountId: applicationId, times: 1 }),
      () => faults.dropRequests({ route: POST, accountId: applicationId, times: 1 }),
      () => faults.loseAnswers({ route: POST, accountId: applicationId, times: 1 }),
    ];
    for (const [index, breakIt] of cases.entries()) {
      breakIt();
      await haneul.send(haneul.dm, `말 ${index}`);
      await haneul.waitForMessage(haneul.dm, 10_000);
    }
    await sleep(1500);
    const answers = await hers();
    expect(answers).toHaveLength(cases.length);
    for (const index of cases.keys()) expect(answers[index]).toContain(`말 ${index}?`);
  });

  it('hears what was said while the gateway was broken', async () => {
    const { haneul } = bench.people;
    bench.simulator.faults.dropSockets(bench.simulator.applicationId);
    await haneul.send(haneul.dm, '들려?');
    expect((await haneul.waitForMessage(haneul.dm, 15_000)).content).toContain('들려??');
  });

  it('sends her words where a picture may not go', async () => {
    const { haneul } = bench.people;
    const { general } = bench.channels;
    const { faults, applicationId } = bench.simulator;
    const attachFiles = 1n << 15n;
    faults.denyInChannel(general, applicationId, attachFiles);
    const picture = { data: new Uint8Array(8), format: 'png', width: 1, height: 1 } as const;
    bench.conversation.script = () => ({ answer: '말로 할게', picture });
    await haneul.send(general, `<@${applicationId}> 사진 줘`);
    const reply = await haneul.waitForMessage((m) => m.author.bot === true);
    expect(reply.content).toBe('말로 할게');
    expect(reply.attachments).toEqual([]);
  });

  it('finishes the running turn when she is stopped, and lets nobody in meanwhile', async () => {
    const { haneul, doyun } = bench.people;
    bench.conversation.script = thinkingFor(500);
    await haneul.send(haneul.dm, '마지막 질문');
    await haneul.waitForTyping(haneul.dm);
    const stopped = bench.bot.stop();
    await doyun.send(doyun.dm, '늦었나');
    await stopped;
    expect((await hers()).join()).toContain('마지막 질문?');
    expect(bench.conversation.asked.map(({ text }) => text)).toEqual(['마지막 질문']);
  });

  it('after a crash in mid-turn, the next start gives exactly one reply', async () => {
    const { haneul } = bench.people;
    const { applicationId } = bench.simulator;
    // The first process never comes back from its models, and dies without a word.
    const stuck = await bench.storage.turns.list(applicationId);
    expect(stuck).toEqual([]);
    const sent = await haneul.send(haneul.dm, '죽기 전에 한 말');
    await haneul.waitForMessage(haneul.dm);
    const unanswered = await (async () => {
      await bench.bot.stop();
      return haneul.send(haneul.dm, '죽는 중에 한 말');
    })();
    // What both leave behind: the first was answered but not struck off, the second was not answered.
    for (const { id, channel_id: channelId } of [sent, unanswered]) {
      await bench.storage.turns.put(applicationId, id, {
        id,
        userId: haneul.id,
        guildId: null,
        channelId,
        messageId: id,
        nonce: id,
        startedAt: Date.now(),
      });
    }
    const next = new ScriptedConversation();
    const bot = bench.anotherBot(next);
    await bot.start();
    try {
      expect((await haneul.waitForMessage(haneul.dm)).content).toContain('죽는 중에 한 말?');
      await sleep(300);
      expect(next.asked.map(({ text }) => text)).toEqual(['죽는 중에 한 말']);
      expect(await hers()).toHaveLength(2);
      expect(await bench.storage.turns.list(applicationId)).toEqual([]);
    } finally {
      await bot.stop();
    }
  });

  it('tells people their place when many are waiting', async () => {
    await bench.close();
    bench = await openBotBench({ env: { CONCURRENT_TURNS: '1' } });
    const { haneul, doyun } = bench.people;
    bench.conversation.script = thinkingFor(5500);
    await doyun.send(doyun.dm, '먼저');
    await doyun.waitForTyping(doyun.dm);
    await haneul.send(haneul.dm, '다음');
    const note = await haneul.waitForMessage(haneul.dm, 8000);
    expect(note.content).toContain('1번째');
    expect((await haneul.waitForMessage(haneul.dm, 10_000)).content).toContain('다음?');
    await haneul.waitForDeletion(note.id);
  }, 30_000);

  it('says so when the line is full', async () => {
    await bench.close();
    bench = await openBotBench({ env: { CONCURRENT_TURNS: '1', QUEUE_LIMIT: '1' } });
    const { haneul, doyun, jiwoo } = bench.people;
    bench.conversation.script = thinkingFor(1500);
    await doyun.send(doyun.dm, '하나');
    await doyun.waitForTyping(doyun.dm);
    await haneul.send(haneul.dm, '둘');
    await sleep(200);
    await jiwoo.send(jiwoo.dm, '셋');
    expect((await jiwoo.waitForMessage(jiwoo.dm)).content).toContain('줄이 꽉 찼어요');
  });
});

describe('without the message-content intent', () => {
  it('starts all the same, and answers mentions, direct messages and /chat', async () => {
    const bench = await openBotBench({ prepare: ({ faults }) => faults.disallowIntents() });
    try {
      const { haneul } = bench.people;
      const { general } = bench.channels;
      await haneul.send(haneul.dm, '디엠은 돼?');
      expect((await haneul.waitForMessage(haneul.dm)).content).toContain('디엠은 돼??');
      await haneul.send(general, `<@${bench.simulator.applicationId}> 멘션은`);
      expect((await haneul.waitForMessage(general)).content).toBe('멘션은?');
      await haneul.runCommand(general, 'chat', { text: '커맨드는' });
      expect((await haneul.waitForMessage(general)).content).toContain('커맨드는?');
    } finally {
      await bench.close();
    }
  });
});
