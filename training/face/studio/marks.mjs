/** Freckles and moles. */
import { mix } from './colour.mjs';
import { bump, rng } from './math.mjs';
import { ellipse } from './path.mjs';

const FRECKLES = 60;
/** Where a mole may be: under an eye, on a cheek, by the mouth, on the chin. */
const PLACES = [
  [-56, 30],
  [52, 44],
  [-33, 76],
  [31, 98],
  [44, 24],
];

/** Freckles over nose and cheeks, and a single mole. */
export function marks({ F, mask, o, shade2, shade3, skin, soft }) {
  if (mask) return;
  let dots = '';
  if (o.freckles > 0.1) {
    const random = rng(o.seed * 3 + 11);
    for (let i = 0; i < FRECKLES; i++) {
      const u = (random() + random() - 1) * 78,
        v = 16 + random() * 34 - Math.abs(u) * 0.06,
        size = 0.7 + random() * 0.8,
        clear = 1 - 0.6 * bump(u, 0, 12);
      dots += ellipse(
        F(u, v, Math.abs(u) < 14 ? 14 : 0),
        size,
        size * 0.85,
        mix(shade3, shade2, 0.5),
        0.42 * o.freckles * clear * (0.3 + 0.7 * random()),
      );
    }
  }
  if (o.mole > 0) {
    const [u, v] = PLACES[Math.min(PLACES.length - 1, Math.floor(o.mole * PLACES.length))];
    dots += ellipse(F(u, v), 1.9, 1.9, mix(shade3, skin, 0.1), 0.85);
  }
  if (dots) soft(1, dots);
}
