/** The upper lid's dark line, its wing, and single lashes. */
import { mix } from './colour.mjs';
import { lerp, map, smoothstep } from './math.mjs';
import { band, filled, ribbon } from './path.mjs';

const UPPER = 13,
  LOWER = 9;

/** Lashes of one eye: they hang when it is shut. */
export function lashes({ ey, lash, late1, out, shade3 }, eye) {
  const { D, E, H, U, base, lower, tilt, upper, w, x } = eye;
  const lift = smoothstep(0, 0.4, ey),
    soft = mix(lash, shade3, 0.3);
  const tip = E(w + 6.4, -tilt - lerp(-1.5, 4.4, lift)),
    top = [
      ...map((k) => U(k, 0.6 + 3 * Math.pow(k, 0.8)), 12),
      E(w + 3.8, -tilt - lerp(-0.5, 4.6, lift)),
      tip,
    ],
    bottom = [...map((k) => U(k, -0.6 - 0.6 * k), 12), E(w + 3.4, -tilt - lerp(-2, 2, lift)), tip];
  // A blurred line below makes the crisp one soft.
  late1.push(filled(band(top, bottom), soft, 0.55));
  out.push(filled(band(top, bottom), lash, 0.9));
  const hang = lerp(0.75, -1, smoothstep(0.05, 0.42, ey)),
    rooted = smoothstep(0.3, -0.3, hang);
  let above = '',
    below = '';
  for (let i = 0; i < UPPER; i++) {
    // Shorter towards the nose and in pairs of long and short, curved outwards.
    const k = lerp(0.16, 1, i / (UPPER - 1)),
      l = lerp(3, 7.6, Math.pow(k, 0.8)) * (i % 2 ? 0.8 : 1),
      lean = lerp(-0.3, 1, k),
      root = lerp(0, 0.6 + 2 * k, rooted),
      y = base(k) - upper(k) * H - root;
    above += ribbon(
      [
        U(k, root),
        E(x(k) + lean * l * 0.36, y + hang * l * 0.66),
        E(x(k) + lean * l, y + hang * l),
      ],
      1.25,
      1,
      0.04,
      0.01,
      0.95,
    );
  }
  for (let i = 0; i < LOWER; i++) {
    const k = lerp(0.36, 0.96, i / (LOWER - 1)),
      y = base(k) + lower(k) * D + 0.5,
      l = 2.6 + 0.7 * k;
    below += ribbon(
      [E(x(k), y), E(x(k) + 0.5, y + l * 0.5), E(x(k) + 0.25 * l + k, y + l)],
      0.8,
      0.9,
      0.05,
      0.01,
      0.95,
    );
  }
  out.push(filled(above, lash, 0.82) + filled(below, soft, 0.36));
}
