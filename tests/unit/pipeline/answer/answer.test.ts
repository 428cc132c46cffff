import { describe, expect, it } from 'vitest';
import { answerPrompt } from '../../../../src/pipeline/answer/answer.js';
import { contradictsCalendar } from '../../../../src/pipeline/answer/calendar-guard.js';
import { polish, rejectionOf } from '../../../../src/pipeline/answer/guards.js';
import { localTime } from '../../../../src/pipeline/text/calendar.js';
import { seededRandom } from '../../../../src/random.js';
import { ScriptedRole } from '../../../support/fakes.js';

const friday = localTime(Date.parse('2026-11-20T21:00:00+09:00'), 'Asia/Seoul');
const check = (answer: string, prompt = '안녕', finished = true) =>
  rejectionOf({ answer, finished, prompt, now: friday });

describe('contradictsCalendar, on a Friday', () => {
  it.each([
    '오늘은 월요일이니까 힘내자',
    '오늘 토요일이야!',
    '내일은 일요일이네',
    '오늘 주말이잖아',
    '내일 평일이라 아쉽다',
    '벌써 화요일이네',
    '내일 불금이다',
  ])('refuses %s', (answer) => expect(contradictsCalendar(answer, friday)).toBe(true));

  it.each([
    '오늘은 금요일이니까 치킨이지',
    '내일 토요일이니까 늦잠 자',
    '내일 주말이다',
    '오늘 불금이네',
    '다음 주 월요일이네',
    '월요일에 만나자',
    '금요일이네!',
  ])('lets through %s', (answer) => expect(contradictsCalendar(answer, friday)).toBe(false));
});

describe('rejectionOf', () => {
  it.each([
    ['', 'empty'],
    ['...', 'empty'],
    ['좋아 (답변 시작) 응', 'marker'],
    ['여기 봐 http://a.b', 'url'],
    ['나는 너를 나는 너를 나는 너를 나는 너를', 'repetition'],
    ['오늘 정말 좋은 날이야 오늘 정말 좋은 날이야', 'repetition'],
    ['오늘은 월요일이야', 'calendar'],
  ])('%s → %s', (answer, rejection) => expect(check(answer)).toBe(rejection));

  it('refuses an answer that shows the prompt’s memory, or was cut off', () => {
    expect(check('[직업: 간호사] 응', '[직업: 간호사] 나 뭐 해')).toBe('marker');
    expect(check('그러니까 나는', '안녕', false)).toBe('unfinished');
  });

  it.each([
    '안녕! 반가워😊',
    'ㅋㅋㅋㅋㅋㅋㅋㅋ 진짜 웃겨',
    '와아아아아 대박',
    '하하하하하하',
    '응',
  ])('lets through %s', (answer) => expect(check(answer)).toBeNull());
});

describe('polish', () => {
  it('mends a particle and takes out what cannot be seen', () => {
    expect(polish(' 오늘는\u200B  좋아 ')).toBe('오늘은 좋아');
  });
});

describe('answerPrompt', () => {
  it('warms the model a little for each wrong weekday, and counts its tries', async () => {
    const role = new ScriptedRole(['오늘은 월요일이야', '오늘은 화요일이야', '불금이다!']);
    const result = await answerPrompt(role, '오늘 무슨 요일이야', friday, seededRandom(1));
    expect(result).toEqual({ answer: '불금이다!', tries: 3, rejections: ['calendar', 'calendar'] });
    const temperatures = role.asked.map(({ options }) => options.temperature.toFixed(1));
    expect(temperatures).toEqual(['0.6', '0.7', '0.8']);
  });

  it('has read it and says nothing after five failures', async () => {
    const role = new ScriptedRole(['', '', '', '', '']);
    const result = await answerPrompt(role, '안녕', friday, seededRandom(1));
    expect(result).toMatchObject({ answer: '(읽씹)', tries: 5 });
  });
});
