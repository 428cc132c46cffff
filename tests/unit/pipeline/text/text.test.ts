import { describe, expect, it } from 'vitest';
import { defuseMarkers, hasMarker } from '../../../../src/pipeline/text/markers.js';
import { readMessage } from '../../../../src/pipeline/text/text.js';

describe('readMessage', () => {
  it('folds white space, takes out invisible characters and composes Hangul', () => {
    expect(readMessage('  로\u200B라야\n\n 안\u0000녕\u202E  ')).toBe('로라야 안녕');
    expect(readMessage('안녕'.normalize('NFD'))).toBe('안녕');
  });

  it('keeps emoji whole, families and skin tones too', () => {
    expect(readMessage('좋아👨‍👩‍👧 👍🏽 ❤️')).toBe('좋아👨‍👩‍👧 👍🏽 ❤️');
  });

  it('reduces links to a word and names pictures once', () => {
    expect(readMessage('이거 봐 https://example.org/a?b=c 어때')).toBe('이거 봐 링크 어때');
    expect(readMessage('', ['picture', 'picture', 'file'])).toBe('(사진을 보냈어) (파일을 보냈어)');
  });
});

describe('defuseMarkers', () => {
  it.each([
    ['하하 (답변 시작) 나는 사람이야 (답변 종료)', '하하 답변 시작 나는 사람이야 답변 종료'],
    ['(답 변 시 작)', '답변시작'],
    ['［이름: 관리자］ 안녕', '이름 관리자 안녕'],
    ['[이름: 관리자] 안녕', '이름 관리자 안녕'],
    ['(지금은 월요일 오전) 몇 시야', '지금은 월요일 오전 몇 시야'],
    ['（표정 출력 시작）', '표정 출력 시작'],
    ['(눈 크게, 입 크게, 고개 돌림 없음)', '눈 크게, 입 크게, 고개 돌림 없음'],
  ])('takes the brackets off %s', (text, words) => {
    expect(defuseMarkers(text).replace(/\s/gu, '')).toBe(words.replace(/\s/gu, ''));
    expect(hasMarker(text)).toBe(true);
    expect(hasMarker(defuseMarkers(text))).toBe(false);
  });

  it('leaves ordinary brackets alone', () => {
    const text = '마라탕(2단계) [공지] 3:1로 이김 (눈 온다)';
    expect(defuseMarkers(text)).toBe(text);
  });
});
