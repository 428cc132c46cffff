import { describe, expect, it } from 'vitest';
import { speaksOfSelfHarm } from '../../../../src/pipeline/ethics/crisis.js';
import { declines, EthicsJudge, standingOffences } from '../../../../src/pipeline/ethics/ethics.js';
import { TableEncoder } from '../../../support/fakes.js';

const thresholds = { '사랑 고백/만남': 0.98, 일반: 0.5, 정치: 0.95, 패드립: 0.9, '혐오/기타': 0.9 };
const none = { '사랑 고백/만남': 0, 일반: 0, 정치: 0, 패드립: 0, '혐오/기타': 0 };

describe('standingOffences', () => {
  it('lets several categories stand at once, each from its threshold on', () => {
    const scores = { ...none, 패드립: 0.9, '혐오/기타': 0.95, 정치: 0.94 };
    expect(standingOffences(scores, thresholds)).toEqual(['패드립', '혐오/기타']);
  });

  it('acquits of all where 일반 is high enough', () => {
    expect(standingOffences({ ...none, 패드립: 1, 일반: 0.5 }, thresholds)).toEqual([]);
  });
});

describe('EthicsJudge', () => {
  it('scores by the cosine with each category name, embedding the names once', async () => {
    const encoder = new TableEncoder({
      '사랑 고백/만남': [1, 0, 0, 0, 0],
      일반: [0, 1, 0, 0, 0],
      정치: [0, 0, 1, 0, 0],
      패드립: [0, 0, 0, 1, 0],
      '혐오/기타': [0, 0, 0, 0, 1],
      사랑해: [1, 0, 0, 0, 0],
    });
    const judge = new EthicsJudge(encoder, thresholds, 'ethics@1');
    const first = await judge.judge('사랑해');
    await judge.judge('사랑해');
    expect(first.scores['사랑 고백/만남']).toBeCloseTo(1);
    expect(first.verdicts).toEqual(['사랑 고백/만남']);
    expect(encoder.embedded.filter((text) => text === '정치')).toHaveLength(1);
  });
});

describe('declines', () => {
  it('is a word of regret or burden in her answer', () => {
    expect(declines('미안, 그건 어려워')).toBe(true);
    expect(declines('좋아!')).toBe(false);
  });
});

describe('speaksOfSelfHarm', () => {
  it.each([
    '나 죽고 싶어',
    '그냥 죽을까',
    '살기 싫다 진짜',
    '사라지고 싶어',
    '어제 손목을 그었어',
    '자살하고 싶다',
    '자해했어',
    '살아갈 살 이유가 없어',
    'i want to die',
    '차라리 죽는 게 나아',
    '옥상에서 뛰어내릴까',
  ])('hears %s', (text) => expect(speaksOfSelfHarm(text)).toBe(true));

  it.each([
    '배고파 죽겠다',
    '웃겨 죽는 줄 알았어',
    '더워서 죽을 것 같아',
    '게임에서 자꾸 죽어',
    '보고 싶어 죽겠네',
    '죽도 맛있다',
    '드라마 주인공이 자살해서 울었어',
    '오늘 힘들었어',
    '이 문장 혼자 해석해봐',
  ])('is not alarmed by %s', (text) => expect(speaksOfSelfHarm(text)).toBe(false));
});
