/** Iris and pupil with the light in them. */
import { mix } from './colour.mjs';
import { TAU, clamp, lerp, rng, smoothstep } from './math.mjs';
import { ellipse, fixed } from './path.mjs';

/** Gradients of iris and white, once a picture. */
export function irisGradients({ defs, o, skin }) {
  const { iris, seed } = o;
  defs.push(
    `<radialGradient id="ir${seed}" cx=".5" cy=".74" r=".68"><stop offset="0" stop-color="${mix(iris, '#ffd6a0', 0.5)}"/><stop offset=".36" stop-color="${mix(iris, '#ffc98a', 0.14)}"/><stop offset=".68" stop-color="${mix(iris, '#140609', 0.3)}"/><stop offset="1" stop-color="${mix(iris, '#0a0508', 0.74)}"/></radialGradient><linearGradient id="sc${seed}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix('#d9c6c4', skin, 0.2)}"/><stop offset=".5" stop-color="#fbf6f4"/><stop offset="1" stop-color="${mix('#f6eae6', skin, 0.12)}"/></linearGradient>` +
      `<radialGradient id="gl${seed}"><stop offset="0" stop-color="${mix(iris, '#ffe6c0', 0.75)}" stop-opacity=".85"/><stop offset="1" stop-color="${mix(iris, '#ffd8a0', 0.5)}" stop-opacity="0"/></radialGradient>`,
  );
}

/** Iris, pupil and catchlights of an eye, to be clipped by its lids. */
export function iris({ ey, o, out }, { E }, side) {
  // It looks at the viewer: against the head's turn, and a little lower under a half-shut lid.
  const c = E(side * (o.gaze * 4 - o.pose * 2), lerp(-1.6, -6.5, smoothstep(0.25, 1, ey))),
    wide = Math.abs(E(5, 0)[0] - E(-5, 0)[0]) / 10,
    sx = clamp(0.45 + 0.55 * wide, 0.5, 1),
    r = 16.6 * o.irisSize * (0.5 + 0.5 * o.eyeSize);
  const spot = (x, y, rx, ry, fill, opacity, turn) =>
    ellipse([c[0] + x * sx, c[1] + y], rx * sx, ry, fill, opacity, turn);
  const random = rng(o.seed + 5);
  let rays = '';
  for (let i = 0; i < 30; i++) {
    const a = (i / 30) * TAU + random() * 0.2,
      from = 6.8,
      to = 10.4 + random() * 3.4;
    rays += `M${fixed(c[0] + Math.cos(a) * from * sx)} ${fixed(c[1] + Math.sin(a) * from)}L${fixed(c[0] + Math.cos(a) * to * sx)} ${fixed(c[1] + Math.sin(a) * to)}`;
  }
  out.push(
    spot(0, 0, r, r, `url(#ir${o.seed})`) +
      `<path d="${rays}" stroke="${mix(o.iris, '#ffdca8', 0.55)}" stroke-width="1" stroke-opacity=".3"/>` +
      spot(0, r * 0.5, r * 0.72, r * 0.5, `url(#gl${o.seed})`, 0.8) +
      spot(0, 0, 7.4, 7.4, '#0e0708') +
      `<ellipse cx="${fixed(c[0])}" cy="${fixed(c[1])}" rx="${fixed(r * sx - 0.9)}" ry="${fixed(r - 0.9)}" fill="none" stroke="${mix(o.iris, '#0a0508', 0.78)}" stroke-width="2" stroke-opacity=".5"/>` +
      // the window's light, its smaller reflections and the sky at the upper rim
      spot(-1, -8.5, 10.5, 5, '#dfe9f6', 0.22) +
      spot(-5, -4.4, 4.3, 5, '#fff', 0.97, -14) +
      spot(5.2, 5.6, 2.4, 2.1, '#fff', 0.8) +
      spot(-2.6, 7.6, 1.3, 1.1, '#fff', 0.5),
  );
}
