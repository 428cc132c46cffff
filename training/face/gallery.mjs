/**
 * The pictures of docs/gallery.md and the GIF of the README, always the same for the same models:
 *
 *   node --import tsx training/face/gallery.mjs studio     # what the studio draws
 *   node --import tsx training/face/gallery.mjs models     # what the product draws
 *
 * Without a word it makes both. `models` goes through the product's own renderer and ombre.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import sharp from 'sharp';

import { FACES, REST, faceLabel } from '../../src/render/contract.ts';
import { HAIR_COLORS } from '../../src/render/hair-colors.ts';
import { LocalRenderer } from '../../src/render/local-renderer.ts';
import { saveSheet } from './gallery-sheet.mjs';
import { faceParams, identity } from './studio/population.mjs';
import { portrait } from './studio/scene.mjs';

const OUT = fileURLToPath(new URL('../../docs/img/gallery/', import.meta.url));
const AURORA = fileURLToPath(new URL('../../docs/img/aurora.gif', import.meta.url));
const STEPS = 7;
/** Useful weights in w; a score is its weight with the sign turned. */
const WEIGHTS = { eyes: [-1.2, 1.3], mouth: [-1.8, 1.8], pose: [-1.8, 0.6] };
const SHOWN = [
  { version: 'v7', number: 127 },
  { version: 'v8', number: 83 },
];
/** What the GIF shows: from rest to a smile, turned a little, with an ombre. */
const SMILE = { eyes: 0.4, mouth: 0.7, pose: 0.35 };
const VIOLET = { hue: 0.78, height: 0.6, gradient: 0.6 };
/** Hues between the named ones, as degrees. */
const BETWEEN = [90, 150, 300];
const HEIGHT = 0.7;
const GRADIENT = 0.5;
/** People whom the studio draws: seed and hair colour, 0 black to 1 blond. */
const SITTERS = [
  { seed: 4, hair_color: 0.3 },
  { seed: 21, hair_color: 0.7 },
];
const STUDIO_DENSITY = 36; // the 512 px scene at half size

/** `count` numbers from `low` to `high`, both included. */
function steps([low, high], count = STEPS) {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

async function drawModels() {
  const renderer = new LocalRenderer({ threads: 1 });
  const draw = async (caption, face, to, hair = null) => {
    const { data } = await renderer.render({ face, to, hair, format: 'png', seed: 0 });
    return { caption, image: Buffer.from(data) };
  };
  try {
    const faces = [];
    for (const version of ['v7', 'v8'])
      for (const number of FACES[version]) {
        const face = { version, number };
        faces.push(await draw(faceLabel(face), face, REST));
      }
    await saveSheet(`${OUT}faces.webp`, faces, 8);

    for (const [name, range] of Object.entries(WEIGHTS)) {
      const tiles = [];
      for (const face of SHOWN)
        for (const weight of steps(range)) {
          const caption = `${faceLabel(face)}  ${weight.toFixed(1)}`;
          tiles.push(await draw(caption, face, { ...REST, [name]: -weight }));
        }
      await saveSheet(`${OUT}${name}.webp`, tiles, STEPS);
    }

    const face = SHOWN[1];
    const hues = [...HAIR_COLORS.map(({ en, hue }) => [en, hue]), ...BETWEEN.map((h) => [`${h}°`, h])];
    const tiles = [await draw('her own', face, REST)];
    for (const [caption, hue] of hues.sort((a, b) => a[1] - b[1]))
      tiles.push(
        await draw(caption, face, REST, { hue: hue / 360, height: HEIGHT, gradient: GRADIENT }),
      );
    await saveSheet(`${OUT}colours.webp`, tiles, 6);

    const gif = { face, to: SMILE, hair: VIOLET, format: 'gif', seed: 3 };
    const { data } = await renderer.render(gif);
    writeFileSync(AURORA, data);
    console.error(`${AURORA}: ${data.length} bytes`);
  } finally {
    await renderer.close();
  }
}

/** A person of the studio at rest, hair down, with these parameters changed. */
async function sit({ seed, hair_color }, caption, changes) {
  const { z, labels } = identity('v8', seed);
  const params = faceParams('v8', z, { ...labels, ...REST, hair_color });
  const svg = portrait({ ...params, tie: 'down', tuckL: 0, tuckR: 0, ...changes });
  const image = await sharp(Buffer.from(svg), { density: STUDIO_DENSITY }).png().toBuffer();
  return { caption, image };
}

async function drawStudio() {
  const rows = { lengths: ['length', {}], curls: ['curl', { length: 0.8 }] };
  for (const [name, [parameter, fixed]] of Object.entries(rows)) {
    const tiles = [];
    for (const sitter of SITTERS)
      for (const value of steps([0, 1]))
        tiles.push(await sit(sitter, value.toFixed(2), { ...fixed, [parameter]: value }));
    await saveSheet(`${OUT}${name}.webp`, tiles, STEPS);
  }
}

const { positionals } = parseArgs({ allowPositionals: true });
const [what = 'both'] = positionals;
if (!['studio', 'models', 'both'].includes(what)) throw new RangeError(`${what}: studio or models`);
sharp.concurrency(1);
if (what !== 'models') await drawStudio();
if (what !== 'studio') await drawModels();
