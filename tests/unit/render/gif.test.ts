import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeGif } from '../../../src/render/gif.js';

const SIDE = 64;

/** A smooth two-colour ramp; `shift` moves the lower half by so many pixels. */
function ramp(shift = 0, noise = 0): Uint8ClampedArray {
  const frame = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const along = y < SIDE / 2 ? x : (x + shift) % SIDE;
      const value = (along / SIDE) * 160 + 40 + noise * ((x + y + shift) % 2);
      frame.set([value, 255 - value, y * 2, 255], (y * SIDE + x) * 4);
    }
  }
  return frame;
}

async function decode(gif: Uint8Array): Promise<Buffer[]> {
  const { pages = 1 } = await sharp(gif).metadata();
  return Promise.all(
    Array.from({ length: pages }, (_, page) => sharp(gif, { page }).removeAlpha().raw().toBuffer()),
  );
}

const options = { width: SIDE, height: SIDE, delayMs: 50 };

/** Mean over blocks of 8×8, so that dithering is judged as the eye does. */
function blockMeans(data: Buffer | Uint8ClampedArray, channels: number, channel: number): number[] {
  const means: number[] = [];
  for (let by = 0; by < SIDE; by += 8) {
    for (let bx = 0; bx < SIDE; bx += 8) {
      let sum = 0;
      for (let i = 0; i < 64; i += 1) {
        const at = (by + (i >> 3)) * SIDE + bx + (i & 7);
        sum += data[at * channels + channel]!;
      }
      means.push(sum / 64);
    }
  }
  return means;
}

describe('encodeGif', () => {
  it('keeps every frame near to its picture', async () => {
    const frames = [ramp(0), ramp(9), ramp(30)];
    const decoded = await decode(await encodeGif(frames, options));
    expect(decoded).toHaveLength(3);
    for (const [n, frame] of frames.entries()) {
      for (let channel = 0; channel < 3; channel += 1) {
        const want = blockMeans(frame, 4, channel);
        const have = blockMeans(decoded[n]!, 3, channel);
        for (const [i, mean] of want.entries()) expect(Math.abs(have[i]! - mean)).toBeLessThan(6);
      }
    }
  });

  it('does not crawl: what stands still keeps every pixel, also under faint noise', async () => {
    const decoded = await decode(await encodeGif([ramp(0), ramp(7, 2), ramp(14)], options));
    const half = (SIDE * SIDE * 3) / 2;
    const upper = decoded.map((frame) => frame.subarray(0, half));
    expect(upper[1]!.equals(upper[0]!)).toBe(true);
    expect(upper[2]!.equals(upper[0]!)).toBe(true);
    expect(decoded[1]!.equals(decoded[0]!)).toBe(false);
  });

  it('pays little for frames in which nothing moves', async () => {
    const one = (await encodeGif([ramp()], options)).length;
    const frames = Array.from({ length: 24 }, () => ramp());
    const many = (await encodeGif(frames, options)).length;
    expect(many - one).toBeLessThan(one);
  });

  it('has one colour table and the delays it was asked for', async () => {
    const gif = await encodeGif([ramp(0), ramp(5), ramp(10)], { ...options, lastDelayMs: 900 });
    const { delay, loop } = await sharp(gif, { animated: true }).metadata();
    expect({ delay, loop }).toEqual({ delay: [50, 50, 900], loop: 0 });
  });
});
