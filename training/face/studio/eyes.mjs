/** Eyes: the opening, what is seen in it, lids and lashes. */
import { mix } from './colour.mjs';
import { brow } from './brows.mjs';
import { iris, irisGradients } from './iris.mjs';
import { lashes } from './lashes.mjs';
import { PI, clamp, lerp, map, smoothstep } from './math.mjs';
import { band, curve, ellipse, filled, stroked } from './path.mjs';

/** Both eyes, the far one first. */
export function eyes(scene) {
  irisGradients(scene);
  for (const side of [scene.far, -scene.far]) {
    const eye = shape(scene, side);
    lidShade(scene, eye);
    opening(scene, eye, side);
    lashes(scene, eye);
    crease(scene, eye);
    brow(scene, eye, side);
  }
}

/** Curves of one eye: `U` and `L` are points of its lids, k = 0 at the nose … 1 outside. */
function shape(scene, side) {
  const { F, aS, ey, far, o, sm } = scene;
  const rest = lerp(7.5, -5, smoothstep(0.5, 1, sm)), // where shut lids meet
    H = lerp(-rest, 22.5 * (0.6 + 0.4 * o.eyeSize), Math.pow(ey, 0.55)),
    D = lerp(rest, 10.5 - sm * 3.4, smoothstep(0, 0.62, ey)),
    at = 48.5 + o.eyeGap * 4.5,
    w = 28 * (0.5 + 0.5 * o.eyeSize) * o.eyeWide,
    tilt = lerp(-3.5, 6.5, o.eyeTilt) * lerp(0.25, 1, smoothstep(0, 0.5, ey)),
    inner = lerp(2.2, 4.2, smoothstep(0, 0.5, ey));
  // A turned head: the far eye lies deeper and is seen from the side, so that it keeps off the
  // edge of the cheek; both are narrower than seen from the front.
  const isFar = side === far,
    narrow = 1 - (isFar ? 0.14 : 0.1) * aS,
    back = isFar ? 9 * Math.min(1, 2.2 * aS) : 0,
    shift = isFar ? 4 * aS : 0;
  const E = (x, y, dz = 0) =>
    F(side * (at - shift + x * narrow), y, dz - 2 - back * smoothstep(-12, w + 6, x));
  const base = (k) => lerp(inner, -tilt, smoothstep(0, 1, k)),
    upper = (k) =>
      Math.pow(
        Math.max(0, Math.sin(PI * Math.pow(clamp(k), lerp(0.72, 1.04, o.eyePeak)))),
        lerp(0.98, 0.62, o.eyeRound),
      ),
    lower = (k) => Math.pow(Math.max(0, Math.sin(PI * Math.pow(clamp(k), 1.15))), 0.9),
    x = (k) => lerp(-w, w, k);
  const U = (k, d = 0) => E(x(k), base(k) - upper(k) * H - d),
    L = (k, d = 0) => E(x(k), base(k) + lower(k) * D + d);
  const fold = (k, g) =>
    E(
      x(k) + 1.5 * k,
      base(k) -
        upper(k) * lerp(11, H + 7 * o.lid + 1.5, smoothstep(0.02, 0.75, ey)) -
        g * (0.5 + k) -
        1,
    );
  return { D, E, H, L, U, base, fold, lower, tilt, upper, w, x };
}

/** Soft shade over and under the eye. */
function lidShade({ ey, pre3, shade1, shade2, skinLight, sm }, { L, U, fold }) {
  const shut = 1 - smoothstep(0.05, 0.45, ey);
  pre3.push(
    filled(
      curve(map((k) => fold(k, 3), 8)) + 'L' + curve(map((k) => U(1 - k), 8)).slice(1) + 'Z',
      shade2,
      0.34 + 0.15 * shut,
    ) +
      // warm colour towards the outer corner
      stroked(curve([U(0.78, 4), U(1, 3), L(0.86, 3)]), mix(shade1, '#d8705e', 0.4), 6, 0.3) +
      stroked(curve(map((k) => L(k, 8 + 1.5 * sm), 8, 0.12, 0.92)), shade2, 3, 0.18 + 0.22 * sm) +
      stroked(curve(map((k) => L(k, 4), 8, 0.15, 0.9)), skinLight, 4.5, 0.42 + 0.28 * sm),
  );
}

/** White and iris, clipped by the lids, and the lids' rims. */
function opening(scene, eye, side) {
  const { defs, id, lash, o, out, shade3, skin } = scene;
  const { L, U, E, upper, w } = eye;
  const up = map((k) => U(k), 12),
    lo = map((k) => L(k), 12),
    open = curve(up) + 'L' + curve([...lo].reverse()).slice(1) + 'Z',
    clip = id('e' + (side > 0 ? 'r' : 'l'));
  defs.push(`<clipPath id="${clip}"><path d="${open}"/></clipPath>`);
  out.push(
    `<path d="${open}" fill="url(#sc${o.seed})"/><g clip-path="url(#${clip})">` +
      ellipse(E(-w + 2, 4.5), 4.5, 3.5, mix('#e8a59c', skin, 0.3), 0.9),
  );
  iris(scene, eye, side);
  // The upper lid's shadow lies on the eyeball, soft at its lower edge.
  const shadow = (depth, opacity) =>
    `<path d="${curve(map((k) => U(k, 3), 8))}L${curve(
      map((k) => U(1 - k, -depth * (0.7 + 0.4 * upper(1 - k))), 8),
    ).slice(1)}Z" fill="#2a1418" fill-opacity="${opacity}"/>`;
  out.push(shadow(6.5, 0.16) + shadow(4, 0.22) + '</g>');
  out.push(
    stroked(curve(map((k) => L(k, 0.4), 8, 0.12, 0.95)), mix(shade3, lash, 0.3), 1, 0.42) +
      stroked(curve(map((k) => L(k, -0.8), 8, 0.2, 0.85)), '#fff', 0.8, 0.35),
  );
}

/** The fold of the upper lid; hooded and single lids hardly show one. */
function crease({ o, out, shade3 }, { fold }) {
  out.push(
    filled(
      band(
        map((k) => fold(k, 0.2), 9, 0.05, 1.02),
        map(
          (k) => {
            const c = fold(k, 0.2);
            return [c[0], c[1] + 1.6 * Math.sin(PI * clamp((k - 0.05) * 0.98)) + 0.2];
          },
          9,
          0.05,
          1.02,
        ),
      ),
      shade3,
      0.55 * clamp(1.2 * o.lid - 0.05),
    ),
  );
}
