import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Renderer, RenderRequest } from '../../src/render/contract.js';

const REQUEST: RenderRequest = {
  face: { version: 'v8', number: 83 },
  to: { eyes: 0.9, mouth: 1.2, pose: 0.1 },
  hair: null,
  format: 'png',
  seed: 7,
};

const pixels = async (data: Uint8Array) => sharp(data).removeAlpha().raw().toBuffer();

/** What every renderer does, wherever it draws. */
export function rendererContract(name: string, open: () => Renderer): void {
  describe(`${name} keeps the renderer contract`, () => {
    let renderer: Renderer;
    beforeAll(() => {
      renderer = open();
    });
    afterAll(() => renderer.close());

    it('draws a PNG of 256×256', async () => {
      const picture = await renderer.render(REQUEST);
      expect(picture).toMatchObject({ format: 'png', width: 256, height: 256 });
      const { format, width, height } = await sharp(picture.data).metadata();
      expect({ format, width, height }).toEqual({ format: 'png', width: 256, height: 256 });
    });

    it('draws a frame of the live face, plain and dyed, as JPEG', async () => {
      const plain = await renderer.render({ ...REQUEST, format: 'jpeg' });
      const hair = { hue: 0.75, height: 0.9, gradient: 0.2 };
      const dyed = await renderer.render({ ...REQUEST, hair, format: 'jpeg' });
      const { format, width, height } = await sharp(dyed.data).metadata();
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: 256, height: 256 });
      expect((await pixels(dyed.data)).equals(await pixels(plain.data))).toBe(false);
    });

    it('draws a GIF of 24 to 36 frames at 20 a second that loops', async () => {
      const picture = await renderer.render({ ...REQUEST, format: 'gif' });
      const { format, pages, delay, loop } = await sharp(picture.data, {
        animated: true,
      }).metadata();
      expect(format).toBe('gif');
      expect(loop).toBe(0);
      expect(pages).toBeGreaterThanOrEqual(24);
      expect(pages).toBeLessThanOrEqual(36);
      expect(new Set(delay?.slice(0, -1))).toEqual(new Set([50]));
    });

    it('draws the same picture for the same request', async () => {
      const request = { ...REQUEST, format: 'gif' } as const;
      const [first, second] = await Promise.all([
        renderer.render(request),
        renderer.render(request),
      ]);
      expect(Buffer.from(first.data).equals(Buffer.from(second.data))).toBe(true);
    });

    it('shows the expression and the hair', async () => {
      const plain = await pixels((await renderer.render(REQUEST)).data);
      const to = { eyes: -0.2, mouth: 0.4, pose: 1.6 };
      const other = await pixels((await renderer.render({ ...REQUEST, to })).data);
      expect(other.equals(plain)).toBe(false);
      const hair = { hue: 0.75, height: 0.9, gradient: 0.2 };
      const dyed = await pixels((await renderer.render({ ...REQUEST, hair })).data);
      expect(dyed.equals(plain)).toBe(false);
    });

    it('runs through the hues in show mode', async () => {
      const hair = { hue: 0, height: 0.6, gradient: 0.5 };
      const request = { ...REQUEST, hair, format: 'gif' } as const;
      const shown = await renderer.render({ ...request, show: true });
      const still = await renderer.render(request);
      expect(Buffer.from(shown.data).equals(Buffer.from(still.data))).toBe(false);
      expect((await sharp(shown.data, { animated: true }).metadata()).pages).toBe(36);
    });

    it('refuses a face that is not hers', async () => {
      const face = { version: 'v8', number: 1 } as const;
      await expect(renderer.render({ ...REQUEST, face })).rejects.toMatchObject({
        code: 'face-unknown',
      });
    });

    it('stops when the picture is no longer wanted, and goes on with the next', async () => {
      const before = new AbortController();
      before.abort();
      await expect(renderer.render(REQUEST, before.signal)).rejects.toMatchObject({
        code: 'render-aborted',
      });
      const during = new AbortController();
      const running = renderer.render({ ...REQUEST, format: 'gif' }, during.signal);
      const queued = renderer.render({ ...REQUEST, format: 'gif' }, during.signal);
      during.abort();
      await expect(running).rejects.toMatchObject({ code: 'render-aborted' });
      await expect(queued).rejects.toMatchObject({ code: 'render-aborted' });
      await expect(renderer.render(REQUEST)).resolves.toMatchObject({ format: 'png' });
    });
  });
}
