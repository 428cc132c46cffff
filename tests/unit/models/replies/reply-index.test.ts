import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReplyIndex } from '../../../../src/models/replies/reply-index.js';
import type { SentenceEncoder } from '../../../../src/pipeline/contracts.js';

const TOPICS = ['고양이', '시험', '음식', '안녕'];

/** A vector that says which topics a text names; `[4]`, unit length. */
function vectorOf(text: string): Float32Array {
  const found = TOPICS.map((topic) => (text.includes(topic) ? 1 : 0.01));
  const length = Math.hypot(...found);
  return Float32Array.from(found, (value) => value / length);
}

const encoder: SentenceEncoder = { embed: (texts) => Promise.resolve(texts.map(vectorOf)) };
const SETTINGS = { replyShare: 0.5, spread: 0.2, count: 2, anyScore: 0.6 };

describe('ReplyIndex', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ohlora-replies-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Rows: last, item, weekday, words, reply, summary. */
  async function open(rows: string[][], settings = SETTINGS): Promise<ReplyIndex> {
    await writeFile(join(folder, 'replies.tsv'), rows.map((row) => `${row.join('\t')}\n`).join(''));
    const vectors = rows.flatMap(([last, , , words, reply]) =>
      [`${last} ${words}`.trim(), reply!].flatMap((text) =>
        [...vectorOf(text)].map((value) => Math.round(value * 127)),
      ),
    );
    await writeFile(join(folder, 'vectors.i8'), Int8Array.from(vectors));
    return ReplyIndex.open(folder, encoder, settings);
  }

  const texts = async (found: Promise<{ text: string }[]>) => (await found).map((r) => r.text);

  it('finds the replies to like words, nearest first, with shares that add up', async () => {
    const index = await open([
      ['', '', '', '시험 망했어', '시험은 또 있어!', '위로'],
      ['', '', '', '고양이 키워', '고양이 이름이 뭐야?', '이름 질문'],
      ['', '', '', '안녕', '안녕!', '인사'],
    ]);
    const found = await index.near('우리 고양이 귀여워');
    expect(found[0]?.text).toBe('고양이 이름이 뭐야?');
    expect(found).toHaveLength(2);
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(found[0]!.weight).toBeGreaterThan(found[1]!.weight);
  });

  it('asks to hear more where nothing is near', async () => {
    const index = await open(
      [
        ['', '', '', '고양이 키워', '고양이 이름이 뭐야?', '이름 질문'],
        ['', '', '', '', '그 얘기 더 들려줘', '더 듣고 싶음'],
      ],
      { ...SETTINGS, count: 1 },
    );
    expect(await texts(index.near('고양이 봤어'))).toEqual(['고양이 이름이 뭐야?']);
    expect(await texts(index.near('시험 망했어'))).toEqual(['그 얘기 더 들려줘']);
  });

  it('leaves out replies that rest on another weekday, on a talk or a memory that is not there', async () => {
    const index = await open([
      ['', '', '월', '시험이야', '월요일 시험이라니!', ''],
      ['고양이 이야기', '', '', '시험은?', '시험은 고양이랑 봐', ''],
      ['', '[직업: 교사]', '', '시험 문제 냈어', '교사도 힘들지', ''],
      ['', '', '', '안녕', '안녕!', ''],
    ]);
    expect(await texts(index.near('시험이야'))).toEqual(['안녕!']);
    expect(await texts(index.near('(지금은 월요일 오전) 오늘 시험이야'))).toContain(
      '월요일 시험이라니!',
    );
    expect(
      await texts(index.near('(오로라 답변 요약) 고양이 칭찬 (사용자 질문) 시험')),
    ).toContain('시험은 고양이랑 봐');
  });

  it('says of this user what the reply says of another one’s memory', async () => {
    const index = await open([['', '[직업: 교사]', '', '시험 문제 냈어', '교사도 시험이 힘들지', '']]);
    expect(await texts(index.near('[직업: 조교] 시험 문제 또 냈어'))).toEqual([
      '조교도 시험이 힘들지',
    ]);
  });

  it('gives the summary of the reply that is nearest to an answer', async () => {
    const index = await open([
      ['', '', '', '망했어', '시험은 또 있어!', '시험 위로'],
      ['', '', '', '키워', '고양이 이름이 뭐야?', '이름 질문'],
    ]);
    const [first] = await texts(index.summaries('나 어제 (오로라 답변) 시험은 다시 보면 돼'));
    expect(first).toBe('시험 위로');
  });

  it('names the file whose vectors do not go with the rows', async () => {
    await open([['', '', '', '안녕', '안녕!', '']]);
    await writeFile(join(folder, 'vectors.i8'), Int8Array.from([1, 2, 3]));
    await expect(ReplyIndex.open(folder, encoder, SETTINGS)).rejects.toThrow('vectors.i8');
  });

  it('does not say again what she has just said', async () => {
    const index = await open([
      ['', '', '', '안녕', '안녕!', '인사'],
      ['', '', '', '안녕', '또 왔네!', '다시 인사'],
    ]);
    expect(await texts(index.near('안녕'))).toHaveLength(2);
    const again = '(오로라 답변 요약) 인사 (사용자 질문) 안녕';
    expect(await texts(index.near(again))).toEqual(['또 왔네!']);
  });
});
