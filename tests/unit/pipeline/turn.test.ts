import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.js';
import { Moderation } from '../../../src/moderation/moderation.js';
import { loadPolicies } from '../../../src/moderation/policy.js';
import type { Category } from '../../../src/moderation/ledger-entry.js';
import { EthicsJudge } from '../../../src/pipeline/ethics/ethics.js';
import { Gate } from '../../../src/pipeline/gate/gate.js';
import { Memory } from '../../../src/pipeline/memory/memory.js';
import { Turns } from '../../../src/pipeline/turn.js';
import type { TurnRequest } from '../../../src/pipeline/turn-types.js';
import { seededRandom } from '../../../src/random.js';
import type { Picture, RenderRequest } from '../../../src/render/contract.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { HandClock, ScriptedRole, TableEncoder } from '../../support/fakes.js';

const PICTURE: Picture = { data: new Uint8Array([1]), format: 'gif', width: 256, height: 256 };
const FACE = '(눈 보통, 입 보통, 고개 돌림 없음)';

const CATEGORY_VECTORS: Record<Category, number[]> = {
  '사랑 고백/만남': [1, 0, 0, 0, 0],
  일반: [0, 1, 0, 0, 0],
  정치: [0, 0, 1, 0, 0],
  패드립: [0, 0, 0, 1, 0],
  '혐오/기타': [0, 0, 0, 0, 1],
};

/** What each text of these tests means to the ethics encoder. */
const ETHICS_TEXTS = {
  안녕: CATEGORY_VECTORS.일반,
  '나 간호사야': CATEGORY_VECTORS.일반,
  '나 뭐 하는 사람이게': CATEGORY_VECTORS.일반,
  '오늘 뭐 해': CATEGORY_VECTORS.일반,
  사랑해: CATEGORY_VECTORS['사랑 고백/만남'],
  '너희 부모': CATEGORY_VECTORS.패드립,
  '죽고 싶어': CATEGORY_VECTORS['혐오/기타'],
  '하나만 둘이서 셋이랑 넷이면 다섯도 여섯쯤': CATEGORY_VECTORS.일반,
};

