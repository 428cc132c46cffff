import sharp from 'sharp';

/** Encodes RGBA `[height, width, 4] uint8` as PNG without its alpha. */
export async function encodePng(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): Promise<Uint8Array> {
  // Level 6 is within 3 % of level 9's size in a fifth of its time.
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 6 })
    .toBuffer();
}
