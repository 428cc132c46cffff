import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../bin/ohlora.mjs', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'oh-lora-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  code: number;
  out: string[];
  err: string[];
}

/** Runs `ohlora` as a script would, with a data folder of its own. */
function ohlora(args: string[], env: Record<string, string> = {}): Promise<Result> {
  const lines = (text: string) => text.split('\n').filter(Boolean);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { env: { ...process.env, DATA_DIR: folder, ...env }, timeout: 120_000 },
      (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, out: lines(stdout), err: lines(stderr) }),
    );
  });
}

function file(name: string, lines: string[]): string {
  const target = path.join(folder, name);
  writeFileSync(target, `${lines.join('\n')}\n`);
  return target;
}

const json = (line: string | undefined) => JSON.parse(line ?? 'null') as Record<string, unknown>;

describe('ohlora ask', () => {
  it('prints one JSON line with every field of a turn, the same for the same seed', async () => {
    const args = [
      'ask',
      '--json',
      '--seed',
      '7',
      '--now',
      '2026-11-20T21:00+09:00',
      '오늘 뭐 먹지',
    ];
    const [first, second] = await Promise.all([ohlora(args), ohlora(args)]);
    expect(first).toMatchObject({ code: 0, err: [] });
    expect(first.out).toHaveLength(1);
    const turn = json(first.out[0]);
    expect(Object.keys(turn).sort()).toEqual(
      [
        'answer',
        'ethics',
        'expression',
        'memory',
        'ms',
        'notice',
        'prompt',
        'struck',
        'summary',
        'tries',
      ].sort(),
    );
    expect(turn.prompt).toBe('(지금은 금요일 저녁) 오늘 뭐 먹지');
    expect(turn.answer).toMatch(/[가-힣]/u);
    const untimed = (line: string | undefined) => ({ ...json(line), ms: null });
    expect(untimed(second.out[0])).toEqual(untimed(first.out[0]));
  });

  it('treats each line of a batch as a fresh user', async () => {
    const lines = ['나 간호사야', '안녕', ''];
    const { code, out } = await ohlora(['ask', '--seed', '1', '--batch', file('ask.txt', lines)]);
    expect(code).toBe(0);
    expect(out).toHaveLength(3);
    for (const line of out) expect(json(line).memory).toMatchObject({ used: null });
  });

  it('writes her face as the picture that was asked for', async () => {
    const target = path.join(folder, 'face.png');
    expect((await ohlora(['ask', '안녕', '--seed', '1', '--image', target])).code).toBe(0);
    expect(readFileSync(target).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('ohlora role, classify, similarity', () => {
  it('run one model alone, a line for a line', async () => {
    const expression = await ohlora([
      'role',
      'expression',
      '--batch',
      file('e.txt', ['와 진짜 축하해!!🎉']),
    ]);
    expect(json(expression.out[0])).toMatchObject({ tries: 1 });
    expect(json(expression.out[0]).eyes).toMatch(/작게|보통|크게/u);

    const summary = await ohlora([
      'role',
      'summary',
      '--batch',
      file('s.txt', ['안녕\t안녕! 반가워']),
    ]);
    // What a model of this size writes differs between processors; that it writes one line does not.
    const { text, tries } = json(summary.out[0]) as { text: string; tries: number };
    expect(text.trim()).not.toBe('');
    expect(text).not.toContain('\n');
    expect(tries).toBeGreaterThanOrEqual(1);

    const classify = await ohlora([
      'classify',
      '--batch',
      file('c.txt', ['안녕', '오늘 날씨 좋다']),
    ]);
    expect(classify.out.map((line) => json(line).verdicts)).toEqual([[], []]);
    expect(Object.keys(json(classify.out[0]).scores as object)).toEqual([
      '사랑 고백/만남',
      '일반',
      '정치',
      '패드립',
      '혐오/기타',
    ]);

    const pairs = [
      '[반려동물: 고양이]\t우리 고양이 오늘 밥 안 먹어',
      '[반려동물: 고양이]\t정치학 과제 언제까지지',
    ];
    const similarity = await ohlora(['similarity', '--batch', file('p.tsv', pairs)]);
    const [near, far] = similarity.out.map((line) => json(line).similarity as number);
    expect(near).toBeGreaterThan(far as number);
  });
});

describe('a wrong call', () => {
  it.each([
    [['ask'], 2, /takes either a text or --batch/u],
    [['ask', '안녕', '--seed', 'x'], 2, /--seed/u],
    [['ask', '안녕', '--now', 'tomorrow'], 2, /2026-11-20T21:00\+09:00/u],
    [['ask', '안녕', '--image', 'face.jpg'], 2, /\.png or \.gif/u],
    [['role', 'poet', '--batch', 'x'], 2, /poet.*answer, memory/u],
    [['classify', '--batch', 'no-such-file'], 1, /no-such-file/u],
    [['sing'], 2, /sing/u],
  ])('%j exits with %d and says why', async (args, code, why) => {
    const result = await ohlora(args);
    expect(result.code).toBe(code);
    expect(result.out).toEqual([]);
    expect(result.err.join('\n')).toMatch(why);
  });

  it('names the model file that is missing', async () => {
    const result = await ohlora(['classify', '안녕'], { MODELS_DIR: folder });
    expect(result).toMatchObject({ code: 1, out: [] });
    expect(result.err).toHaveLength(1);
    expect(result.err[0]).toMatch(/manifest\.json.*missing/u);
  });

  it('names every fault of the configuration at once', async () => {
    const result = await ohlora(['classify', '안녕'], { TURN_LIMIT: 'many', PICTURES: 'oil' });
    expect(result.code).toBe(1);
    expect(result.err.join('\n')).toMatch(/TURN_LIMIT[\s\S]*PICTURES/u);
  });
});
