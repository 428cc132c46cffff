/** What she wears over the top: a cardigan, a jacket, a hoodie, or a bow at the collar. */
import { lum, mix, mul } from './colour.mjs';
import { map } from './math.mjs';
import { curve, ellipse, filled, stroked } from './path.mjs';

/** Paints `o.over`; nothing where there is none. */
export function outerwear(scene) {
  const { defs, id, mask, o } = scene;
  if (o.over === 'bow') bow(scene);
  if (!['cardigan', 'jacket', 'hoodie'].includes(o.over)) return;
  const cloth = o.overTop,
    colours = {
      cloth,
      dark: mul(cloth, '#837d9c', 0.85),
      light: mix(cloth, '#ffffff', lum(cloth) > 0.6 ? 0.5 : 0.24),
    };
  if (!mask)
    defs.push(
      `<linearGradient id="${id('ov')}" x1=".1" y1="0" x2=".9" y2=".7"><stop offset="0" stop-color="${mix(cloth, colours.light, 0.45)}"/><stop offset=".5" stop-color="${cloth}"/><stop offset="1" stop-color="${colours.dark}"/></linearGradient>`,
    );
  const fill = `url(#${id('ov')})`;
  if (o.over === 'hoodie') hoodie(scene, fill, colours);
  else fronts(scene, fill, colours);
}

/** Both fronts, open over the top, with a knitted band or lapels. */
function fronts(scene, fill, { cloth, dark, light }) {
  const { bx, cy, id, mask, defs, nw, o, over, shade3, soft, solid } = scene;
  const knitted = o.over === 'cardigan',
    at = (s, x, y) => [bx + s * x, cy + y];
  for (const s of [-1, 1]) {
    const edge = knitted
      ? [at(s, nw + 13, 178), at(s, nw + 25, 204), at(s, nw + 18, 244), at(s, nw - 1, 300)]
      : [at(s, nw + 9, 172), at(s, nw + 16, 204), at(s, nw + 1, 246), at(s, nw - 30, 300)];
    const outside = [
      at(s, 234, 300),
      at(s, 211, 241),
      at(s, 175, 210),
      at(s, 116, 195),
      at(s, nw + 20, 178),
    ];
    const d = `${curve(edge)}L${curve(outside).slice(1)}Z`;
    soft(3, stroked(curve(edge), mix(shade3, dark, 0.5), 9, 0.45));
    solid(d, fill);
    if (!mask)
      defs.push(`<clipPath id="${id(`ov${s > 0 ? 'r' : 'l'}`)}"><path d="${d}"/></clipPath>`);
    soft(
      6,
      stroked(curve([at(s, 170, 226), at(s, 148, 252), at(s, 142, 296)]), dark, 9, 0.55) +
        stroked(curve([at(s, 126, 214), at(s, 112, 252), at(s, 106, 296)]), dark, 6, 0.35) +
        stroked(curve([at(s, 152, 222), at(s, 130, 254), at(s, 124, 296)]), light, 7, 0.35) +
        stroked(curve([at(s, nw + 26, 186), at(s, 120, 204), at(s, 176, 222)]), light, 8, 0.4),
      ` clip-path="url(#${id(`ov${s > 0 ? 'r' : 'l'}`)})"`,
    );
    if (knitted) band(scene, edge, s, { cloth, dark, light });
    else lapel(scene, s, { cloth, dark, light });
  }
  if (knitted)
    for (const [x, y] of [
      [nw + 18, 240],
      [nw + 7, 272],
    ]) {
      const c = at(1, x, y);
      over(
        ellipse([c[0] + 0.6, c[1] + 1], 4.4, 4.4, dark, 0.6) +
          ellipse(c, 4, 4, light) +
          ellipse(c, 1.2, 1.2, dark, 0.8),
      );
    }
}

function band({ mask, out, over }, edge, s, { cloth, dark, light }) {
  const d = curve(edge);
  // It stands over the front's edge and may hide hair behind it, in a mask too.
  out.push(stroked(d, mask ? '#000' : mix(cloth, dark, 0.25), 15));
  over(
    stroked(d, mix(cloth, light, s < 0 ? 0.4 : 0.15), 13) +
      `<path d="${d}" fill="none" stroke="${dark}" stroke-width="13" stroke-dasharray="1.5 3.2" stroke-opacity=".35"/>`,
  );
}

function lapel({ bx, cy, nw, over, soft, solid }, s, { cloth, dark, light }) {
  const at = (x, y) => [bx + s * x, cy + y];
  const collar = [
      at(nw + 6, 166),
      at(nw + 14, 196),
      at(nw + 42, 232),
      at(nw + 62, 216),
      at(nw + 34, 184),
      at(nw + 18, 168),
    ],
    front = [
      at(nw + 14, 198),
      at(nw + 40, 233),
      at(nw + 62, 226),
      at(nw + 54, 252),
      at(nw - 26, 302),
      at(nw - 4, 250),
    ];
  const straight = (points) =>
    `M${points.map((p) => p.map((v) => v.toFixed(1)).join(' ')).join('L')}Z`;
  soft(3, filled(straight(front.map(([x, y]) => [x + 3, y + 5])), dark, 0.55));
  solid(straight(front), mix(cloth, s < 0 ? light : dark, 0.28));
  solid(straight(collar), mix(cloth, s < 0 ? light : dark, 0.16));
  over(
    stroked(straight(front), dark, 1.2, 0.5) +
      stroked(straight(collar), dark, 1.2, 0.5) +
      stroked(`M${at(nw + 61, 227).join(' ')}L${at(nw + 53, 251).join(' ')}`, light, 1.4, 0.6),
  );
}

