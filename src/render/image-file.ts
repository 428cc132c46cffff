import sharp, { type Sharp } from 'sharp';
import { InputError } from '../errors.js';

/** RGBA `[height, width, 4] uint8`. */
export interface Raster {
  data: Uint8ClampedArray;
  /** px */
  width: number;
  height: number;
}

const MAX_PIXELS = 8192 * 8192;

/**
 * Reads a picture (PNG, JPEG, WebP, GIF, …) upright, as RGBA on white.
 * @throws {InputError} when there is no such file or it is no picture.
 */
export async function readImage(path: string): Promise<Raster> {
  return raster(open(path), path);
}

/** As {@link readImage}, brought to `side`×`side`; large pictures are averaged, not sampled. */
export async function readSquare(path: string, side: number): Promise<Raster> {
  const whole = await readImage(path);
  if (whole.width <= 2 * side && whole.height <= 2 * side) return whole;
  return raster(open(path).resize(side, side, { fit: 'fill', kernel: 'linear' }), path);
}

function open(path: string): Sharp {
  return sharp(path, { limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .ensureAlpha();
}

async function raster(image: Sharp, path: string): Promise<Raster> {
  try {
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    return {
      data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`cannot read the picture ${path}: ${reason}`);
  }
}
