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

/** Encodes a mask `[height, width] float32` in 0…1 as a grey PNG of 8 bits. */
export async function encodeMaskPng(
  mask: Float32Array,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const grey = Uint8ClampedArray.from(mask, (value) => value * 255);
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
