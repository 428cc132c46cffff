/** Numbers: constants, interpolation, a seeded random stream. */
export const PI = Math.PI,
  TAU = PI * 2,
  RAD = PI / 180;

/** Mulberry32: a repeatable stream of numbers in 0…1 from an integer seed. */
export const rng = (a) => () => {
  a |= 0;
  a = (a + 0x6d2b79f5) | 0;
  let t = Math.imul(a ^ (a >>> 15), 1 | a);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
export const lerp = (a, b, t) => a + (b - a) * t;
export const clamp = (x, a = 0, b = 1) => (x < a ? a : x > b ? b : x);
/** Smooth step from 0 at a to 1 at b. */
export const smoothstep = (a, b, x) => {
  const t = clamp((x - a) / (b - a));
  return t * t * (3 - 2 * t);
};
/** Gaussian bump of height 1 at m. */
export const bump = (x, m, s) => Math.exp(-(((x - m) / s) ** 2));
/** Unit vector. */
export const norm = (v) => {
  const l = Math.hypot(v[0], v[1], v[2]) || 1;
  return [v[0] / l, v[1] / l, v[2] / l];
};
/** f at n + 1 even steps from a to b. */
export const map = (f, n = 10, a = 0, b = 1) =>
  Array.from({ length: n + 1 }, (_, i) => f(lerp(a, b, i / n)));
/** Quadratic Bézier of 3-vectors. */
export const bezier = (a, b, c, t) => {
  const u = 1 - t;
  return [0, 1, 2].map((i) => u * u * a[i] + 2 * u * t * b[i] + t * t * c[i]);
};
