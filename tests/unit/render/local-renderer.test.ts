import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { RenderRequest } from '../../../src/render/contract.js';
import { LocalRenderer } from '../../../src/render/local-renderer.js';

const entry = new URL('../../fixtures/render/crashing-worker.mjs', import.meta.url);
const request = (seed: number): RenderRequest => ({
  face: { version: 'v8', number: 83 },
  to: { eyes: 0, mouth: 0, pose: 0 },
  hair: null,
  format: 'png',
  seed,
});

describe('LocalRenderer', () => {
  let renderer: LocalRenderer;
  afterEach(() => renderer.close());

  it('starts its thread again after a crash', async () => {
    renderer = new LocalRenderer({ entry });
    await expect(renderer.render(request(666))).rejects.toMatchObject({ code: 'render-crashed' });
    await expect(renderer.render(request(1))).resolves.toMatchObject({ format: 'png' });
    await expect(renderer.render(request(666))).rejects.toMatchObject({ code: 'render-crashed' });
    await expect(renderer.render(request(2))).resolves.toMatchObject({ format: 'png' });
  });

  it('gives up after crashes in a row', async () => {
    renderer = new LocalRenderer({ entry, maxCrashes: 2 });
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      await renderer
        .render(request(666))
        .catch((error: unknown) => codes.push((error as { code: unknown }).code));
    }
    expect(codes).toEqual(['render-crashed', 'render-crashed', 'render-unavailable']);
  });

  it('rejects what runs and what waits when it is closed', async () => {
    renderer = new LocalRenderer({ entry });
    const pictures = [renderer.render(request(1)), renderer.render(request(2))];
    expect(renderer.load).toBe(2);
    const results = Promise.allSettled(pictures);
    await renderer.close();
    for (const result of await results) expect(result.status).toBe('rejected');
    await expect(renderer.render(request(3))).rejects.toMatchObject({ code: 'render-aborted' });
  });

  it('does not end its thread in the midst of a drawing', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ohlora-render-'));
    const modelsDirectory = join(directory, 'drawn');
    renderer = new LocalRenderer({
      entry: new URL('../../fixtures/render/slow-worker.mjs', import.meta.url),
      modelsDirectory,
    });
    const picture = renderer.render(request(1));
    const refused = expect(picture).rejects.toMatchObject({ code: 'render-aborted' });
    await renderer.close();
    await refused;
    expect(await readFile(modelsDirectory, 'utf8')).toBe('drawn');
    await rm(directory, { recursive: true });
  });

  it('names the file when a model is missing', async () => {
    const modelsDirectory = fileURLToPath(new URL('.', import.meta.url));
    renderer = new LocalRenderer({ modelsDirectory });
    await expect(renderer.render(request(1))).rejects.toThrow(/manifest\.json is missing/u);
  });
});
