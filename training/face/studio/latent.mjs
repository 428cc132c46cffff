/** From a latent (standard normal numbers) and labels to the parameters of a portrait. */
import { lum, mix, mul, ramp, toHex } from './colour.mjs';
import { TAU, clamp, lerp, rng } from './math.mjs';
import { BGS, HAIRS, IRIS, OVERS, SKINS, TOPS } from './palette.mjs';

/** Number of latent coordinates that the studio and its populations may read (0…63). */
export const FACTORS = 64;

/** Error function, Abramowitz and Stegun 7.1.26. */
const erf = (x) => {
  const t = 1 / (1 + 0.3275911 * Math.abs(x)),
    y =
      1 -
      ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
        t *
        Math.exp(-x * x);
  return x >= 0 ? y : -y;
};

/** Fixed pseudo-random projection k: a Gaussian row of unit length, n numbers. */
function projection(k, n) {
  const r = rng(k * 7717 + 101),
    row = new Float64Array(n);
  let l = 0;
  for (let i = 0; i < n; i++) {
    row[i] = Math.sqrt(-2 * Math.log(r() + 1e-12)) * Math.cos(TAU * r());
    l += row[i] * row[i];
  }
  l = Math.sqrt(l);
  for (let i = 0; i < n; i++) row[i] /= l;
  return row;
}

// Every latent of the product has 512 numbers; their projections are made once.
const ROWS = Array.from({ length: FACTORS }, (_, k) => projection(k, 512));

/** All projections, `[64, 512]` float32, for whoever reads latents as the studio does. */
export function projections() {
  return Float32Array.from(ROWS.flatMap((row) => [...row]));
}

/** Coordinate k of a latent as a uniform number in 0…1: a fixed projection, then the normal CDF. */
export function uniformOf(z, k) {
  const row = z.length === 512 ? ROWS[k] : projection(k, z.length);
  let a = 0;
  for (let i = 0; i < z.length; i++) a += row[i] * z[i];
  return clamp(0.5 * (1 + erf(a / Math.SQRT2)), 1e-6, 1 - 1e-6);
}

/**
 * Parameters (see defaults.mjs) of a latent. Labels override: eyes 0…1, mouth 0…1, pose −1…1
 * (±33°, positive looks to the right of the picture), smile, tilt, hairColor (0…1 black to blond,
 * a hex string, or [r, g, b]), hairLength 0…1, curl 0…1, bgMean 0…1 (luminance), bgStd 0…1.
 */
