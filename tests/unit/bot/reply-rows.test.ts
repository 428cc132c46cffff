import { describe, expect, it } from 'vitest';
import { pressId, readPressId, type ReplyPress } from '../../../src/bot/reply-rows.js';

const SNOWFLAKE = '12345678901234567890';

describe('what a button says', () => {
  it.each<ReplyPress>([
    { kind: 'again', userId: SNOWFLAKE, messageId: SNOWFLAKE, count: 12 },
    {
      kind: 'motion',
      userId: SNOWFLAKE,
      format: 'gif',
      face: { version: 'v7', number: 2240 },
      expression: { eyes: '아주 크게', mouth: '보통', pose: '많이' },
    },
    { kind: 'report', userId: SNOWFLAKE },
  ])('survives the trip through its id: $kind', (press) => {
    const id = pressId(press);
    expect(id.length).toBeLessThanOrEqual(100);
    expect(readPressId(id)).toEqual(press);
  });

  it.each([
    '',
    'appeal|accept|1|2',
    'motion|1|bmp|v7:1|0,0,0',
    'motion|1|gif|v9:1|0,0,0',
    'motion|1|gif|v8:83|9,0,0',
  ])('is nothing for %j', (id) => expect(readPressId(id)).toBeUndefined());
});
