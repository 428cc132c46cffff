/** Contact sheets: tiles with a caption in the corner, saved as WebP. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import sharp from 'sharp';

const TILE = 160;
const QUALITY = 84;
const LIMIT = 400_000;

/** SVG of a caption, white with a dark rim. */
function label(caption) {
  const text = caption.replace(/[&<]/gu, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
  const style =
    'font: 600 13px sans-serif; fill: #fff; stroke: #000; stroke-width: 3px; ' +
    'stroke-linejoin: round; paint-order: stroke';
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${TILE}" height="24">` +
      `<text x="6" y="17" xml:space="preserve" style="${style}">${text}</text></svg>`,
  );
}

/**
 * Saves tiles `[{ caption, image }]` (image: an encoded picture), `columns` in a row.
 * Throws when the file is larger than a page should load.
 */
export async function saveSheet(path, tiles, columns) {
  const layers = [];
  for (const [i, { caption, image }] of tiles.entries()) {
    const at = { left: (i % columns) * TILE, top: Math.floor(i / columns) * TILE };
    layers.push({ input: await sharp(image).resize(TILE, TILE).png().toBuffer(), ...at });
    layers.push({ input: label(caption), ...at });
  }
  const height = Math.ceil(tiles.length / columns) * TILE;
  mkdirSync(dirname(path), { recursive: true });
  const { size } = await sharp({
    create: { width: columns * TILE, height, channels: 3, background: '#fff' },
  })
    .composite(layers)
    .webp({ quality: QUALITY, effort: 6 })
    .toFile(path);
  if (size > LIMIT) throw new RangeError(`${path} has ${size} bytes, more than ${LIMIT}`);
  console.error(`${path}: ${size} bytes`);
}