export function paramsFromLatent(z, labels = {}) {
  const U = (k) => uniformOf(z, k);
  const pick = (k, ...w) => {
    let u = U(k) * w.reduce((a, b) => a + b[1], 0);
    for (const [v, q] of w) {
      if ((u -= q) < 0) return v;
    }
    return w[w.length - 1][0];
  };
  const c = (k, s = 0.5) => (U(k) - 0.5) * 2 * s; // centred, -s..s
  const us = U(1),
    skin = ramp(SKINS, us < 0.72 ? us * 0.75 : 0.54 + (us - 0.72) * 1.64),
    Ls = lum(skin);
  const uh = labels.hairColor ?? Math.pow(U(2), 1.5) * (Ls < 0.6 ? 0.35 : 0.95);
  let hair =
    typeof uh === 'string'
      ? uh
      : Array.isArray(uh)
        ? toHex(uh.map((v) => (Math.max(...uh) <= 1 ? v * 255 : v)))
        : ramp(HAIRS, uh);
  if (typeof uh === 'number') {
    const w = U(3);
    hair =
      w > 0.86
        ? mix(hair, '#8c3a2c', 0.34)
        : w < 0.1
          ? mix(hair, '#8a7fa0', 0.28)
          : w < 0.2
            ? mix(hair, '#a8685c', 0.22)
            : hair;
  }
  const bt = pick(4, ['none', 30], ['curtain', 24], ['full', 20], ['wispy', 26]),
    tie = pick(5, ['down', 68], ['half', 11], ['pony', 13], ['bun', 8]);
  const length = labels.hairLength ?? (tie === 'pony' ? 0.35 + 0.6 * U(6) : U(6)),
    curl = labels.curl ?? Math.pow(U(7), 1.6),
    pp = U(8),
    part =
      bt === 'full'
        ? c(9, 0.2)
        : pp < 0.36
          ? -0.35 - 0.45 * U(9)
          : pp < 0.64
            ? c(9, 0.12)
            : 0.35 + 0.45 * U(9);
  const lipB0 = ramp(['#d9787a', '#cf6068', '#c94f5f', '#d86a5c', '#b9485a', '#c7707c'], U(10)),
    lipB = mix(lipB0, mul(skin, '#f0a0a0', 0.9), 0.1 + 0.35 * U(42)),
    bg = BGS[Math.min(BGS.length - 1, Math.floor(U(11) * BGS.length))];
  const mature = c(55, 1); // −1 about nineteen … 1 about thirty
  const mouth = labels.mouth ?? Math.pow(U(12), 2) * 0.9,
    tk = U(13),
    tuck =
      tie !== 'down' ? [0, 0] : tk < 0.1 ? [1, 1] : tk < 0.2 ? [1, 0] : tk < 0.3 ? [0, 1] : [0, 0];
  const neckline = pick(
    39,
    ['crew', 22],
    ['v', 18],
    ['scoop', 18],
    ['boat', 8],
    ['turtle', 12],
    ['collar', 14],
    ['strap', 8],
  );
  return {
    seed: 1 + Math.floor(U(14) * 9999),
    eyes: labels.eyes ?? 0.5 + 0.35 * U(15),
    mouth,
    smile: labels.smile ?? 0.28 + 0.67 * U(16),
    pose: labels.pose ?? c(17, 0.8),
    tilt: labels.tilt ?? c(18, 0.7),
    pitch: c(19, 0.45),
    gaze: 0,
    skin,
    hair,
    iris: ramp(IRIS, Ls < 0.62 ? U(20) * 0.4 : Math.pow(U(20), 2.8)),
    lip: Ls < 0.66 ? mul(lipB, '#c9908a', lerp(0.25, 0.8, clamp((0.66 - Ls) / 0.35))) : lipB,
    blush: 0.2 + 0.6 * U(21),
    mature,
    faceW: 1 + c(22, 0.09) - 0.012 * mature,
    faceL: c(61, 0.75) + 0.45 * mature,
    jaw: c(23, 1) + 0.25 * mature,
    chin: c(24, 0.9),
    eyeSize: 1.03 + c(25, 0.17) - 0.07 * mature,
    eyeWide: 1 + c(61, -0.05) + 0.03 * mature,
    eyeTilt: U(26),
    eyeGap: c(27, 1),
    lid: clamp(1.25 * U(28) - 0.1, 0.06),
    eyeRound: U(48),
    eyePeak: U(49),
    irisSize: 1 + c(50, 0.07),
    browY: c(51, 1) - 0.35 * mature,
    mouthY: c(52, 1),
    cheek: c(53, 1) - 0.45 * mature,
    bow: U(54),
    browThick: U(29),
    browArch: U(30),
    browPeak: U(62),
    noseW: 1 + c(31, 0.2),
    noseL: c(32, 1.2) + 0.3 * mature,
    lipFull: 1 + c(33, 0.3),
    mouthW: 1 + c(34, 0.12),
    freckles: U(35) > 0.88 && Ls > 0.55 ? lerp(0.5, 1, U(36)) : 0,
    mole: U(56) > 0.86 ? (U(56) - 0.86) / 0.14 : 0,
    glasses: U(57) > 0.95 ? clamp((U(57) * 997) % 1, 0.01, 0.99) : 0,
    length,
    curl,
    layers: U(63),
    volume: U(37),
    necklace: U(46) < 0.4 ? U(47) : 0,
    pin: U(44) < 0.14 ? U(45) : 0,
    ombre: U(43) > 0.7 ? (U(43) - 0.7) * 3 : 0,
    part,
    bangs: bt,
    tie,
    tuckL: tuck[0],
    tuckR: tuck[1],
    earring: U(38) < 0.45 ? 0 : U(38),
    neckline,
    ...dress(neckline, U),
    top: TOPS[Math.min(TOPS.length - 1, Math.floor(U(40) * TOPS.length))],
    bg: bg[0],
    bg2: bg[1],
    bgMean: labels.bgMean ?? null,
    bgStd: labels.bgStd ?? 0.15 + 0.6 * U(41),
  };
}

/** What is worn over the top and what the top is made of, as far as the neckline allows it. */
function dress(neckline, U) {
  const u = U(58),
    cloth = U(59);
  const over =
    neckline === 'collar'
      ? u < 0.55
        ? 'bow'
        : 'none'
      : neckline === 'boat' || u > 0.62
        ? 'none'
        : u < 0.26
          ? 'cardigan'
          : u < 0.48
            ? 'jacket'
            : neckline === 'crew'
              ? 'hoodie'
              : 'none';
  return {
    over,
    fabric: cloth < 0.42 ? 'rib' : cloth > 0.86 && over !== 'bow' ? 'stripes' : 'plain',
    overTop: OVERS[Math.min(OVERS.length - 1, Math.floor(((cloth * 7.3) % 1) * OVERS.length))],
  };
}

/** A repeatable latent. */
export const gaussian = (seed, n = 512) => {
  const r = rng(seed * 2654435 + 17);
  return Array.from(
    { length: n },
    () => Math.sqrt(-2 * Math.log(r() + 1e-12)) * Math.cos(TAU * r()),
  );
};
