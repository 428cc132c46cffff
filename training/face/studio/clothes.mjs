/** The top that she wears; what is over it is in outerwear.mjs. */
import { mix, mul } from './colour.mjs';
import { ribs, stripes } from './fabric.mjs';
import { PI, lerp, map } from './math.mjs';
import { curve, point, ribbon, smooth, stroked } from './path.mjs';

/** One of seven necklines. */
export function clothes(scene) {
  const { bx, cy, defs, id, mask, nw, nx, o, out, over, shade3, soft, solid } = scene;
  const t = o.top,
    tD = mul(t, '#8d87a8', 0.8),
    tL = mix(t, '#ffffff', 0.28),
    N = {
      crew: [66, 192, 226],
      v: [64, 192, 276],
      scoop: [94, 202, 256],
      boat: [140, 216, 238],
      turtle: [54, 182, 188],
      collar: [56, 186, 262],
      strap: [104, 206, 252],
    }[o.neckline] || [66, 192, 226];
  const [hw, y0, yc] = N,
    sl = (s) => [
      [bx + s * hw, cy + y0],
      [bx + s * Math.max(hw + 14, 114), cy + (hw > 130 ? 214 : 199)],
      [bx + s * 172, cy + 214],
      [bx + s * 206, cy + 240],
      [bx + s * 228, 524],
    ];
  const nl =
    o.neckline === 'v' || o.neckline === 'collar'
      ? [
          [bx - hw, cy + y0],
          [bx - hw * 0.5, cy + lerp(y0, yc, 0.42)],
          [bx, cy + yc],
          [bx + hw * 0.5, cy + lerp(y0, yc, 0.42)],
          [bx + hw, cy + y0],
        ]
      : map((k) => {
          const a = PI * k;
          return [bx - Math.cos(a) * hw, cy + y0 + Math.sin(a) ** 0.9 * (yc - y0)];
        }, 10);
  const outer = [...sl(-1)].reverse();
  const d = curve(outer) + 'L' + nl.map(point).join('L') + curve(sl(1)).replace('M', 'L') + 'Z',
    dd = curve(outer) + smooth(nl) + curve(sl(1)).replace('M', 'L') + 'Z';
  if (!mask)
    defs.push(
      `<linearGradient id="tp${o.seed}" x1=".1" y1="0" x2=".9" y2=".6"><stop offset="0" stop-color="${mix(t, tL, 0.5)}"/><stop offset=".5" stop-color="${t}"/><stop offset="1" stop-color="${tD}"/></linearGradient>`,
    );
  if (o.neckline !== 'strap' && o.neckline !== 'turtle')
    soft(3, stroked('M' + point(nl[0]) + smooth(nl), shade3, 9, 0.35));
  if (o.neckline === 'turtle') {
    const tw = nw + 6;
    solid(
      curve(
        [
          [nx - tw + 1, cy + 152],
          [nx - tw + 5, cy + 147],
          [nx - tw * 0.72, cy + 151],
          [nx - tw * 0.36, cy + 157],
          [nx, cy + 159],
          [nx + tw * 0.36, cy + 157],
          [nx + tw * 0.72, cy + 151],
          [nx + tw - 5, cy + 147],
          [nx + tw - 1, cy + 152],
          [nx * 0.5 + bx * 0.5 + tw + 1, cy + 162],
          [bx + tw + 4, cy + 174],
          [bx + tw + 26, cy + 196],
          [bx, cy + 236],
          [bx - tw - 26, cy + 196],
          [bx - tw - 4, cy + 174],
          [nx * 0.5 + bx * 0.5 - tw - 1, cy + 162],
        ],
        true,
      ),
      `url(#tp${o.seed})`,
    );
  }
  if (o.neckline === 'strap') {
    solid(
      `M${point([bx - 186, 522])}${smooth([
        [bx - 186, 522],
        [bx - 136, cy + 262],
        [bx - 92, cy + 240],
        [bx, cy + 268],
        [bx + 92, cy + 240],
        [bx + 136, cy + 262],
        [bx + 186, 522],
      ])}Z`,
      `url(#tp${o.seed})`,
    );
    for (const s of [-1, 1])
      solid(
        ribbon(
          [
            [bx + s * 92, cy + 250],
            [bx + s * 90, cy + 222],
            [bx + s * 78, cy + 196],
          ],
          9,
          1,
          1,
        ),
        `url(#tp${o.seed})`,
      );
  } else solid(o.neckline === 'v' || o.neckline === 'collar' ? d : dd, `url(#tp${o.seed})`);
  const rim =
    o.neckline === 'v' || o.neckline === 'collar'
      ? 'M' + nl.map(point).join('L')
      : 'M' + point(nl[0]) + smooth(nl);
  const strap = o.neckline === 'strap';
  if (!mask) {
    const cut = o.neckline === 'v' || o.neckline === 'collar' ? d : dd;
    defs.push(`<clipPath id="${id('top')}"><path d="${cut}"/></clipPath>`);
    const clip = strap ? '' : ` clip-path="url(#${id('top')})"`;
    if (!strap && o.fabric === 'stripes') over(`<g${clip}>${stripes(bx, cy, tL)}</g>`);
    if (!strap && o.fabric === 'rib') over(`<g${clip}>${ribs(bx, cy, tD, tL)}</g>`);
    soft(6, folds(bx, cy, hw, yc, tD, tL), clip);
  }
  if (o.neckline === 'collar')
    for (const s of [-1, 1]) {
      solid(
        curve(
          [
            [bx + s * (nw + 2), cy + 166],
            [bx + s * 30, cy + 226],
            [bx + s * 4, cy + 260],
            [bx + s * 46, cy + 266],
            [bx + s * 90, cy + 212],
            [bx + s * (nw + 20), cy + 176],
          ],
          true,
        ),
        mix(t, s < 0 ? tL : tD, 0.35),
      );
      over(
        stroked(
          curve([
            [bx + s * 4, cy + 260],
            [bx + s * 46, cy + 266],
            [bx + s * 90, cy + 212],
          ]),
          tD,
          1.6,
          0.6,
        ),
      );
    }
  else if (o.neckline !== 'strap' && o.neckline !== 'turtle') {
    if (o.fabric === 'rib') {
      out.push(stroked(rim, mask ? '#000' : mix(t, tL, 0.35), 11));
      over(
        `<path d="${rim}" fill="none" stroke="${tD}" stroke-width="11" stroke-dasharray="1.6 3" stroke-opacity=".4"/>` +
          stroked(rim, tL, 1.4, 0.5),
      );
    } else over(stroked(rim, tL, 2.4, 0.6) + stroked(rim, tD, 1, 0.25));
  }
  if (o.neckline === 'turtle')
    soft(
      6,
      stroked(
        curve([
          [nx - nw, cy + 180],
          [bx, cy + 198],
          [nx + nw, cy + 180],
        ]),
        tD,
        8,
        0.6,
      ) +
        stroked(
          curve([
            [nx + nw - 4, cy + 150],
            [nx + nw, cy + 196],
          ]),
          tD,
          12,
          0.5,
        ),
    );
}

/** Soft folds from the shoulders and under the neckline, and light on the shoulders. */
function folds(bx, cy, hw, yc, dark, light) {
  const fold = (s, x0, y0, x1, y1, bend) =>
    curve([
      [bx + s * x0, cy + y0],
      [bx + s * (lerp(x0, x1, 0.5) + bend), cy + lerp(y0, y1, 0.5)],
      [bx + s * x1, cy + y1],
    ]);
  return (
    [-1, 1]
      .map(
        (s) =>
          stroked(fold(s, 168, 232, 150, 290, -9), dark, 9, 0.5) +
          stroked(fold(s, 128, 226, 96, 288, -12), dark, 6, 0.34) +
          stroked(fold(s, hw * 0.7, yc - 6, hw * 0.4 + 34, 290, 6), dark, 6, 0.26) +
          stroked(fold(s, 150, 228, 128, 290, -10), light, 6, 0.32) +
          stroked(fold(s, hw + 20, 208, 176, 228, 6), light, 8, s < 0 ? 0.5 : 0.25),
      )
      .join('') + stroked(fold(1, -10, yc + 12, 4, 292, 5), dark, 5, 0.22)
  );
}
