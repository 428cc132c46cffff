/**
 * The two populations of faces: which part of the studio's range a generator's latents cover.
 *
 * A latent is z, 512 standard normal numbers; labels are what the generator is told beside it.
 * Scores (`eyes`, `mouth`, `pose`) are those of spec §3: weight along a direction = −score.
 */
import { lum, ramp } from './colour.mjs';
import { gaussian, paramsFromLatent, uniformOf } from './latent.mjs';
import { clamp, lerp, rng } from './math.mjs';
import { SKINS } from './palette.mjs';

/** Labels of each version in the order in which the generator takes them. */
export const LABELS = {
  v7: ['eyes', 'mouth', 'pose'],
  v8: ['eyes', 'hair_color', 'hair_length', 'mouth', 'pose', 'background_mean', 'background_std'],
};

/** Useful scores; a larger score is more open, or more turned. */
export const SCORES = { eyes: [-1.3, 1.2], mouth: [-1.8, 1.8], pose: [-0.6, 1.8] };

/** Strand layouts: few, so that hair is a learnable function of z and not noise of its own. */
const LAYOUTS = 4;

/**
 * Scores → the studio's own labels.
 * Eyes are linear: −1.3 closed, −0.2 at rest, 1.2 wide. The mouth is quadratic, so that rest
 * (−1) is all but closed and 보통 (0.4…0.8) is a friendly opening. Pose turns to the right of the
 * picture: 1.8 is 0.9 of the studio's 33°, beyond which the far eye leaves the cheek.
 */
export function studioExpression({ eyes, mouth, pose }) {
  const open = clamp((mouth - SCORES.mouth[0]) / (SCORES.mouth[1] - SCORES.mouth[0]));
  return {
    eyes: clamp((eyes - SCORES.eyes[0]) / (SCORES.eyes[1] - SCORES.eyes[0])),
    mouth: open * open,
    pose: 0.5 * clamp(pose, SCORES.pose[0], SCORES.pose[1]),
  };
}

/**
 * Studio parameters of a face of a population.
 * `labels` are those of `LABELS[version]` by name. Throws for an unknown version.
 */
export function faceParams(version, z, labels) {
  if (!(version in LABELS)) throw new RangeError(`unknown population ${version}: v7 or v8`);
  return version === 'v7' ? diverse(z, labels) : narrow(z, labels);
}

function diverse(z, labels) {
  const params = paramsFromLatent(z, {
    ...studioExpression(labels),
    bgMean: backgroundOf(z),
  });
  return settled(params, z);
}

/** Light to medium skin, hair worn down or half up, straight or curly, by latent coordinate 7. */
function narrow(z, labels) {
  const wave = uniformOf(z, 7);
  const params = paramsFromLatent(z, {
    ...studioExpression(labels),
    hairColor: labels.hair_color,
    hairLength: labels.hair_length,
    curl: isCurly(z) ? lerp(0.42, 0.85, 2 * wave - 1) : lerp(0, 0.16, 2 * wave),
    bgMean: labels.background_mean,
    bgStd: labels.background_std,
  });
  const skin = ramp(SKINS, lerp(0, 0.42, uniformOf(z, 1)));
  const tie = uniformOf(z, 5) < 0.8 ? 'down' : 'half';
  return settled({ ...params, skin, tie, pin: 0 }, z);
}

function backgroundOf(z) {
  return lerp(0.34, 0.9, uniformOf(z, 60));
}

/** Whether a latent of the narrow population has curls. */
export function isCurly(z) {
  return uniformOf(z, 7) > 0.5;
}

/** The identity that a seed stands for: z and the labels that are no expression (v7: none). */
export function identity(version, seed) {
  const z = gaussian(seed);
  if (version === 'v7') return { z, labels: {} };
  const draw = rng(seed * 131 + 7);
  const labels = {
    hair_color: 0.85 * Math.pow(draw(), 1.1),
    hair_length: lerp(0.3, 1, draw()),
    background_mean: lerp(0.38, 0.9, draw()),
    background_std: lerp(0.15, 0.8, draw()),
  };
  return { z, labels };
}

/**
 * Group of an identity: bit 0 bright background, bit 1 long hair, bit 2 light hair and, for v8,
 * bit 3 curls. One set of directions serves a group.
 */
export function groupOf(version, z, params) {
  const bright = version === 'v7' ? backgroundOf(z) > 0.62 : params.bgMean > 0.64;
  const group =
    Number(bright) + 2 * Number(params.length > 0.6) + 4 * Number(lum(params.hair) > 0.3);
  return version === 'v7' ? group : group + 8 * Number(isCurly(z));
}

function settled(params, z) {
  return {
    ...params,
    seed: 1 + Math.floor(uniformOf(z, 14) * LAYOUTS),
    smile: lerp(0.35, 0.9, clamp((params.smile - 0.28) / 0.67)),
    tilt: params.tilt * 0.6,
    pitch: params.pitch * 0.6,
  };
}
