/** Ears and earrings. */
import { mix } from './colour.mjs';
import { clamp } from './math.mjs';
import { curve, ellipse, fixed, stroked } from './path.mjs';

/** `ear(side)` paints one ear; `earShows(side)` says whether hair leaves it free. */
export function ears(scene) {
  const {
    C,
    aS,
    edge,
    far,
    flush,
    mask,
    o,
    out,
    over,
    pony,
    project,
    row,
    shade1,
    shade2,
    skin,
    solid,
    tuck,
  } = scene;
  const ear = (s) => {
    const E = (e, y, o2 = 0) => project(s * (o.faceW * 93 + e * 12 + o2), y, -6 - e * 22),
      pts = [
        [0, -16],
        [0.35, -25],
        [0.9, -24],
        [1.05, -8],
        [0.85, 12],
        [0.6, 26],
        [0.35, 36],
        [0.1, 38],
        [-0.05, 28],
        [0, 4],
      ].map(([e, y]) => {
        const q = E(e, y);
        if (s === far && pony) {
          const k = edge(row(y), s)[0] - s * 2;
          q[0] = s * Math.max(s * q[0], s * k);
        }
        return q;
      }),
      thin = s === far && pony ? clamp(1 - aS * 3.2) : 1;
    solid(curve(pts, true), mix(mix(skin, flush, 0.25), shade1, s > 0 ? 0.55 : 0.2));
    if (thin > 0.05)
      over(
        stroked(
          curve(
            [
              [0.15, -12],
              [0.5, -17],
              [0.8, -12],
              [0.78, 2],
              [0.55, 16],
            ].map(([e, y]) => E(e, y)),
          ),
          shade2,
          2,
          0.55 * thin,
        ) +
          stroked(
            curve(
              [
                [0.3, -4],
                [0.5, -6],
                [0.5, 8],
                [0.2, 14],
              ].map(([e, y]) => E(e, y)),
            ),
            shade2,
            2.2,
            0.5 * thin,
          ),
      );
    if (o.earring > 0 && thin > 0.35) {
      const c = E(0.3, 40),
        paint = (colour) => (mask ? '#000' : colour);
      if (o.earring > 0.5) {
        out.push(
          `<ellipse cx="${fixed(c[0])}" cy="${fixed(c[1] + 9)}" rx="${fixed(4 + 3 * C)}" ry="10" fill="none" stroke="${paint('#e8c27a')}" stroke-width="2.2"/>`,
        );
        over(
          `<path d="M${fixed(c[0] - 5)} ${fixed(c[1] + 4)}q-2 6 1 11" stroke="#fff3cf" stroke-width="1.2" fill="none"/>`,
        );
      } else {
        out.push(ellipse(c, 3.4, 3.4, paint('#f3ead8')));
        over(ellipse([c[0] - 1, c[1] - 1], 1.3, 1.3, '#fff'));
      }
    }
  };
  const earShows = (s) => tuck(s) > 0.35;
  return { ear, earShows };
}