describe('one turn', () => {
  let storage: Storage;
  let drawn: RenderRequest[];
  const clock = new HandClock(Date.parse('2026-11-20T21:00:00+09:00'));

  beforeEach(async () => {
    storage = await createStorage('memory:');
    drawn = [];
  });
  afterEach(() => storage.close());

  function turnsWith(
    script: Partial<Record<'answer' | 'memory' | 'summary' | 'expression', string[]>>,
  ) {
    const roles = {
      answer: new ScriptedRole(script.answer ?? []),
      memory: new ScriptedRole(script.memory ?? []),
      summary: new ScriptedRole(script.summary ?? []),
      expression: new ScriptedRole(script.expression ?? []),
    };
    const moderation = new Moderation(storage.ledger, storage.guilds, loadPolicies(), clock);
    const memoryEncoder = new TableEncoder({
      '[직업: 간호사]': [1, 0],
      '나 뭐 하는 사람이게': [1, 0.1],
      안녕: [0, 1],
    });
    const thresholds = {
      '사랑 고백/만남': 0.9,
      일반: 0.5,
      정치: 0.9,
      패드립: 0.9,
      '혐오/기타': 0.9,
    };
    const turns = new Turns({
      gate: new Gate(moderation, clock, { turns: 100, windowMs: 1000 }),
      ethics: new EthicsJudge(
        new TableEncoder({ ...CATEGORY_VECTORS, ...ETHICS_TEXTS }),
        thresholds,
        'ethics@1',
      ),
      memory: new Memory(storage.memories, memoryEncoder, [[1, 0.9]], 'memory@1'),
      roles,
      moderation,
      storage,
      pictures: {
        draw: (request) => {
          drawn.push(request);
          return Promise.resolve(PICTURE);
        },
      },
      clock,
      random: () => seededRandom(1),
      logger: createLogger('silent'),
      settings: { maxInputTokens: 5, timeZone: 'Asia/Seoul', pictures: 'auto' },
      busy: () => false,
    });
    return { turns, roles };
  }

  let count = 0;
  const say = (text: string, extra: Partial<TurnRequest> = {}): TurnRequest => ({
    id: `turn-${String((count += 1))}`,
    userId: 'u',
    place: { guildId: null, channelId: 'c' },
    text,
    locale: 'ko',
    via: 'message',
    ...extra,
  });

  it('answers with words and a face', async () => {
    const { turns, roles } = turnsWith({
      answer: ['안녕! 반가워'],
      memory: [''],
      summary: ['인사'],
      expression: ['(눈 크게, 입 크게, 고개 돌림 없음)'],
    });
    const { reply, aftermath } = await turns.take(say('안녕'));
    expect(reply).toMatchObject({
      kind: 'answered',
      answer: '안녕! 반가워',
      notice: null,
      picture: PICTURE,
      expression: { eyes: '크게', mouth: '크게', pose: '없음' },
      prompt: '안녕',
    });
    expect(drawn[0]?.face.version).toBe('v8');
    expect(await aftermath).toMatchObject({ memoryStored: null, summary: '인사' });
    expect(roles.summary.asked[0]?.input).toBe('안녕 (오로라 답변) 안녕! 반가워');
  });

  it('uses what it learned when a later text asks for it', async () => {
    const { turns, roles } = turnsWith({
      answer: ['간호사구나!', '너 간호사잖아'],
      memory: ['[직업: 간호사]', ''],
      summary: ['직업 확인', '직업 기억'],
      expression: [FACE, FACE],
    });
    const first = await turns.take(say('나 간호사야'));
    expect((await first.aftermath).memoryStored).toBe('[직업: 간호사]');
    const second = await turns.take(say('나 뭐 하는 사람이게'));
    expect(second.reply.memoryUsed).toBe('[직업: 간호사]');
    expect(roles.answer.asked[1]?.input).toBe('[직업: 간호사] 나 뭐 하는 사람이게');
    await second.aftermath;
  });

  it('reads the last summary, and the time where the text asks for it', async () => {
    const { turns, roles } = turnsWith({
      answer: ['반가워', '불금이지'],
      memory: ['', ''],
      summary: ['반가운 인사', '불금'],
      expression: [FACE, FACE],
    });
    await turns.take(say('안녕'));
    const { aftermath } = await turns.take(say('오늘 뭐 해'));
    expect(roles.answer.asked[1]?.input).toBe(
      '(오로라 답변 요약) 반가운 인사 (사용자 질문) (지금은 금요일 저녁) 오늘 뭐 해',
    );
    await aftermath;
  });

  it('drops the summary after half an hour', async () => {
    const { turns, roles } = turnsWith({
      answer: ['반가워', '또 왔네'],
      memory: ['', ''],
      summary: ['반가운 인사', '인사'],
      expression: [FACE, FACE],
    });
    await (
      await turns.take(say('안녕'))
    ).aftermath;
    clock.ms += 30 * 60_000;
    await (
      await turns.take(say('안녕'))
    ).aftermath;
    expect(roles.answer.asked[1]?.input).toBe('안녕');
  });

  it('warns of a confession only when she declined it', async () => {
    const { turns } = turnsWith({
      answer: ['나도 좋아!', '미안, 마음만 받을게'],
      memory: ['', ''],
      summary: ['좋아', '거절'],
      expression: [FACE, FACE],
    });
    const fond = await turns.take(say('사랑해'));
    expect(fond.reply.notice).toBeNull();
    await fond.aftermath;
    const declined = await turns.take(say('사랑해'));
    expect(declined.reply.notice).toMatchObject({ code: 'warned' });
    expect(declined.reply.answer).toBe('미안, 마음만 받을게');
    expect(declined.reply.struck).toEqual(['사랑 고백/만남']);
    await declined.aftermath;
  });

  it('ends the turn at contempt before any language model is asked, and then stays silent', async () => {
    const { turns } = turnsWith({});
    const { reply } = await turns.take(say('너희 부모'));
    expect(reply).toMatchObject({
      kind: 'notice',
      answer: null,
      picture: null,
      struck: ['패드립'],
    });
    expect(reply.notice).toMatchObject({ code: 'struck', until: clock.now() + 7 * 86_400_000 });
    expect((await turns.take(say('안녕'))).reply).toMatchObject({
      kind: 'notice',
      notice: { code: 'blocked', category: '패드립' },
    });
    expect((await turns.take(say('안녕'))).reply).toMatchObject({ kind: 'silent', notice: null });
  });

  it('never strikes a cry for help, names 109 and keeps nothing of it', async () => {
    const { turns } = turnsWith({
      answer: ['많이 힘들었구나'],
      memory: ['[상태: 죽고 싶음]'],
      summary: ['위로'],
      expression: [FACE],
    });
    const { reply, aftermath } = await turns.take(say('죽고 싶어'));
    expect(reply.struck).toEqual([]);
    expect(reply.answer).toMatch(/^많이 힘들었구나 .*109/u);
    expect((await aftermath).memoryStored).toBeNull();
  });

  it('sends long texts to her friend, in character', async () => {
    const { turns } = turnsWith({ expression: ['(눈 작게, 입 보통, 고개 돌림 보통)'] });
    const { reply } = await turns.take(say('하나만 둘이서 셋이랑 넷이면 다섯도 여섯쯤'));
    expect(reply.kind).toBe('refused');
    expect(reply.answer).toContain('혜나');
    expect(reply).toMatchObject({ expression: { eyes: '작게' }, picture: PICTURE });
  });

  it('keeps talking when memory and summary fail', async () => {
    const { turns } = turnsWith({ answer: ['안녕!'], expression: [FACE] });
    const { reply, aftermath } = await turns.take(say('안녕'));
    expect(reply.answer).toBe('안녕!');
    expect(await aftermath).toMatchObject({ memoryStored: null, summary: null });
  });

  it('stops when the message is deleted', async () => {
    const { turns } = turnsWith({});
    const gone = AbortSignal.abort();
    await expect(turns.take(say('안녕', { signal: gone }))).rejects.toThrow(/abort/iu);
  });

  it('keeps with the session where it was, so that a left guild’s can be deleted', async () => {
    const { turns } = turnsWith({
      answer: ['안녕!'],
      memory: [''],
      summary: ['인사'],
      expression: [FACE],
    });
    const place = { guildId: 'g', channelId: 'c' };
    await (
      await turns.take(say('안녕', { place }))
    ).aftermath;
    expect((await storage.sessions.get('u', 'c'))?.guildId).toBe('g');
  });

  it('learns and recalls nothing with memory off', async () => {
    await storage.users.set('u', { memory: false });
    const { turns, roles } = turnsWith({
      answer: ['안녕!'],
      summary: ['인사'],
      expression: [FACE],
    });
    const { aftermath } = await turns.take(say('안녕'));
    await aftermath;
    expect(roles.memory.asked).toEqual([]);
    expect((await storage.sessions.get('u', 'c'))?.summary).toBeUndefined();
  });
});
