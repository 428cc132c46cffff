import { Command } from 'commander';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { register as ombre } from '../../../src/cli/ombre.js';
import { register as render } from '../../../src/cli/render.js';
import { register as segment } from '../../../src/cli/segment.js';

const MODELS_DIR = fileURLToPath(new URL('../../fixtures/models', import.meta.url));

describe('picture commands', () => {
  let folder: string;
  let stdout: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pictures-'));
    stdout = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function ohlora(...args: string[]): Promise<void> {
    const program = new Command();
    const context = {
      env: { MODELS_DIR },
      stdout: (line: string) => void stdout.push(line),
      stderr: () => undefined,
    };
    for (const register of [render, segment, ombre]) register(program, context);
    for (const command of [program, ...program.commands]) {
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    }
    await program.parseAsync(args, { from: 'user' });
  }
  const file = (name: string) => join(folder, name);
  const raw = (path: string) => sharp(path).raw().toBuffer();

  it('render writes a PNG or a GIF by the name of the file, and nothing to stdout', async () => {
    await ohlora(
      'render',
      '--face',
      'v8:83',
      '--eyes',
      '크게',
      '--hair',
      '보라',
      '--out',
      file('a.png'),
    );
    await ohlora('render', '--face', 'v8:83', '--out', file('sub/a.gif'));
    expect(await sharp(file('a.png')).metadata()).toMatchObject({ format: 'png', width: 256 });
    expect(await sharp(file('sub/a.gif')).metadata()).toMatchObject({ format: 'gif' });
    expect(stdout).toEqual([]);
  });

  it.each([
    [['--face', 'v9:83', '--out', 'a.png'], /v8:83 or v7:127/u],
    [['--face', 'v8:84', '--out', 'a.png'], /The faces of v8 are 83, 143/u],
    [['--face', 'v8:83', '--out', 'a.jpg'], /\.png or \.gif/u],
    [['--face', 'v8:83', '--eyes', '세모', '--out', 'a.png'], /작게, 보통, 크게, 아주 크게/u],
    [['--face', 'v8:83', '--hair', '400', '--out', 'a.png'], /0 to 360/u],
    [['--face', 'v8:83', '--height', '1.2', '--out', 'a.png'], /from 0 to 1/u],
    [['--face', 'v8:83'], /--out/u],
    [['--face', 'v8:83', '--show', '--out', 'a.png'], /needs a \.gif/u],
  ])('render %j says what is wrong', async (args, message) => {
    await expect(ohlora('render', ...args)).rejects.toThrow(message);
  });

  it('segment writes a grey mask of 224×224', async () => {
    await sharp({ create: { width: 300, height: 200, channels: 3, background: '#000' } })
      .png()
      .toFile(file('dark.png'));
    await ohlora('segment', file('dark.png'), '--out', file('mask.png'));
    const { width, height, channels } = await sharp(file('mask.png')).metadata();
    expect({ width, height, channels }).toEqual({ width: 224, height: 224, channels: 1 });
    expect((await raw(file('mask.png')))[0]).toBe(255);
  });

  it('ombre keeps the size, colours hair, and leaves a picture without hair as it is', async () => {
    const create = { width: 320, height: 240, channels: 3, background: '#101010' } as const;
    await sharp({ create }).png().toFile(file('dark.png'));
    await sharp({ create: { ...create, background: '#fff' } })
      .png()
      .toFile(file('light.png'));
    await ohlora(
      'ombre',
      file('dark.png'),
      '--hair',
      '120',
      '--height',
      '1',
      '--gradient',
      '0',
      '--out',
      file('o.png'),
    );
    const [red, green, blue] = await raw(file('o.png'));
    // 16 + 0.35·16 + 0.25·C − 38.25
    expect([red, green, blue]).toEqual([0, 47, 0]);
    expect(await sharp(file('o.png')).metadata()).toMatchObject({ width: 320, height: 240 });
    await ohlora('ombre', file('light.png'), '--hair', 'pink', '--out', file('p.png'));
    expect((await raw(file('p.png'))).every((value) => value === 255)).toBe(true);
  });

  it('names a picture that cannot be read', async () => {
    const args = ['--out', file('m.png')];
    await expect(ohlora('segment', file('none.png'), ...args)).rejects.toThrow(file('none.png'));
    const text = fileURLToPath(import.meta.url);
    await expect(ohlora('segment', text, ...args)).rejects.toThrow('cannot read the picture');
  });
});
