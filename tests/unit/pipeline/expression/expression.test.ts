import { describe, expect, it } from 'vitest';
import { parseExpression, readExpression } from '../../../../src/pipeline/expression/expression.js';
import { drawScores } from '../../../../src/pipeline/expression/scores.js';
import { seededRandom } from '../../../../src/random.js';
import { ScriptedRole } from '../../../support/fakes.js';

describe('parseExpression', () => {
  it.each([
    ['(눈 보통, 입 크게, 고개 돌림 없음)', { eyes: '보통', mouth: '크게', pose: '없음' }],
    [
      '( 눈 아주 크게 ,입 아주크게, 고개돌림 많이 )',
      { eyes: '아주 크게', mouth: '아주 크게', pose: '많이' },
    ],
  ])('reads %s', (text, words) => expect(parseExpression(text)).toEqual(words));

  it.each([
    '',
    '(눈 보통, 입 작게, 고개 돌림 없음)',
    '(눈 보통, 입 크게)',
    '눈 보통, 입 크게, 고개 돌림 없음',
  ])('refuses %s', (text) => expect(parseExpression(text)).toBeNull());
});

describe('readExpression', () => {
  it('reads greedily first, then draws, and says how often it asked', async () => {
    const role = new ScriptedRole(['(눈', '(눈 크게, 입 크게, 고개 돌림 보통)']);
    const result = await readExpression(role, '좋아!', seededRandom(1));
    expect(result).toMatchObject({
      words: { eyes: '크게', mouth: '크게', pose: '보통' },
      tries: 2,
    });
    expect(role.asked.map(({ options }) => options.temperature > 0)).toEqual([false, true]);
  });

  it('falls back to a neutral face after five tries', async () => {
    const role = new ScriptedRole(['a', 'b', 'c', 'd', 'e']);
    const result = await readExpression(role, '음', seededRandom(1));
    expect(result.words).toEqual({ eyes: '보통', mouth: '보통', pose: '없음' });
    expect(result.tries).toBe(5);
  });
});

describe('drawScores', () => {
  it('stays inside the ranges of the words and is repeatable', () => {
    const words = { eyes: '작게', mouth: '아주 크게', pose: '많이' } as const;
    for (let seed = 0; seed < 50; seed += 1) {
      const scores = drawScores(words, seededRandom(seed));
      expect(scores).toEqual(drawScores(words, seededRandom(seed)));
      expect(scores.eyes).toBeGreaterThanOrEqual(-0.2);
      expect(scores.eyes).toBeLessThanOrEqual(0.1);
      expect(scores.mouth).toBeGreaterThanOrEqual(1.4);
      expect(scores.mouth).toBeLessThanOrEqual(1.6);
      expect(scores.pose).toBeGreaterThanOrEqual(1.5);
      expect(scores.pose).toBeLessThanOrEqual(1.8);
    }
  });
});
