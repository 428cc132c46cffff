/** Mouth: lips, teeth and tongue. */
import { mix, mul } from './colour.mjs';
import { bump, lerp, map, smoothstep } from './math.mjs';
import { curve, ellipse, filled, fixed, stroked } from './path.mjs';

/** From closed to wide open, with the smile. */
export function mouth(scene) {
  const { F, defs, id, late1, mo, o, out, pre3, shade1, shade2, shade3, skin, sm } = scene;
  const my = 86 + o.mouthY * 3 + mo * 1.5,
    mw = (25.5 + sm * 6.5 + mo * 3.5) * o.mouthW,
    upv = sm * 7.5 - 1 + mo * 1.5,
    lf = o.lipFull * (1 - 0.16 * mo - 0.1 * sm),
    Mo = (x, y, dz = 0) => F(x * mw, y, 6 + dz - 6 * x * x);
  const gap = mo * 25 * smoothstep(-0.1, 0.25, mo),
    ab = Math.abs,
    yU = (x) =>
      my - upv * Math.pow(ab(x), 1.7) + 1.3 * bump(x, 0, 0.22) * (1 - mo) - mo * 3.5 * (1 - x * x),
    yL = (x) => yU(x) + (gap + mo * 2) * Math.pow(1 - ab(x) ** 2.3, 0.85),
    yT = (x) =>
      yU(x) -
      lf * 8 * (1 - Math.pow(ab(x), 1.35)) * (1 + 0.25 * o.bow * bump(ab(x), 0.24, 0.16)) +
      lf * 3 * o.bow * bump(x, 0, 0.13),
    yB = (x) => yL(x) + lf * 12.2 * Math.pow(1 - ab(x) ** 2.2, 0.9) * 1;
  const line = (f, n = 14, a = -1, b = 1) => map((x) => Mo(x, f(x)), n, a, b),
    area = (f, g) => curve(line(f)) + 'L' + curve(line(g).reverse()).slice(1) + 'Z',
    lipD = mul(o.lip, '#8c3040', 0.75),
    lipL = mix(o.lip, '#ffdcd8', 0.38);
  const g2 = (k, ...s) => {
    const a = Mo(0, yT(0.2)),
      b = Mo(0, yB(0));
    defs.push(
      `<linearGradient id="${id(k)}" gradientUnits="userSpaceOnUse" x1="${fixed(a[0])}" y1="${fixed(a[1])}" x2="${fixed(b[0])}" y2="${fixed(b[1])}">${s.map(([q, c]) => `<stop offset="${q.toFixed(3)}" stop-color="${c}"/>`).join('')}</linearGradient>`,
    );
    return `url(#${id(k)})`;
  };
  const tot = yB(0) - yT(0.2),
    q1 = (yU(0) - yT(0.2)) / tot,
    q2 = (yL(0) - yT(0.2)) / tot;
  const lg = g2(
    'lp',
    [0, mix(o.lip, skin, 0.42)],
    [q1 * 0.5, mix(o.lip, skin, 0.08)],
    [q1, mix(o.lip, lipD, 0.5)],
    [q2, mix(o.lip, lipD, 0.28)],
    [lerp(q2, 1, 0.4), mix(o.lip, lipL, 0.42)],
    [1, mix(mix(o.lip, shade2, 0.3), skin, 0.12)],
  );
  pre3.push(
    // colour that runs out into the skin, so that the lips have no hard outline
    stroked(
      curve([...line(yT, 10, -0.94, 0.94), ...line(yB, 10, -0.9, 0.9).reverse()], true),
      mix(o.lip, skin, 0.35),
      3.2,
      0.55,
    ) +
      stroked(curve(map((x) => Mo(x, yB(x) + 5), 8, -0.6, 0.62)), shade2, 4, 0.42) +
      stroked(
        curve([Mo(-1.1, yU(1) - 5), Mo(-1.13, yU(1) + 2), Mo(-1.02, yU(1) + 9)]),
        shade2,
        3.4,
        0.2 + 0.3 * sm,
      ) +
      stroked(
        curve([Mo(1.1, yU(1) - 5), Mo(1.13, yU(1) + 2), Mo(1.02, yU(1) + 9)]),
        shade2,
        3.8,
        0.26 + 0.3 * sm,
      ) +
      stroked(
        curve([F(-21, 56), F(-30 - 4 * sm, 66), F(-mw - 9, 80 - upv)]),
        shade2,
        4,
        0.05 + 0.13 * sm * sm,
      ) +
      stroked(
        curve([F(22, 56), F(31 + 4 * sm, 66), F(mw + 9, 80 - upv)]),
        shade2,
        4,
        0.07 + 0.14 * sm * sm,
      ) +
      stroked(curve([F(-2, 66, 4), F(-2, 75, 5)]), shade1, 5, 0.4),
  );
  if (mo > 0.005) {
    const dI = area(
      (x) => yU(x) - 0.4,
      (x) => yL(x) + 0.6,
    );
    defs.push(`<clipPath id="${id('mi')}"><path d="${dI}"/></clipPath>`);
    const tH = Math.min(gap * 0.78, 11 + mo * 2),
      teeth = area(
        (x) => yU(x) - 3,
        (x) => yU(x) + tH * Math.pow(1 - ab(x) ** 3, 0.7) * (1 - 0.1 * x * x),
      ),
      tg = Mo(0.12, yL(0) + 3);
    defs.push(
      `<linearGradient id="${id('te')}"><stop offset="0" stop-color="#c9a9a4"/><stop offset=".22" stop-color="#faf3ee"/><stop offset=".62" stop-color="#fffaf6"/><stop offset=".82" stop-color="#e9d8d2"/><stop offset="1" stop-color="#a98480"/></linearGradient>`,
    );
    out.push(
      filled(dI, '#571520') +
        `<g clip-path="url(#${id('mi')})">` +
        ellipse(tg, mw * 0.52, 11 * mo + 2, '#d9666c', smoothstep(0.25, 0.6, mo)) +
        ellipse(
          [tg[0] - 3, tg[1] - 4 * mo],
          mw * 0.26,
          4 * mo,
          '#f09a98',
          0.55 * smoothstep(0.3, 0.7, mo),
        ) +
        filled(teeth, `url(#${id('te')})`, smoothstep(0.1, 0.3, mo)) +
        stroked(curve(line((x) => yU(x) + 0.5)), '#7a3038', 3.4, 0.4) +
        '</g>',
    );
  }
  out.push(
    filled(
      area(yT, (x) => yU(x) + 0.5),
      lg,
    ) +
      filled(
        area((x) => yL(x) - 0.5, yB),
        lg,
      ),
  );
  out.push(
    stroked(curve(line((x) => yU(x) + 0.3)), mul(lipD, '#7a3038', 0.8), 1.3 - 0.5 * mo, 0.85) +
      stroked(curve(map((x) => Mo(x, yU(x)), 4, -1.02, -0.86)), shade3, 1.8, 0.6) +
      stroked(curve(map((x) => Mo(x, yU(x)), 4, 0.86, 1.02)), shade3, 1.8, 0.65),
  );
  late1.push(
    // a soft light on the lower lip with a bright core, and one on the upper lip's rim
    stroked(curve(map((x) => Mo(x, lerp(yL(x), yB(x), 0.45)), 8, -0.5, 0.36)), lipL, 5, 0.5) +
      stroked(curve(map((x) => Mo(x, lerp(yL(x), yB(x), 0.4)), 6, -0.36, 0.1)), '#fff', 2.2, 0.42) +
      stroked(curve(map((x) => Mo(x, lerp(yT(x), yU(x), 0.42)), 6, -0.5, 0.4)), lipL, 2.4, 0.28) +
      stroked(curve(map((x) => Mo(x, yT(x) - 0.8), 5, -0.4, -0.08)), '#fff', 1.4, 0.34) +
      ellipse(Mo(-0.06, lerp(yL(0), yB(0), 0.36)), 3.2, 1.2, '#fff', 0.5),
  );
}
