/** Eyes, lashes, lids and brows. */
import { mix } from './colour.mjs';
import { PI, TAU, clamp, lerp, map, rng, smoothstep } from './math.mjs';
import { band, curve, ellipse, filled, fixed, ribbon, stroked } from './path.mjs';

/** Both eyes, the far one first. */
export function eyes(scene) {
  const {
    F,
    browColour,
    defs,
    ey,
    far,
    id,
    lash,
    late1,
    o,
    out,
    pre3,
    shade2,
    shade3,
    skin,
    skinLight,
    sm,
  } = scene;
  const D0 = lerp(7.5, -5, smoothstep(0.5, 1, sm)),
    H = lerp(-D0, 23.5 * (0.6 + 0.4 * o.eyeSize), Math.pow(ey, 0.62)),
    D = lerp(D0, 10.5 - sm * 4.2, smoothstep(0, 0.62, ey)),
    eu = 48.5 + o.eyeGap * 3,
    w = 28.5 * (0.5 + 0.5 * o.eyeSize),
    tl = lerp(-2.5, 5.5, o.eyeTilt) * lerp(0.25, 1, smoothstep(0, 0.5, ey)),
    inn = lerp(2.2, 4.5, smoothstep(0, 0.5, ey)),
    cl = 1 - smoothstep(0.05, 0.45, ey);
  defs.push(
    `<radialGradient id="ir${o.seed}" cx=".5" cy=".68" r=".62"><stop offset="0" stop-color="${mix(o.iris, '#ffc98a', 0.3)}"/><stop offset=".42" stop-color="${o.iris}"/><stop offset=".78" stop-color="${mix(o.iris, '#100408', 0.42)}"/><stop offset="1" stop-color="${mix(o.iris, '#0a0508', 0.72)}"/></radialGradient><linearGradient id="sc${o.seed}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix('#d9c6c4', skin, 0.2)}"/><stop offset=".5" stop-color="#fbf6f4"/><stop offset="1" stop-color="${mix('#f6eae6', skin, 0.12)}"/></linearGradient>`,
  );
  const browG = (s) => {
    const k = id('bw' + (s > 0 ? 'r' : 'l'));
    defs.push(
      `<linearGradient id="${k}" x1="${s > 0 ? 0 : 1}" x2="${s > 0 ? 1 : 0}"><stop offset="0" stop-color="${browColour}" stop-opacity=".25"/><stop offset=".3" stop-color="${browColour}" stop-opacity=".85"/><stop offset=".7" stop-color="${browColour}"/><stop offset="1" stop-color="${browColour}" stop-opacity=".7"/></linearGradient>`,
    );
    return `url(#${k})`;
  };
  for (const s of [far, -far]) {
    const E = (x, y, dz = 0) => F(s * (eu + x), y, dz - 2),
      base = (k) => lerp(inn, -tl, smoothstep(0, 1, k)),
      bu = (k) =>
        Math.pow(
          Math.max(0, Math.sin(PI * Math.pow(clamp(k), lerp(0.76, 1, o.eyePeak)))),
          lerp(0.92, 0.66, o.eyeRound),
        ),
      bl = (k) => Math.pow(Math.max(0, Math.sin(PI * Math.pow(clamp(k), 1.15))), 0.9);
    const xk = (k) => lerp(-w, w, k),
      U = (k, d = 0) => E(xk(k), base(k) - bu(k) * H - d),
      Lo = (k, d = 0) => E(xk(k), base(k) + bl(k) * D + d);
    const up = map((k) => U(k), 12),
      lo = map((k) => Lo(k), 12),
      open = curve(up) + 'L' + curve([...lo].reverse()).slice(1) + 'Z';
    const yc = -6.5,
      gz = o.gaze * 4 - o.pose * 2.0,
      ic = E(s * gz, yc),
      sx = Math.abs(E(5, 0)[0] - E(-5, 0)[0]) / 10,
      ir = 17.2 * o.irisSize * (0.5 + 0.5 * o.eyeSize),
      wx = clamp(0.45 + 0.55 * sx, 0.55, 1);
    // lid shade and under-eye
    const cr0 = (k, g) =>
      E(
        xk(k) + 1.5 * k,
        base(k) -
          bu(k) * lerp(11, H + 7 * o.lid + 1.5, smoothstep(0.02, 0.75, ey)) -
          g * (0.5 + k) -
          1,
      );
    pre3.push(
      filled(
        curve(map((k) => cr0(k, 3), 8)) + 'L' + curve(map((k) => U(1 - k), 8)).slice(1) + 'Z',
        shade2,
        0.36 + 0.15 * cl,
      ) +
        stroked(
          curve(map((k) => Lo(k, 8 + 1.5 * sm), 8, 0.12, 0.92)),
          shade2,
          3,
          0.24 + 0.22 * sm,
        ) +
        stroked(curve(map((k) => Lo(k, 4), 8, 0.15, 0.9)), skinLight, 4, 0.35 + 0.3 * sm),
    );
    defs.push(`<clipPath id="${id('e' + (s > 0 ? 'r' : 'l'))}"><path d="${open}"/></clipPath>`);
    out.push(
      `<path d="${open}" fill="url(#sc${o.seed})"/><g clip-path="url(#${id('e' + (s > 0 ? 'r' : 'l'))})">`,
    );
    out.push(ellipse(E(-w + 2, 4.5), 4.5, 3.5, mix('#e8a59c', skin, 0.3), 0.9));
    out.push(
      `<ellipse cx="${fixed(ic[0])}" cy="${fixed(ic[1])}" rx="${fixed(ir * wx)}" ry="${fixed(ir)}" fill="url(#ir${o.seed})"/>`,
    );
    let rays = '';
    const rr = rng(o.seed + 5);
    for (let i = 0; i < 26; i++) {
      const a = (i / 26) * TAU + rr() * 0.2,
        r1 = 6.5,
        r2 = 10 + rr() * 3.2;
      rays += `M${fixed(ic[0] + Math.cos(a) * r1 * wx)} ${fixed(ic[1] + Math.sin(a) * r1)}L${fixed(ic[0] + Math.cos(a) * r2 * wx)} ${fixed(ic[1] + Math.sin(a) * r2)}`;
    }
    out.push(
      `<path d="${rays}" stroke="${mix(o.iris, '#ffdca8', 0.5)}" stroke-width="1" stroke-opacity=".3"/>` +
        ellipse(
          [ic[0], ic[1] + ir * 0.42],
          ir * 0.62 * wx,
          ir * 0.42,
          mix(o.iris, '#ffd8a0', 0.55),
          0.3,
        ) +
        ellipse(ic, 7.8 * wx, 7.8, '#0e0708'),
    );
    out.push(
      `<ellipse cx="${fixed(ic[0])}" cy="${fixed(ic[1])}" rx="${fixed(ir * wx - 0.6)}" ry="${fixed(ir - 0.6)}" fill="none" stroke="${mix(o.iris, '#0a0508', 0.8)}" stroke-width="1.5" stroke-opacity=".75"/>`,
    );
    out.push(
      `<path d="${curve(map((k) => U(k, 3), 8))}L${curve(map((k) => U(1 - k, -5.5 - 2 * bu(1 - k)), 8)).slice(1)}Z" fill="#2a1418" fill-opacity=".36"/>`,
    );
    out.push(
      ellipse([ic[0] - 4.6 * wx, ic[1] - 5.6], 4.1 * wx, 4.7, '#fff', 0.97, -12) +
        ellipse([ic[0] + 5 * wx, ic[1] + 5.8], 2.1 * wx, 1.9, '#fff', 0.75) +
        ellipse([ic[0] + 4.4 * wx, ic[1] - 7.4], 1.3, 1.4, '#fff', 0.6) +
        '</g>',
    );
    // lower rim, upper lashes
    out.push(
      stroked(curve(map((k) => Lo(k, 0.4), 8, 0.1, 0.95)), mix(shade3, lash, 0.3), 1.1, 0.5),
    );
    const wing = [
        U(1, 0),
        E(w + 4, -tl - lerp(-2, 2.4, smoothstep(0, 0.4, ey))),
        E(w + 7.5, -tl - lerp(-1.5, 5, smoothstep(0, 0.4, ey))),
      ],
      top = [
        ...map((k) => U(k, 0.9 + 3.3 * Math.pow(k, 0.7)), 12),
        E(w + 4.5, -tl - lerp(-0.5, 5.4, smoothstep(0, 0.4, ey))),
        wing[2],
      ],
      bot = [...map((k) => U(k, -0.9 - 0.5 * k), 12), wing[1], wing[2]];
    out.push(filled(band(top, bot), lash, 0.96));
    let ls = '',
      l2 = '';
    const ld = lerp(0.75, -1, smoothstep(0.05, 0.42, ey));
    for (let i = 0; i < 8; i++) {
      const k = lerp(0.22, 0.99, i / 7),
        l = lerp(4, 8.2, k),
        dx = lerp(-0.35, 0.95, k),
        rt = lerp(0, 0.6 + 2 * k, smoothstep(0.3, -0.3, ld) + (ld < -0.3 ? 1 : 0) * 0),
        a = U(k, rt),
        x0 = xk(k),
        yb = base(k) - bu(k) * H - rt;
      ls += ribbon(
        [a, E(x0 + dx * l * 0.45, yb + ld * l * 0.62), E(x0 + dx * l, yb + ld * l)],
        1.45,
        1,
        0.05,
        0.01,
        0.95,
      );
    }
    for (let i = 0; i < 7; i++) {
      const k = lerp(0.42, 0.95, i / 6),
        x0 = xk(k),
        yb = base(k) + bl(k) * D + 0.5,
        l = 3.2;
      l2 += ribbon(
        [E(x0, yb), E(x0 + 0.5, yb + l * 0.5), E(x0 + 0.25 * l + k, yb + l)],
        1,
        0.9,
        0.05,
        0.01,
        0.95,
      );
    }
    out.push(filled(ls, lash, 0.92) + filled(l2, lash, 0.42));
    // double-lid crease
    out.push(
      filled(
        band(
          map((k) => cr0(k, 0.2), 9, 0.05, 1.02),
          map(
            (k) => {
              const c = cr0(k, 0.2);
              return [c[0], c[1] + 1.7 * Math.sin(PI * clamp((k - 0.05) * 0.98)) + 0.2];
            },
            9,
            0.05,
            1.02,
          ),
        ),
        shade3,
        0.62 * clamp(o.lid + 0.25),
      ),
    );
    // brow
    const bw = 31 * (0.55 + 0.45 * o.eyeSize),
      lift = (ey - 0.6) * 9 + sm * 1.5,
      by = (k) =>
        -37.5 -
        o.browY * 3 -
        lift -
        lerp(0, 7.5, o.browArch) * Math.sin(PI * Math.pow(k, 1.25) * 0.86) +
        lerp(3.5, 1, o.browArch) * 0 +
        2 * (1 - k),
      B = (k, d) => E(lerp(-bw + 3, bw + 5, k), by(k) + d + smoothstep(0.6, 1, k) * 3.5, 2),
      bt = 6.5 + 4 * o.browThick,
      th2 = (k) =>
        bt * (k < 0.12 ? lerp(0.35, 0.85, k / 0.12) : lerp(1, 0.1, smoothstep(0.35, 1.02, k)));
    late1.push(
      filled(
        band(
          map((k) => B(k, -th2(k) * 0.5), 10),
          map((k) => B(k, th2(k) * 0.5), 10),
        ),
        browG(s),
        0.85,
      ),
    );
    let bh = '';
    const rb = rng(o.seed + 77);
    for (let i = 0; i < 20; i++) {
      const k = lerp(0.0, 0.9, (i + rb() * 0.8) / 20),
        t2 = th2(k),
        d0 = t2 * (0.5 - rb() * 0.6),
        d1 = d0 - t2 * (0.5 + 0.3 * rb()) * (1 - k * 0.7),
        kk = k + 0.05 + 0.1 * k;
      bh += ribbon(
        [B(k, d0), B(lerp(k, kk, 0.6), lerp(d0, d1, 0.6)), B(kk, d1)],
        1.3,
        0.8,
        0.1,
        0.1,
        0.8,
      );
    }
    out.push(filled(bh, mix(browColour, lash, 0.35), 0.3));
  }
}
