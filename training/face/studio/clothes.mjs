/** The top that she wears. */
import { mix, mul } from './colour.mjs';
import { PI, lerp, map } from './math.mjs';
import { curve, point, ribbon, smooth, stroked } from './path.mjs';

/** One of seven necklines. */
export function clothes(scene) {
  const { bx, cy, defs, mask, nw, nx, o, over, shade3, soft, solid } = scene;
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
  else if (o.neckline !== 'strap' && o.neckline !== 'turtle')
    over(stroked(rim, tL, 2.4, 0.6) + stroked(rim.replace(/M/, 'M'), tD, 1, 0.25));
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
