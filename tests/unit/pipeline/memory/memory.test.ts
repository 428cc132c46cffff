import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGrounded, parseExtraction } from '../../../../src/pipeline/memory/extract.js';
import { canonicalKey, keyKind } from '../../../../src/pipeline/memory/keys.js';
import { Memory } from '../../../../src/pipeline/memory/memory.js';
import { localTime } from '../../../../src/pipeline/text/calendar.js';
import { createStorage } from '../../../../src/storage/create-storage.js';
import type { Storage } from '../../../../src/storage/storage.js';
import { TableEncoder } from '../../../support/fakes.js';

const at = (iso: string) => {
  const ms = Date.parse(`${iso}+09:00`);
  return { ms, local: localTime(ms, 'Asia/Seoul') };
};
const friday = at('2026-11-20T21:00:00');

const encoder = () =>
  new TableEncoder({
    '[직업: 간호사]': [1, 0, 0],
    '[사는 곳: 부산]': [0, 1, 0],
    '[사는 곳: 서울]': [0, 1, 0.1],
    '[좋아하는 음식: 김밥]': [0, 0, 1],
    '[좋아하는 음식: 떡볶이]': [0, 0.1, 1],
    '[내일 일정: 치과]': [0.5, 0.5, 0],
    '[오늘 일정: 치과]': [0.5, 0.6, 0],
    '나 무슨 일 해?': [0.9, 0.1, 0],
    '뭐 먹지': [0, 0, 1],
  });

describe('parseExtraction', () => {
  it.each([
    ['[직업: 간호사]', { key: '직업', value: '간호사' }],
    ['［ 직업 ： 간호사 ］', { key: '직업', value: '간호사' }],
    ['[기상 시간: 7:30]', { key: '기상 시간', value: '7:30' }],
  ])('reads %s', (text, pair) => expect(parseExtraction(text)).toEqual({ state: 'pair', pair }));

  it('takes silence for nothing to keep', () => {
    expect(parseExtraction('  ')).toEqual({ state: 'nothing' });
  });

  it.each(['직업 간호사', '[직업 간호사]', '[a: b] [c: d]', '[블로그: https://a.b]', '[직업: ]'])(
    'refuses %s',
    (text) => expect(parseExtraction(text)).toEqual({ state: 'malformed' }),
  );
});

describe('isGrounded', () => {
  it.each([
    ['월요일 지침', '(지금은 토요일 저녁) 오늘 너무 힘들었어', false],
    ['간호사', '나 간호사야', true],
    ['심심함', '심심하다', true],
    ['이별', '나 간호사야', false],
    ['출근', '내일 치과 가', false],
  ])('%s of “%s”: %s', (value, prompt, grounded) => {
    expect(isGrounded({ key: '상태', value }, prompt)).toBe(grounded);
  });
});

describe('keys', () => {
  it('knows which hold one value, many, or a day', () => {
    expect([keyKind('사는 곳'), keyKind('좋아하는 음식'), keyKind('내일 일정')]).toEqual([
      'single',
      'many',
      'day',
    ]);
    expect(canonicalKey('최애 음식')).toBe('좋아하는 음식');
  });
});

describe('Memory', () => {
  let storage: Storage;
  let memory: Memory;
  const learn = (key: string, value: string, guildId: string | null = null, when = friday) =>
    memory.learn('u', guildId, { key, value }, when, `${key}-${value}`);

  beforeEach(async () => {
    storage = await createStorage('memory:');
    memory = new Memory(storage.memories, encoder(), [[1, 0.9]], 'memory@1');
  });
  afterEach(() => storage.close());

  it('recalls the nearest item, and nothing below the threshold', async () => {
    await learn('직업', '간호사');
    await learn('사는 곳', '부산');
    const recall = await memory.recall('u', null, '나 무슨 일 해?', friday.local);
    expect(recall?.item.value).toBe('간호사');
    expect(await memory.recall('u', null, '뭐 먹지', friday.local)).toBeNull();
  });

  it('never tells one user what another said', async () => {
    await learn('직업', '간호사');
    expect(await memory.recall('v', null, '나 무슨 일 해?', friday.local)).toBeNull();
  });

  it('keeps what a DM taught out of guilds, and what a guild taught out of other guilds', async () => {
    await learn('직업', '간호사', null);
    await learn('좋아하는 음식', '김밥', 'g1');
    expect(await memory.recall('u', 'g1', '나 무슨 일 해?', friday.local)).toBeNull();
    expect(await memory.recall('u', 'g2', '뭐 먹지', friday.local)).toBeNull();
    expect((await memory.recall('u', 'g1', '뭐 먹지', friday.local))?.item.value).toBe('김밥');
    expect((await memory.recall('u', null, '뭐 먹지', friday.local))?.item.value).toBe('김밥');
  });

  it('replaces a single value, adds to many, and stores nothing twice', async () => {
    await learn('사는 곳', '부산');
    await learn('사는 곳', '서울');
    await learn('좋아하는 음식', '김밥');
    await learn('좋아하는 음식', '떡볶이');
    expect(await learn('좋아하는 음식', '떡 볶이')).toBeNull();
    const values = (await memory.current('u', friday.local)).map((item) => item.value);
    expect(values.sort()).toEqual(['김밥', '떡볶이', '서울']);
  });

  it('encodes anew what another encoder had encoded', async () => {
    await learn('직업', '간호사');
    const turned: Record<string, number[]> = {
      '[직업: 간호사]': [0, 0, 1],
      '나 무슨 일 해?': [0, 0, 1],
    };
    const next = new Memory(storage.memories, new TableEncoder(turned), [[1, 0.9]], 'memory@2');
    const recall = await next.recall('u', null, '나 무슨 일 해?', friday.local);
    expect(recall?.similarity).toBeCloseTo(1);
    const [stored] = await storage.memories.list('u');
    expect([stored?.encodedBy, ...stored!.embedding]).toEqual(['memory@2', 0, 0, 1]);
  });

  it('does not bring back what was forgotten while it was encoded anew', async () => {
    await learn('직업', '간호사');
    const slow = {
      embed: async () => {
        await storage.memories.clear('u');
        return [new Float32Array([1, 0, 0])];
      },
    };
    const next = new Memory(storage.memories, slow, [[1, 0.9]], 'memory@2');
    expect(await next.current('u', friday.local)).toEqual([]);
    expect(await storage.memories.list('u')).toEqual([]);
  });

  it('rolls tomorrow over to today at four in the morning, and forgets it a day later', async () => {
    await learn('내일 일정', '치과');
    const night = at('2026-11-21T03:00:00').local;
    expect((await memory.current('u', night))[0]?.key).toBe('내일 일정');
    const nextDay = at('2026-11-21T04:00:00').local;
    expect((await memory.current('u', nextDay))[0]?.key).toBe('오늘 일정');
    expect(await memory.current('u', at('2026-11-22T09:00:00').local)).toEqual([]);
    expect(await storage.memories.list('u')).toEqual([]);
  });
});
