/**
 * People without pictures, for VectorFind: z, labels and group of many seeds as raw arrays.
 *
 *   node training/face/studio/people.mjs --version v8 --count 4000 --from 50000 --out DIR
 *
 * Writes VERSION.people.f32, `[count, 512 + 7 + 1]`: z, labels in the order of v8, group. With
 * --faces the people are those of faces.tsv, in its order.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readFaces } from './plan.mjs';
import { LABELS, faceParams, groupOf, identity } from './population.mjs';

const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    count: { type: 'string', default: '4000' },
    from: { type: 'string', default: '50000' },
    faces: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
if (!(values.version in LABELS) || !values.out) throw new Error('--version v7|v8 and --out DIR');

const seeds = values.faces
  ? readFaces()
      .filter((face) => face.version === values.version)
      .map((face) => face.seed)
  : Array.from({ length: Number(values.count) }, (_, i) => Number(values.from) + i);
const rows = seeds.map((seed) => {
  const { z, labels } = identity(values.version, seed);
  const resting = { eyes: 0, mouth: 0, pose: 0, ...labels };
  const group = groupOf(values.version, z, faceParams(values.version, z, resting));
  return [...z, ...LABELS.v8.map((label) => resting[label] ?? 0), group];
});
mkdirSync(values.out, { recursive: true });
const name = `${values.version}.${values.faces ? 'faces' : 'people'}.f32`;
writeFileSync(join(values.out, name), Buffer.from(Float32Array.from(rows.flat()).buffer));
