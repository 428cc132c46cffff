import { createRequire } from 'node:module';
import { ditherAmplitude, PaletteLookup, thresholdMap } from './dither.js';
import type { Gifenc } from './gifenc.js';
import { choosePalette, type Color } from './palette.js';

// A CommonJS package that names an ES module too, which Node and bundlers read differently.
const gifenc = createRequire(import.meta.url)('gifenc') as Gifenc;

export interface GifOptions {
  /** px */
  width: number;
  height: number;
  /** ms a frame; players keep steps of 10. */
  delayMs: number;
  /** ms for the last frame, before the loop begins again. */
  lastDelayMs?: number;
}

/** A pixel that moved by no more than this in each channel keeps its colour. */
const STILL = 3;

/**
 * Encodes frames `[height, width, 4] uint8` as an endless GIF. One palette for all frames, dithering
 * that stays in place, and only what changes is written.
 */
export async function encodeGif(
  frames: readonly Uint8ClampedArray[],
  options: GifOptions,
): Promise<Uint8Array> {
  const { width, height, delayMs } = options;
  const palette = await choosePalette(frames);
  const transparentIndex = palette.length;
  const indexer = new FrameIndexer(width, height, palette, transparentIndex);
  const encoder = gifenc.GIFEncoder({ initialCapacity: 1 << 20 });
  for (const [number, frame] of frames.entries()) {
    const last = number === frames.length - 1;
    encoder.writeFrame(indexer.index(frame), width, height, {
      ...(number === 0 && { palette: [...palette, [0, 0, 0]], repeat: 0 }),
      delay: last ? (options.lastDelayMs ?? delayMs) : delayMs,
      transparent: number > 0,
      transparentIndex,
      dispose: 1,
    });
  }
  encoder.finish();
  return encoder.bytes();
}

/** Turns frames into palette indices, each relative to the frames before it. */
class FrameIndexer {
  private readonly lookup: PaletteLookup;
  private readonly offsets: Float32Array;
  /** Index shown at each pixel, and the colour for which it was chosen. */
  private readonly shown: Int16Array;
  private readonly source: Uint8ClampedArray;
  private readonly out: Uint8Array;

  constructor(
    width: number,
    height: number,
    palette: readonly Color[],
    private readonly transparentIndex: number,
  ) {
    const amplitude = ditherAmplitude(palette);
    this.lookup = new PaletteLookup(palette);
    this.offsets = thresholdMap(width, height).map((threshold) => threshold * amplitude);
    this.shown = new Int16Array(width * height).fill(-1);
    this.source = new Uint8ClampedArray(width * height * 4);
    this.out = new Uint8Array(width * height);
  }

  /** @returns indices, valid until the next call. */
  index(frame: Uint8ClampedArray): Uint8Array {
    const { shown, source, out, offsets } = this;
    for (let i = 0, at = 0; i < out.length; i += 1, at += 4) {
      const r = frame[at]!;
      const g = frame[at + 1]!;
      const b = frame[at + 2]!;
      if (
        shown[i]! >= 0 &&
        Math.abs(r - source[at]!) <= STILL &&
        Math.abs(g - source[at + 1]!) <= STILL &&
        Math.abs(b - source[at + 2]!) <= STILL
      ) {
        out[i] = this.transparentIndex;
        continue;
      }
      source[at] = r;
      source[at + 1] = g;
      source[at + 2] = b;
      const offset = offsets[i]!;
      const index = this.lookup.nearest(clamp(r + offset), clamp(g + offset), clamp(b + offset));
      out[i] = index === shown[i] ? this.transparentIndex : index;
      shown[i] = index;
    }
    return out;
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}
