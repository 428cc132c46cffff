/**
 * Renders the training set of the generators and the segmenter. Resumable: a shard is done when
 * its JSON exists, which is written last; several processes share the work by --part.
 *
 *   node training/face/studio/render.mjs --preset cpu [--seed 1] [--part 0/1] [--out DIR]
 *
 * A shard of n pictures is four or five files: NAME.images.u8 `[n, 256, 256, 3]`, NAME.masks.u8
 * `[n, 256, 256]` (hair 255; the first shards only), NAME.z.f32 `[n, 512]`,
 * NAME.labels.f32 `[n, 7]` in the order of v8 (zeros where v7 has no such label), and NAME.json
 * with one row a picture (version, number or null, seed, group, labels).
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import sharp from 'sharp';

import { projections } from './latent.mjs';
import { PRESETS, planShards, readFaces } from './plan.mjs';
import { LABELS, faceParams, groupOf } from './population.mjs';
import { hairMask, portrait } from './scene.mjs';

const SIZE = 256;
const DENSITY = 36; // sharp draws the 512 px scene at half size

async function pixels(svg, channels) {
  const image = sharp(Buffer.from(svg), { density: DENSITY });
  const flat = channels === 1 ? image.greyscale() : image.removeAlpha();
  const { data, info } = await flat.raw().toBuffer({ resolveWithObject: true });
  if (info.width !== SIZE || info.height !== SIZE || info.channels !== channels)
    throw new Error(`a picture came out as ${info.width}×${info.height}×${info.channels}`);
  return data;
}

async function renderShard(name, rows, masked, out) {
  const images = Buffer.alloc(rows.length * SIZE * SIZE * 3);
  const masks = Buffer.alloc(masked ? rows.length * SIZE * SIZE : 0);
  const z = new Float32Array(rows.length * 512);
  const labels = new Float32Array(rows.length * LABELS.v8.length);
  const meta = [];
  for (const [i, row] of rows.entries()) {
    const params = faceParams(row.version, row.z, row.labels);
    (await pixels(portrait(params), 3)).copy(images, i * SIZE * SIZE * 3);
    if (masked) (await pixels(hairMask(params), 1)).copy(masks, i * SIZE * SIZE);
    z.set(row.z, i * 512);
    labels.set(
      LABELS.v8.map((label) => row.labels[label] ?? 0),
      i * LABELS.v8.length,
    );
    const { version, number, seed } = row;
    const group = groupOf(version, row.z, params);
    meta.push({ version, number, seed, group, labels: row.labels });
  }
  const write = (suffix, data) => writeFileSync(join(out, `${name}.${suffix}`), data);
  write('images.u8', images);
  if (masked) write('masks.u8', masks);
  write('z.f32', Buffer.from(z.buffer));
  write('labels.f32', Buffer.from(labels.buffer));
  write('json.partial', JSON.stringify({ size: SIZE, count: rows.length, masked, rows: meta }));
  renameSync(join(out, `${name}.json.partial`), join(out, `${name}.json`));
}

async function main() {
  const { values } = parseArgs({
    options: {
      preset: { type: 'string', default: 'cpu' },
      seed: { type: 'string', default: '1' },
      part: { type: 'string', default: '0/1' },
      out: { type: 'string', default: fileURLToPath(new URL('../.cache/studio', import.meta.url)) },
    },
  });
  const preset = PRESETS[values.preset];
  if (!preset) throw new RangeError(`--preset ${values.preset}: cpu, gpu or smoke`);
  const [part, parts] = values.part.split('/').map(Number);
  sharp.concurrency(1);
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'projections.f32'), Buffer.from(projections().buffer));
  const faces = readFaces();
  for (const [k, shard] of planShards(preset, faces, Number(values.seed)).entries()) {
    const { name, masked } = shard;
    if (k % parts !== part || existsSync(join(values.out, `${name}.json`))) continue;
    const started = Date.now();
    const rows = shard.rows();
    await renderShard(name, rows, masked, values.out);
    const each = (Date.now() - started) / rows.length;
    console.error(`${name}: ${rows.length} pictures, ${each.toFixed(0)} ms each`);
  }
}

await main();
