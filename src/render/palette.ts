import sharp from 'sharp';

/** Red, green and blue in 0…255. */
export type Color = [red: number, green: number, blue: number];

/** One entry of a GIF's table stays free for "as in the frame before". */
const COLORS = 255;
/** Pixels that choose the palette, all frames together. */
const SAMPLE = { width: 160, height: 150 };

/** At most 255 colours that suit all frames (RGBA uint8) together. */
export async function choosePalette(frames: readonly Uint8ClampedArray[]): Promise<Color[]> {
  // libimagequant, which sharp brings, is ten times as fast as a quantiser in JavaScript.
  const png = await sharp(samplePixels(frames), { raw: { ...SAMPLE, channels: 3 } })
    .png({ palette: true, colours: 256, dither: 0, effort: 4, compressionLevel: 0 })
    .toBuffer();
  const palette = readColorTable(png);
  while (palette.length > COLORS) palette.splice(mostReplaceable(palette), 1);
  return palette;
}

/** RGB pixels spread evenly over all frames. */
function samplePixels(frames: readonly Uint8ClampedArray[]): Uint8Array {
  const count = SAMPLE.width * SAMPLE.height;
  const area = (frames[0]?.length ?? 0) / 4;
  // An odd step walks through all columns.
  const step = Math.max(1, Math.floor((area * frames.length) / count)) | 1;
  const sample = new Uint8Array(count * 3);
  for (let n = 0; n < count; n += 1) {
    const pixel = (n * step) % (area * frames.length);
    const frame = frames[Math.floor(pixel / area)]!;
    const at = (pixel % area) * 4;
    sample[n * 3] = frame[at]!;
    sample[n * 3 + 1] = frame[at + 1]!;
    sample[n * 3 + 2] = frame[at + 2]!;
  }
  return sample;
}

/** The PLTE chunk of a PNG; chunks are length, name, data, checksum. */
function readColorTable(png: Buffer): Color[] {
  let at = 8;
  while (png.toString('latin1', at + 4, at + 8) !== 'PLTE') at += png.readUInt32BE(at) + 12;
  const bytes = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
  const colors: Color[] = [];
  for (let i = 0; i < bytes.length; i += 3) colors.push([bytes[i]!, bytes[i + 1]!, bytes[i + 2]!]);
  return colors;
}

/** Index of the colour whose nearest neighbour is nearest. */
function mostReplaceable(palette: readonly Color[]): number {
  const distances = neighbourDistances(palette);
  return distances.indexOf(Math.min(...distances));
}

/** How far each colour's nearest neighbour is. */
export function neighbourDistances(palette: readonly Color[]): number[] {
  return palette.map((color, index) => {
    let nearest = Infinity;
    for (const [other, { 0: r, 1: g, 2: b }] of palette.entries()) {
      if (other === index) continue;
      const far = (color[0] - r) ** 2 + (color[1] - g) ** 2 + (color[2] - b) ** 2;
      if (far < nearest) nearest = far;
    }
    return Math.sqrt(nearest);
  });
}
