/** Which pictures a training set holds, by shard: a pure function of the seed. */
import { readFileSync } from 'node:fs';

import { SCORES, identity } from './population.mjs';
import { lerp, rng } from './math.mjs';

export const SHARD = 250;
const OF_FACES = 160;
const FIRST_STRANGER = 10_000;
const ROUNDS = 5; // pictures of each face in a shard of faces alone

/**
 * Sizes by preset: mixed shards to train on, how many of them get masks too, and shards that show
 * the 46 faces alone. One more shard validates, one holds the faces' sweeps.
 */
export const PRESETS = {
  cpu: { shards: 12, masked: 12, portraits: 6 },
  gpu: { shards: 160, masked: 80, portraits: 40 },
  smoke: { shards: 1, masked: 1, portraits: 0 },
};

/** Names of a preset's shards in the order in which they are rendered, each with its rows. */
export function planShards({ shards, masked, portraits }, faces, seed = 1) {
  const padded = (i) => String(i).padStart(3, '0');
  const mixed = Array.from({ length: shards }, (_, i) => ({
    name: `train-${padded(i)}`,
    masked: i < masked,
    rows: () => planShard(i, faces, seed),
  }));
  const alone = Array.from({ length: portraits }, (_, i) => ({
    name: `train-faces-${padded(i)}`,
    masked: false,
    rows: () => planPortraits(i, faces, seed),
  }));
  const valid = { name: 'valid', masked: true, rows: () => planShard('valid', faces, seed) };
  const sweeps = { name: 'sweeps', masked: false, rows: () => planSweeps(faces) };
  return [mixed[0], valid, ...mixed.slice(1), sweeps, ...alone];
}

/** The 46 faces: `[{ version, number, seed }]`, from faces.tsv. */
export function readFaces(path = new URL('../faces.tsv', import.meta.url)) {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [version, number, seed] = line.split('\t');
    return { version, number: Number(number), seed: Number(seed) };
  });
}

/** Pictures of a sweep by score, and all scores at rest (training/face/sweeps.py). */
const KNOTS = { pose: 9, eyes: 13, mouth: 13 };
const REST = { eyes: -0.2, mouth: -1, pose: 0.6 };
/** From even steps in what is seen to even steps of the score: how far lids and lips are apart. */
const EVEN = { pose: 1, eyes: 1 / 0.62, mouth: 1 / 2 };

/** Rows of the sweeps: each of the 46 faces with its pose, its eyes, then its mouth moving. */
export function planSweeps(faces) {
  const changes = Object.entries(KNOTS).flatMap(([name, count]) =>
    Array.from({ length: count }, (_, k) => ({
      [name]: lerp(...SCORES[name], Math.pow(k / (count - 1), EVEN[name])),
    })),
  );
  return faces.flatMap((face) => {
    const { z, labels } = identity(face.version, face.seed);
    return changes.map((change) => ({ ...face, z, labels: { ...labels, ...REST, ...change } }));
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

/** Rows of a shard of the 46 faces alone: five pictures of each, with drawn expressions. */
export function planPortraits(index, faces, seed = 1) {
  const draw = rng(seed * 2_000_003 + index * 7_919 + 11);
  return Array.from({ length: ROUNDS * faces.length }, (_, i) => {
    const who = faces[i % faces.length];
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
