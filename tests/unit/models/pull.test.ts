import fastify, { type FastifyInstance } from 'fastify';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pullModels } from '../../../src/models/pull.js';

const FIXTURE = fileURLToPath(new URL('../../fixtures/models', import.meta.url));
const FACES = 'generator-v8/faces.json';

describe('pullModels', () => {
  let server: FastifyInstance;
  let baseUrl: string;
  let directory: string;
  let ranges: (string | undefined)[];
  let asked: string[];
  let spoil: (path: string, bytes: Buffer) => Buffer;
  let progress: string[];

  beforeEach(async () => {
    ranges = [];
    asked = [];
    progress = [];
    spoil = (_, bytes) => bytes;
    directory = await mkdtemp(join(tmpdir(), 'pull-'));
    server = fastify();
    server.get('/m/*', async (request, reply) => {
      const path = (request.params as { '*': string })['*'];
      asked.push(path);
      const bytes = spoil(path, await readFile(join(FIXTURE, path)));
      const from = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1];
      ranges.push(request.headers.range);
      if (from === undefined) return bytes;
      void reply.code(206);
      return bytes.subarray(Number(from));
    });
    baseUrl = `${await server.listen({ host: '127.0.0.1', port: 0 })}/m`;
  });
  afterEach(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  const pull = () =>
    pullModels({ baseUrl, directory, onProgress: (line) => progress.push(line) });

  it('fetches all that is missing, and nothing the second time', async () => {
    expect(await pull()).toBe(4);
    expect(await readFile(join(directory, FACES))).toEqual(await readFile(join(FIXTURE, FACES)));
    expect(progress).toContainEqual(expect.stringMatching(/faces\.json: .* of .* MB/u));
    asked.length = 0;
    expect(await pull()).toBe(0);
    expect(asked.filter((path) => /onnx|faces/u.test(path))).toEqual([]);
  });

  it('goes on where a download ended', async () => {
    const whole = await readFile(join(FIXTURE, FACES));
    mkdirSync(join(directory, 'generator-v8'));
    await writeFile(join(directory, `${FACES}.partial`), whole.subarray(0, 5000));
    await pull();
    expect(ranges).toContain('bytes=5000-');
    expect(await readFile(join(directory, FACES))).toEqual(whole);
  });

  it('mends a damaged file', async () => {
    await pull();
    await writeFile(join(directory, FACES), 'x');
    expect(await pull()).toBe(1);
    expect(await readFile(join(directory, FACES))).toEqual(await readFile(join(FIXTURE, FACES)));
  });

  it('takes nothing whose checksum is wrong', async () => {
    spoil = (path, bytes) => (path === FACES ? Buffer.alloc(bytes.length, 32) : bytes);
    await expect(pull()).rejects.toThrow(`${FACES} is damaged`);
    await expect(stat(join(directory, FACES))).rejects.toThrow('ENOENT');
    await expect(stat(join(directory, 'manifest.json'))).rejects.toThrow('ENOENT');
  });

  it('says which address does not answer', async () => {
    baseUrl = baseUrl.replace('/m', '/elsewhere');
    await expect(pull()).rejects.toThrow(`${baseUrl}/manifest.json answers HTTP 404`);
    baseUrl = 'http://127.0.0.1:1';
    await expect(pull()).rejects.toThrow(/cannot reach http:\/\/127\.0\.0\.1:1\/manifest\.json/u);
  });
});