/** The hood lies round the neck; two strings hang from it. */
function hoodie({ bx, cy, nw, over, soft, shade3, solid }, fill, { cloth, dark, light }) {
  const at = (s, x, y) => [bx + s * x, cy + y];
  solid(
    curve(
      [
        ...[
          [60, 188],
          [114, 199],
          [174, 213],
          [208, 242],
          [230, 304],
        ]
          .map(([x, y]) => at(-1, x, y))
          .reverse(),
        at(0, 0, 238),
        ...[
          [60, 188],
          [114, 199],
          [174, 213],
          [208, 242],
          [230, 304],
        ].map(([x, y]) => at(1, x, y)),
      ],
      true,
    ),
    fill,
  );
  soft(
    6,
    [-1, 1]
      .map(
        (s) =>
          stroked(curve([at(s, 170, 226), at(s, 150, 254), at(s, 146, 296)]), dark, 9, 0.5) +
          stroked(curve([at(s, 118, 222), at(s, 100, 256), at(s, 96, 296)]), dark, 7, 0.35) +
          stroked(curve([at(s, 148, 222), at(s, 124, 258), at(s, 120, 296)]), light, 8, 0.35),
      )
      .join(''),
  );
  for (const s of [-1, 1]) {
    const hood = [
      at(s, nw - 3, 150),
      at(s, nw + 30, 158),
      at(s, nw + 62, 186),
      at(s, nw + 48, 218),
      at(s, 34, 250),
      at(s, -3, 262),
      at(s, 2, 242),
      at(s, nw - 18, 216),
      at(s, nw - 1, 184),
    ];
    soft(
      3,
      filled(
        curve(
          hood.map(([x, y]) => [x + 2, y + 6]),
          true,
        ),
        dark,
        0.6,
      ),
    );
    solid(curve(hood, true), mix(cloth, s < 0 ? light : dark, 0.22));
    soft(
      3,
      stroked(
        curve([at(s, nw + 2, 160), at(s, nw + 4, 192), at(s, nw - 14, 222), at(s, 4, 246)]),
        mix(shade3, dark, 0.6),
        7,
        0.5,
      ) +
        stroked(
          curve([at(s, nw + 30, 168), at(s, nw + 44, 190), at(s, nw + 32, 212)]),
          light,
          9,
          0.45,
        ) +
        stroked(curve([at(s, nw + 16, 176), at(s, nw + 18, 204), at(s, 28, 238)]), dark, 4, 0.35),
    );
  }
  for (const s of [-1, 1]) {
    const string = curve([at(s, 20, 248), at(s, 23, 266), at(s, 20 + 2 * s, 290)]);
    over(stroked(string, dark, 4.4, 0.4) + stroked(string, mix(light, '#ffffff', 0.3), 2.8));
  }
}

/** A ribbon tied under the collar. */
function bow({ bx, cy, mask, o, over, soft, solid }) {
  if (mask) return;
  const cloth = mix(o.top, '#ffffff', 0.14),
    dark = mul(cloth, '#8d87a8', 0.9),
    light = mix(cloth, '#ffffff', 0.32),
    at = (x, y) => [bx + x, cy + y];
  const shape = (points) =>
    curve(
      points.map(([x, y]) => at(x, y)),
      true,
    );
  const loop = (s) =>
      shape([
        [s * 3, 250],
        [s * 24, 234],
        [s * 47, 232],
        [s * 54, 246],
        [s * 44, 263],
        [s * 20, 262],
      ]),
    tail = (s) =>
      shape([
        [s * 2, 256],
        [s * 14, 268],
        [s * 24, 300],
        [s * 4, 306],
        [s * 1, 272],
      ]);
  soft(
    3,
    [-1, 1]
      .map((s) => `<g transform="translate(2 5)">${filled(loop(s) + tail(s), dark, 0.5)}</g>`)
      .join(''),
  );
  for (const s of [-1, 1]) {
    solid(tail(s), mix(cloth, s < 0 ? light : dark, 0.25));
    solid(loop(s), mix(cloth, s < 0 ? light : dark, 0.3));
    over(
      map(
        (k) =>
          stroked(
            curve([at(s * 6, 253 + 3 * k), at(s * 22, 248 + 6 * k), at(s * 38, 246 + 8 * k)]),
            dark,
            1.4,
            0.4,
          ),
        1,
      ).join('') +
        stroked(loop(s), dark, 1, 0.35) +
        stroked(curve([at(s * 24, 236), at(s * 40, 236), at(s * 49, 244)]), light, 2, 0.6),
    );
  }
  solid(
    shape([
      [-8, 246],
      [0, 243],
      [8, 246],
      [9, 260],
      [0, 264],
      [-9, 260],
    ]),
    mix(cloth, light, 0.2),
  );
  over(stroked(curve([at(-3, 246), at(-2, 254), at(-4, 262)]), dark, 1.2, 0.45));
}
