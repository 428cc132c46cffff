import sharp from 'sharp';

/** Blocks are not yet seen at this quality, and a frame stays near 10 kB. */
const QUALITY = 86;

/** Encodes RGBA `[height, width, 4] uint8` as JPEG, without its alpha. */
export async function encodeJpeg(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): Promise<Uint8Array> {
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
