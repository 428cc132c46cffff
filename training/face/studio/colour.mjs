/** Colours as #rrggbb strings. */
import { clamp, lerp } from './math.mjs';

export const hex = (h) => [1, 3, 5].map((i) => parseInt(h.slice(i, i + 2), 16));
export const toHex = (c) =>
  '#' +
  c
    .map((v) =>
      Math.round(clamp(v, 0, 255))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
export const mix = (a, b, t) => {
  const A = hex(a),
    B = hex(b);
  return toHex(A.map((v, i) => lerp(v, B[i], t)));
};
export const mul = (a, b, t = 1) => {
  const A = hex(a),
    B = hex(b);
  return toHex(A.map((v, i) => lerp(v, (v * B[i]) / 255, t)));
};
export const ramp = (stops, t) => {
  const n = stops.length - 1,
    k = clamp(t) * n,
    i = Math.min(n - 1, Math.floor(k));
  return mix(stops[i], stops[i + 1], k - i);
};
export const lum = (h) => {
  const c = hex(h);
  return (0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]) / 255;
};
