import { neighbourDistances, type Color } from './palette.js';

/**
 * Interleaved gradient noise (Jimenez, "Next Generation Post Processing in Call of Duty", 2014):
 * a fixed threshold for each pixel in −0.5…0.5, near to blue noise. Since it stays in place from
 * frame to frame, what does not move does not crawl.
 */
export function thresholdMap(width: number, height: number): Float32Array {
  const map = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inner = (0.06711056 * x + 0.00583715 * y) % 1;
      map[y * width + x] = ((52.9829189 * inner) % 1) - 0.5;
    }
  }
  return map;
}

/** Dithering as wide as the palette is coarse: the mean distance to a colour's neighbour. */
export function ditherAmplitude(palette: readonly Color[]): number {
  if (palette.length < 2) return 0;
  const sum = neighbourDistances(palette).reduce((total, far) => total + far, 0);
  return sum / palette.length / Math.sqrt(3);
}

/** Nearest palette colour, remembered for each of the 65,536 colours of 5-6-5 bits. */
export class PaletteLookup {
  private readonly known = new Int16Array(1 << 16).fill(-1);
  private readonly flat: Uint8Array;

  constructor(palette: readonly Color[]) {
    this.flat = Uint8Array.from(palette.flat());
  }

  /** Channels in 0…255. @returns index into the palette. */
  nearest(red: number, green: number, blue: number): number {
    const key = ((red & 0xf8) << 8) | ((green & 0xfc) << 3) | (blue >> 3);
    const known = this.known[key]!;
    return known >= 0 ? known : (this.known[key] = this.search(key));
  }

  private search(key: number): number {
    const red = ((key >> 8) & 0xf8) + 4;
    const green = ((key >> 3) & 0xfc) + 2;
    const blue = ((key << 3) & 0xf8) + 4;
    let best = 0;
    let nearest = Infinity;
    for (let i = 0, o = 0; o < this.flat.length; i += 1, o += 3) {
      const r = this.flat[o]! - red;
      const g = this.flat[o + 1]! - green;
      const b = this.flat[o + 2]! - blue;
      // Rough weights of the eye: green counts most, blue least.
      const far = 3 * r * r + 4 * g * g + 2 * b * b;
      if (far < nearest) {
        nearest = far;
        best = i;
      }
    }
    return best;
  }
}
