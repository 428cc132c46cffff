import { cp, mkdtemp, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locate } from '../../../src/models/locate.js';
import { modelsDirectory, parseManifest } from '../../../src/models/manifest.js';

const FIXTURE = fileURLToPath(new URL('../../fixtures/models', import.meta.url));

describe('locate', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'models-'));
    await cp(FIXTURE, directory, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true }));
  const find = (role: Parameters<typeof locate>[1]) => locate({ MODELS_DIR: directory }, role);
  const file = () => join(directory, 'generator-v8', 'synthesis.onnx');

  it('gives the model of a role with its absolute folder', async () => {
    const model = await find('generator-v8');
    expect(model).toMatchObject({ name: 'generator-v8', kind: 'generator', version: '0.0.0' });
    expect(model.path).toBe(join(directory, 'generator-v8'));
  });

  it('names a missing file and how to mend it', async () => {
    await unlink(file());
    await expect(find('generator-v8')).rejects.toThrow(`The model file ${file()} is missing.`);
    await expect(find('generator-v8')).rejects.toThrow('ohlora models pull');
  });

  it('finds a file that was cut', async () => {
    await truncate(file(), 100);
    await expect(find('generator-v8')).rejects.toMatchObject({ fault: 'damaged', file: file() });
  });

  it('finds one wrong byte, also after the file was found whole', async () => {
    await find('generator-v8');
    const bytes = await readFile(file());
    bytes[200] = bytes[200]! ^ 1;
    await writeFile(file(), bytes);
    await expect(find('generator-v8')).rejects.toThrow('checksum');
    bytes[200] = bytes[200] ^ 1;
    await writeFile(file(), bytes);
    await expect(find('generator-v8')).resolves.toMatchObject({ name: 'generator-v8' });
  });

  it('says which role has no model', async () => {
    await expect(find('answer')).rejects.toThrow('names no model for the role answer');
  });

  it('says where it looked when there is no manifest', async () => {
    await unlink(join(directory, 'manifest.json'));
    await expect(find('segmenter')).rejects.toThrow(join(directory, 'manifest.json'));
  });
});

describe('parseManifest', () => {
  const entry = {
    kind: 'segmenter',
    version: '1',
    directory: 'segmenter',
    files: [{ path: 'a.onnx', bytes: 1, sha256: 'a'.repeat(64) }],
    licence: 'MIT',
    data: [],
    scores: {},
    card: 'README.md',
    settings: {},
  };
  const parse = (change: object) =>
    parseManifest(
      JSON.stringify({ format: 1, models: { s: { ...entry, ...change } }, roles: {} }),
      'm.json',
    );

  it('takes a good entry', () => {
    expect(parse({}).models.s?.version).toBe('1');
  });

  it.each(['../secret', 'a/../../b', '/etc/passwd', 'C:\\x', 'a\\b'])(
    'refuses a path that leaves the folder: %s',
    (path) => {
      expect(() => parse({ files: [{ ...entry.files[0], path }] })).toThrow(/relative path/u);
      expect(() => parse({ directory: path })).toThrow('m.json is damaged');
    },
  );

  it('refuses another format and what is not JSON', () => {
    expect(() => parseManifest('{"format":2,"models":{},"roles":{}}', 'm.json')).toThrow('format');
    expect(() => parseManifest('<html>', 'm.json')).toThrow('not JSON');
  });
});

describe('modelsDirectory', () => {
  it('is the repository’s own unless told', () => {
    expect(modelsDirectory()).toBe(fileURLToPath(new URL('../../../models', import.meta.url)));
    expect(modelsDirectory('/elsewhere')).toBe('/elsewhere');
  });
});
