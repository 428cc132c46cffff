/** Neck, shoulders and necklace. */
import { mix } from './colour.mjs';
import { curve, ellipse, filled, point, stroked } from './path.mjs';

/** Skin below the chin. */
export function body(scene) {
  const {
    S,
    bust,
    chinPoint,
    cy,
    defs,
    id,
    mask,
    nx,
    o,
    over,
    shade1,
    shade2,
    shade3,
    skin,
    skinLight,
    soft,
    solid,
  } = scene;
  const nw = 45 * (0.6 + 0.4 * o.faceW),
    bx = bust + S * 6,
    shoulder = (s) => [
      [nx + s * nw, cy + 92],
      [nx + s * (nw - 3), cy + 140],
      [bx + s * (nw + 1), cy + 166],
      [bx + s * (nw + 24), cy + 186],
      [bx + s * 112, cy + 202],
      [bx + s * 152, cy + 211],
      [bx + s * 178, cy + 224],
      [bx + s * 194, cy + 248],
      [bx + s * 203, cy + 285],
      [bx + s * 206, 530],
    ];
  const body = [...shoulder(-1), ...shoulder(1).reverse()];
  if (!mask)
    defs.push(
      `<linearGradient id="nk${o.seed}" x1="0" y1="0" x2="1" y2=".25"><stop offset=".1" stop-color="${mix(skin, skinLight, 0.3)}"/><stop offset=".52" stop-color="${mix(skin, shade1, 0.25)}"/><stop offset="1" stop-color="${shade1}"/></linearGradient>`,
    );
  solid(
    'M' +
      point(body[0]) +
      curve(body)
        .slice(1)
        .replace(/^[^C]*/, '') +
      'Z',
    `url(#nk${o.seed})`,
  );
  soft(
    6,
    filled(
      curve(
        [
          [nx - nw - 2, cy + 96],
          [nx - nw + 4, cy + 140],
          [chinPoint[0] - 18 + S * 4, chinPoint[1] + 36],
          [chinPoint[0] + 22, chinPoint[1] + 42],
          [nx + nw + 2, cy + 178],
          [nx + nw + 4, cy + 96],
        ],
        true,
      ),
      shade3,
      0.42,
    ) +
      stroked(
        curve([
          [nx + nw - 4, cy + 120],
          [nx + nw - 6, cy + 165],
          [bx + nw + 6, cy + 186],
        ]),
        shade3,
        12,
        0.3,
      ),
    ` clip-path="url(#${id('bd')})"`,
  );
  if (!mask) defs.push(`<clipPath id="${id('bd')}"><path d="${curve(body)}Z"/></clipPath>`);
  const col = (s) =>
    curve([
      [bx + s * 14, cy + 224],
      [bx + s * 46, cy + 214],
      [bx + s * 92, cy + 216],
      [bx + s * 124, cy + 220],
    ]);
  if (o.neckline !== 'turtle')
    soft(
      3,
      stroked(col(-1), shade2, 5, 0.4) +
        stroked(col(1), shade2, 6, 0.45) +
        stroked(
          curve([
            [nx + 22, cy + 168],
            [bx + 13, cy + 218],
          ]),
          shade2,
          5,
          0.28,
        ) +
        stroked(
          curve([
            [nx - 26, cy + 172],
            [bx - 13, cy + 218],
          ]),
          shade2,
          4,
          0.2,
        ) +
        ellipse([bx, cy + 225], 7, 6, shade2, 0.3) +
        stroked(
          curve([
            [bx - 100, cy + 211],
            [bx - 50, cy + 208],
          ]),
          skinLight,
          5,
          0.6,
        ) +
        stroked(
          curve([
            [bx + 50, cy + 208],
            [bx + 90, cy + 211],
          ]),
          skinLight,
          4,
          0.35,
        ),
    );
  if (o.necklace > 0 && !['turtle', 'crew', 'collar'].includes(o.neckline)) {
    const y = o.neckline === 'v' ? 232 : 226,
      ch = curve([
        [bx - nw - 1, cy + 170],
        [bx - 34, cy + 200],
        [bx - 12, cy + y - 4],
        [bx, cy + y],
        [bx + 12, cy + y - 4],
        [bx + 34, cy + 200],
        [bx + nw + 1, cy + 170],
      ]);
    over(
      stroked(ch, shade3, 2, 0.3) +
        stroked(ch, '#e6c384', 1.3) +
        (o.necklace > 0.5
          ? ellipse([bx, cy + y + 5], 4, 4.6, '#f6f0e6') +
            ellipse([bx - 1.2, cy + y + 3.6], 1.4, 1.4, '#fff')
          : ellipse([bx, cy + y + 4], 2.6, 3.6, '#e9c985')),
    );
  }
  return { nw, bx };
}
