import { describe, expect, it } from 'vitest';
import { addDays, localTime } from '../../../../src/pipeline/text/calendar.js';
import { timeTag } from '../../../../src/pipeline/text/time-tag.js';

const seoul = (iso: string) => localTime(Date.parse(`${iso}+09:00`), 'Asia/Seoul');

describe('localTime', () => {
  it.each([
    ['2026-11-20T04:00:00', '2026-11-20', '금', '오전'],
    ['2026-11-20T11:59:59', '2026-11-20', '금', '오전'],
    ['2026-11-20T12:00:00', '2026-11-20', '금', '오후'],
    ['2026-11-20T16:59:00', '2026-11-20', '금', '오후'],
    ['2026-11-20T17:00:00', '2026-11-20', '금', '저녁'],
    ['2026-11-19T17:00:00', '2026-11-19', '목', '오후'],
    ['2026-11-19T18:00:00', '2026-11-19', '목', '저녁'],
    ['2026-11-21T03:59:59', '2026-11-20', '금', '저녁'],
    ['2026-12-01T00:30:00', '2026-11-30', '월', '저녁'],
  ])('%s in Seoul is %s, %s요일 %s', (iso, day, weekday, part) => {
    expect(seoul(iso)).toEqual({ day, weekday, part });
  });

  it('follows the zone of the user', () => {
    const ms = Date.parse('2026-11-20T12:00:00Z');
    expect(localTime(ms, 'America/New_York').part).toBe('오전');
    expect(localTime(ms, 'Asia/Seoul').part).toBe('저녁');
  });

  it('counts days over the end of a year', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('timeTag', () => {
  const friday = seoul('2026-11-20T21:00:00');

  it.each(['오늘 뭐 해', '내일 시험', '지금 어디야', '무슨 요일이야', '이따 봐', '휴일인데'])(
    'stands before a text that speaks of time: %s',
    (text) => expect(timeTag(text, friday)).toBe('(지금은 금요일 저녁) '),
  );

  it('is absent elsewhere', () => {
    expect(timeTag('로라야 안녕', friday)).toBe('');
  });
});
