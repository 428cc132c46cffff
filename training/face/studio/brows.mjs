/** Brows: a soft shape with single hairs over it. */
import { mix } from './colour.mjs';
import { PI, lerp, map, rng, smoothstep } from './math.mjs';
import { band, filled, ribbon } from './path.mjs';

const HAIRS = 22;

/** The brow over an eye; it rises as the eye opens. */
export function brow(scene, { E }, side) {
  const { browColour, defs, ey, id, lash, late1, o, out, sm } = scene;
  const fill = id('bw' + (side > 0 ? 'r' : 'l')),
    inside = side > 0 ? 0 : 1;
  defs.push(
    `<linearGradient id="${fill}" x1="${inside}" x2="${1 - inside}"><stop offset="0" stop-color="${browColour}" stop-opacity=".16"/><stop offset=".3" stop-color="${browColour}" stop-opacity=".78"/><stop offset=".7" stop-color="${browColour}"/><stop offset="1" stop-color="${browColour}" stop-opacity=".6"/></linearGradient>`,
  );
  const half = 30 * (0.55 + 0.45 * o.eyeSize),
    lift = (ey - 0.6) * 9 + sm * 1.5,
    thick = 5.6 + 4.6 * o.browThick;
  const y = (k) =>
      -37.5 -
      o.browY * 3 -
      lift -
      lerp(0, 8, o.browArch) * Math.sin(PI * Math.pow(k, lerp(1.1, 1.5, o.browPeak)) * 0.86) +
      lerp(3.2, 0.4, o.browPeak) * (1 - k),
    B = (k, d) => E(lerp(3 - half, half + 5, k), y(k) + d + smoothstep(0.6, 1, k) * 3.5, 2),
    width = (k) =>
      thick * (k < 0.12 ? lerp(0.35, 0.85, k / 0.12) : lerp(1, 0.1, smoothstep(0.35, 1.02, k)));
  late1.push(
    filled(
      band(
        map((k) => B(k, -width(k) * 0.5), 10),
        map((k) => B(k, width(k) * 0.5), 10),
      ),
      `url(#${fill})`,
      0.8,
    ),
  );
  const random = rng(o.seed + 77);
  let hairs = '';
  for (let i = 0; i < HAIRS; i++) {
    const k = lerp(0, 0.9, (i + random() * 0.8) / HAIRS),
      w = width(k),
      from = w * (0.5 - random() * 0.6),
      to = from - w * (0.5 + 0.3 * random()) * (1 - k * 0.7),
      end = k + 0.05 + 0.1 * k;
    hairs += ribbon(
      [B(k, from), B(lerp(k, end, 0.6), lerp(from, to, 0.6)), B(end, to)],
      1.2,
      0.8,
      0.1,
      0.1,
      0.8,
    );
  }
  out.push(filled(hairs, mix(browColour, lash, 0.35), 0.28));
}
