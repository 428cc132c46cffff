import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fields, runBatch } from '../../../src/cli/batch.js';
import { parseNow, parseSeed } from '../../../src/cli/options.js';
import { InputError } from '../../../src/errors.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'oh-lora-batch-'));

function recorder() {
  const out: string[] = [];
  const err: string[] = [];
  const context = {
    env: {},
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void err.push(line),
  };
  return { out, err, context };
}

function file(content: string): string {
  const name = path.join(folder, 'input.txt');
  writeFileSync(name, content);
  return name;
}

describe('runBatch', () => {
  it('answers line n with line n, empty ones too, without the byte-order mark', async () => {
    const { out, context } = recorder();
    await runBatch(file('\uFEFF안녕\r\n\n뭐 해\n'), context, (line, index) =>
      Promise.resolve({ index, line }),
    );
    expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([
      { index: 0, line: '안녕' },
      { index: 1, line: '' },
      { index: 2, line: '뭐 해' },
    ]);
  });

  it('names the file that is not there', async () => {
    await expect(
      runBatch('no/such.txt', recorder().context, () => Promise.resolve(1)),
    ).rejects.toThrow(/no\/such\.txt/u);
  });

  it('names the line that cannot be used', async () => {
    const { context } = recorder();
    const work = (line: string) => Promise.resolve(fields(line, ['item', 'text']));
    await expect(runBatch(file('a\tb\nno tab\n'), context, (line) => work(line))).rejects.toThrow(
      /line 2: expected item ⇥ text, found 1/u,
    );
    await expect(runBatch(file('x'), context, (line) => work(line))).rejects.toBeInstanceOf(
      InputError,
    );
  });
});

describe('options', () => {
  it('takes a seed of 32 bits', () => {
    expect(parseSeed('4294967295')).toBe(4294967295);
    for (const bad of ['-1', '1.5', 'x', '4294967296']) expect(() => parseSeed(bad)).toThrow();
  });

  it('takes a time only with its offset', () => {
    expect(parseNow('2026-11-20T21:00+09:00')).toBe(Date.UTC(2026, 10, 20, 12));
    for (const bad of ['2026-11-20', '2026-11-20T21:00', '2026-13-20T21:00Z', 'now']) {
      expect(() => parseNow(bad)).toThrow();
    }
  });
});
