import type { Ombre } from './contract.js';
import { resizeCubic } from './cubic-resize.js';

/** A mask value from which hair counts; the spec's sharpening maps 0.75…1 to 0…1. */
const SOFT_BELOW = 0.75;
const SHARPEN = 4;
/** A row is hair from this value of the sharpened mask on. */
const HAIR_ROW = 0.75;
/** tinted = I + 0.35·I + 0.25·C − 0.15·255 */
const GAIN = 1.35;
const TINT = 0.25;
const DARKEN = 0.15 * 255;

/** Where the hair is in a picture; computed once for frames that share a pose. */
export interface HairRegion {
  /** px */
  width: number;
  height: number;
  /** `[height, width] float32`, the sharpened mask in 0…1. */
  share: Float32Array;
  /** First and last row of hair; `null`: there is none and the picture stays as it is. */
  rows: { top: number; bottom: number } | null;
}

/**
 * Sharpens a soft hair mask and brings it to the picture's size (spec §3).
 * @param mask `[maskHeight, maskWidth] float32` in 0…1
 */
export function prepareHair(
  mask: Float32Array,
  maskWidth: number,
  maskHeight: number,
  width: number,
  height: number,
): HairRegion {
  const share = resizeCubic(mask, maskWidth, maskHeight, width, height);
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y += 1) {
    let strongest = 0;
    for (let i = y * width; i < (y + 1) * width; i += 1) {
      const value = Math.min(Math.max((share[i]! - SOFT_BELOW) * SHARPEN, 0), 1);
      share[i] = value;
      if (value > strongest) strongest = value;
    }
    if (strongest < HAIR_ROW) continue;
    if (top < 0) top = y;
    bottom = y;
  }
  return { width, height, share, rows: top < 0 ? null : { top, bottom } };
}

/** Share of the colour in each row, 0…1 (spec §3, g0 and g1). */
export function rowWeights(
  { height, rows }: HairRegion,
  ombre: Pick<Ombre, 'height' | 'gradient'>,
  into: Float64Array = new Float64Array(height),
): Float64Array {
  if (rows === null) return into.fill(0);
  const { top, bottom } = rows;
  const g0 = Math.floor(top + (bottom - top) * (1 - ombre.height));
  const g1 = Math.floor(g0 + (bottom - g0) * ombre.gradient);
  for (let y = 0; y < height; y += 1) {
    into[y] = y < g0 ? 0 : y >= g1 ? 1 : (y - g0) / (g1 - g0);
  }
  return into;
}

/** The pure colour of a hue (S = 1, V = 255). @param hue in 0…1. @returns RGB in 0…255. */
export function pureColor(hue: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue * 6) % 6;
    return 255 * (1 - Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}

/**
 * An ombre ready to be laid on pictures that share a hair region: which pixels change, by how much,
 * and what each channel value turns into. Painting allocates nothing.
 */
export class OmbreLayer {
  private readonly pixels: Uint32Array;
  private readonly shares: Float32Array;
  private readonly weights: Float64Array;
  /** tinted − I for each channel value, `[3, 256]`. */
  private readonly change = new Float32Array(3 * 256);
  private count = 0;

  constructor(private readonly size: { width: number; height: number }) {
    this.pixels = new Uint32Array(size.width * size.height);
    this.shares = new Float32Array(size.width * size.height);
    this.weights = new Float64Array(size.height);
  }

  /** Takes another hair region or another ombre. */
  set(hair: HairRegion, ombre: Ombre): void {
    const { width, height } = this.size;
    if (hair.width !== width || hair.height !== height) {
      throw new RangeError(`hair of ${hair.width}×${hair.height} on ${width}×${height}`);
    }
    const weights = rowWeights(hair, ombre, this.weights);
    this.count = 0;
    for (let y = 0, i = 0; y < height; y += 1) {
      const weight = weights[y]!;
      const end = i + width;
      if (weight === 0) {
        i = end;
        continue;
      }
      for (; i < end; i += 1) {
        const share = hair.share[i]! * weight;
        if (share === 0) continue;
        this.pixels[this.count] = i;
        this.shares[this.count++] = share;
      }
    }
    for (const [channel, colour] of pureColor(ombre.hue).entries()) {
      for (let value = 0; value < 256; value += 1) {
        const tinted = Math.min(Math.max(GAIN * value + TINT * colour - DARKEN, 0), 255);
        this.change[channel * 256 + value] = tinted - value;
      }
    }
  }

  /** Colours `rgba` `[height, width, 4] uint8` in place. */
  paint(rgba: Uint8ClampedArray): void {
    const { pixels, shares, change, count } = this;
    for (let n = 0; n < count; n += 1) {
      const at = pixels[n]! << 2;
      const share = shares[n]!;
      const r = rgba[at]!;
      const g = rgba[at + 1]!;
      const b = rgba[at + 2]!;
      // Between I and tinted, both in 0…255: adding a half and cutting rounds, and never overflows.
      rgba[at] = (r + share * change[r]! + 0.5) | 0;
      rgba[at + 1] = (g + share * change[256 + g]! + 0.5) | 0;
      rgba[at + 2] = (b + share * change[512 + b]! + 0.5) | 0;
    }
  }
}
