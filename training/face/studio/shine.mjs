/** What lies on the hair: light, flyaways and the pin. */
import { RAD, lerp, map, norm, rng, smoothstep } from './math.mjs';
import { curve, filled, fixed, point, ribbon, stroked } from './path.mjs';

/** Shine, flyaways and the hair pin. */
export function shine(scene) {
  const {
    hairDarkest,
    hairLight,
    hairLightest,
    hairPath,
    mask,
    o,
    out,
    partX,
    projectHair,
    random,
    rim,
    soft,
    strand,
    surf,
    volume,
  } = scene;
  if (!mask) {
    const random = rng(o.seed + 555);
    let s =
      o.bangs === 'full'
        ? ''
        : stroked(
            curve(
              map((k) => {
                const e = lerp(50, 100, k) * RAD;
                return projectHair(
                  ...surf(norm([partX, -Math.sin(e), Math.cos(e) * 0.95]), volume * 0.75),
                );
              }, 5),
            ),
            hairDarkest,
            4.5,
            0.5,
          );
    for (const g of [-1, 1])
      for (let i = 0; i < 9; i++) {
        const t = lerp(0.08, 0.6, random()),
          u = strand(g, t, { capOnly: 2, ex: 1 }),
          k = 3 + (i % 2),
          ww = 5 + random() * 6;
        if (u.length < k + 3) continue;
        s += filled(
          ribbon(u.slice(k - 1, k + 3), ww, 0.05, 0.05, 0.5, 0.5),
          hairLightest,
          g < 0 ? 0.5 : 0.28,
        );
      }
    soft(3, s, ' opacity=".6"');
    // Light from behind along the crown, inside its silhouette.
    const edge = (from, to, inside) => curve(map((a) => rim(a, inside), 8, from, to));
    soft(
      3,
      stroked(edge(98, 166, 8), hairLightest, 5, 0.3) +
        stroked(edge(112, 158, 6), '#fff6e8', 2.4, 0.2) +
        stroked(edge(18, 66, 8), hairLight, 5, 0.28),
    );
  }
  for (let i = 0; i < 14; i++) {
    const s = i % 2 ? -1 : 1,
      t = 0.2 + random() * 0.6,
      pts = strand(s, t, { ex: 1 + random() * 4, capOnly: 2, ph: random() * 6 });
    hairPath(ribbon(pts, 1.3, 0.2, 0.1), hairLight, 0.5);
  }
  if (o.pin > 0) {
    const s = partX > 0.02 ? -1 : 1,
      u = strand(s, 0.13, { capOnly: 1, ex: 3 }),
      a = u[4],
      b = u[5];
    const vis = smoothstep(0, 22, a[2]);
    if (vis > 0.02) {
      const an = Math.atan2(b[1] - a[1], b[0] - a[0]) / RAD,
        c =
          o.pin < 0.34
            ? ['#f6efe2', '#d9c7a6']
            : o.pin < 0.67
              ? ['#e9c57e', '#b98a3e']
              : ['#e58a93', '#b4525f'],
        box = (x, y, w, h, fill) =>
          `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${fixed(h / 2)}" fill="${mask ? '#000' : fill}"/>`;
      out.push(
        `<g opacity="${vis.toFixed(2)}" transform="translate(${point(a)}) rotate(${fixed(an)})">${o.pin < 0.34 ? [0, 1, 2, 3].map((k) => `<circle cx="${k * 8.5 - 13}" cy="0" r="4.6" fill="${mask ? '#000' : c[0]}"/>` + (mask ? '' : `<circle cx="${k * 8.5 - 14.4}" cy="-1.5" r="1.7" fill="#fff"/>`)).join('') : box(-17, -3.6, 34, 7.2, c[1]) + box(-17, -3.6, 34, 5.4, c[0]) + (mask ? '' : box(-14, -2.6, 20, 1.6, '#fff6e4'))}</g>`,
      );
    }
  }
}
