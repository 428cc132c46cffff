/** Which pictures a training set holds, by shard: a pure function of the seed. */
import { readFileSync } from 'node:fs';

import { SCORES, identity } from './population.mjs';
import { lerp, rng } from './math.mjs';

export const SHARD = 250;
const OF_FACES = 160;
const FIRST_STRANGER = 10_000;

/** Sizes by preset: shards to train on, shards that get masks too. One more shard validates. */
export const PRESETS = {
  cpu: { shards: 12, masked: 8 },
  gpu: { shards: 160, masked: 80 },
  smoke: { shards: 1, masked: 1 },
};

/** The 46 faces: `[{ version, number, seed }]`, from faces.tsv. */
export function readFaces(path = new URL('../faces.tsv', import.meta.url)) {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [version, number, seed] = line.split('\t');
    return { version, number: Number(number), seed: Number(seed) };
  });
}

/**
 * Rows of one shard: 160 pictures of the 46 faces in turn, then 90 of people met once (half of
 * each population), all with drawn expressions. `shard` is a number from 0, or 'valid'.
 */
export function planShard(shard, faces, seed = 1) {
  const index = shard === 'valid' ? 9_999 : shard;
  const draw = rng(seed * 1_000_003 + index * 7_919 + 5);
  return Array.from({ length: SHARD }, (_, i) => {
    const who =
      i < OF_FACES
        ? faces[(index * OF_FACES + i) % faces.length]
        : { version: i % 2 ? 'v7' : 'v8', number: null, seed: FIRST_STRANGER + index * SHARD + i };
    const { z, labels } = identity(who.version, who.seed);
    return { ...who, z, labels: { ...labels, ...expression(draw) } };
  });
}

/** Uniform in the useful scores; one in eight has the eyes shut, one in eight looks ahead. */
function expression(draw) {
  const uniform = ([low, high]) => lerp(low, high, draw());
  const eyes = draw() < 0.125 ? SCORES.eyes[0] : uniform(SCORES.eyes);
  const pose = draw() < 0.125 ? lerp(-0.3, 0.3, draw()) : uniform(SCORES.pose);
  return { eyes, mouth: uniform(SCORES.mouth), pose };
}
