/** Hair as 3D strands from the parting over the skull and down. */
import { PI, RAD, TAU, bezier, clamp, lerp, norm, smoothstep } from './math.mjs';

/** Geometry of single strands; nothing is painted yet. */
export function strands(scene) {
  const { C, S, o, projectHair } = scene;
  const tied = o.tie !== 'down',
    pony = o.tie === 'pony' || o.tie === 'bun',
    volume = (6 + 12 * o.volume + 7 * o.curl) * (pony ? 0.3 : 1),
    hc = [0, -42, -10],
    RR = [(pony ? 97 : 100) * (0.5 + 0.5 * o.faceW), 121, 112];
  const surf = (d, off) => {
    const t = d[1] < 0 ? d[1] * d[1] * (4 + 6 * o.volume) : 0;
    return [
      hc[0] + (RR[0] + off) * d[0],
      hc[1] + (RR[1] + off + t) * d[1],
      hc[2] + (RR[2] + off) * d[2],
    ];
  };
  const partX = clamp(o.part, -1, 1) * 0.36,
    tipY = lerp(104, 330, clamp(o.length)),
    curl = clamp(o.curl),
    waveHeight = 24 * Math.pow(curl, 0.85),
    waveLength = lerp(150, 58, Math.pow(curl, 0.8));
  const tuck = (s) =>
    pony
      ? 1
      : o.tie === 'half'
        ? Math.max(0.9, s < 0 ? o.tuckL : o.tuckR)
        : s < 0
          ? o.tuckL
          : o.tuckR;
  // Degrees above the forehead where front locks part; a fringe comes from under them.
  const hairline = { full: 60, wispy: 46 }[o.bangs] ?? 35;
  const dirs = (s, t) => {
    // root, control and temple directions of a strand on side s, t = 0 at the face .. 1 at the back
    const tk = tuck(s),
      e =
        lerp(lerp(hairline, hairline + 7, Math.max(tuck(-1), tuck(1))), 104, Math.pow(t, 0.9)) *
        RAD,
      az = lerp(lerp(65, 93, tk), 172, t) * RAD;
    const bs = Math.max(0, -s * partX) * 1.9 * (1 - tk * 0.7) * (1 - t);
    return [
      norm([partX + s * 0.015, -Math.sin(e), Math.cos(e) * 0.95]),
      norm([
        s * lerp(0.62 - 0.12 * bs, 0.8, t) + partX * 0.3,
        lerp(-0.74 + 0.16 * bs, -0.92, t),
        lerp(lerp(0.62, 0.72, tk) + 0.12 * bs, -0.35, t),
      ]),
      norm([
        s * Math.sin(az),
        lerp(0.3, 0.22, t) + (pony ? 0.2 : 0.1 * (1 - t)) * tk,
        Math.cos(az),
      ]),
    ];
  };
  const strand = (s, t, q = {}) => {
    // -> projected points
    const [d0, dc, d1] = dirs(s, t),
      pts = [],
      len = q.len ?? tipY,
      ph = q.ph ?? 0,
      ex = q.ex ?? 0,
      dw = q.dw ?? 0,
      am = waveHeight * (q.am ?? 1),
      nu = 8;
    for (let i = 0; i <= nu; i++) {
      const k = i / nu,
        d = norm(bezier(d0, dc, d1, k));
      const w = surf(d, (volume + ex) * (0.88 + 0.12 * smoothstep(0, 0.5, k)));
      w[0] += s * dw * k;
      pts.push(projectHair(...w));
    }
    if (q.capOnly) {
      if (q.capOnly === 1) return pts;
      const c = pts.findIndex((z) => z[2] < -14);
      if (c < 0) return pts;
      if (c < 1) return pts.slice(0, 3);
      const a = pts[c - 1],
        b = pts[c],
        k = (a[2] + 14) / (a[2] - b[2]);
      return [...pts.slice(0, c), [lerp(a[0], b[0], k), lerp(a[1], b[1], k), -14]];
    }
    const p1 = surf(d1, volume + ex),
      tf = Math.min(1, t / 0.5),
      tx = t < 0.5 ? lerp(lerp(97, 104, tuck(s)), 138, tf) : lerp(136, 40, (t - 0.5) * 2),
      tz = lerp(62, -64, Math.min(1, t * 1.5));
    const y1 = p1[1],
      n = Math.max(6, Math.round((len - y1) / lerp(20, 10, smoothstep(0, 0.6, curl))));
    for (let i = 1; i <= n; i++) {
      const k = i / n,
        y = lerp(y1, len, k),
        e = smoothstep(y1, 200, y),
        // Waves grow from the temple and settle at the tip, so that ends fall together.
        W =
          am *
          smoothstep(-0.05, 0.5, (y - y1) / 220) *
          (0.75 + 0.5 * curl) *
          (1 - 0.5 * smoothstep(0.72, 1, k));
      const sn = Math.sin(((y - y1) / waveLength) * TAU + ph),
        bulge = (4 + 9 * curl + 6 * o.volume) * Math.sin(PI * clamp((y - y1) / (len - y1 + 30))),
        cc = (1 - curl) * 24 * smoothstep(0.5, 1, k) * (1 - 0.6 * clamp(o.length));
      const x =
        lerp(Math.abs(p1[0]), tx + dw, e) +
        (bulge + curl * 16 * e - cc) * (t < 0.5 ? 1 : lerp(1, 0.3, (t - 0.5) * 2));
      pts.push(
        projectHair(
          s * x + sn * W,
          y + Math.cos(((y - y1) / waveLength) * TAU + ph) * W * 0.25,
          lerp(p1[2], tz, e) + W * 0.5 * Math.cos(((y - y1) / waveLength) * TAU + ph),
        ),
      );
    }
    return pts;
  };
  const depth = (s, t) => {
    const a = surf(dirs(s, t)[2], volume);
    return a[2] * C - a[0] * S;
  };
  return {
    tied,
    pony,
    volume,
    hc,
    RR,
    surf,
    partX,
    tipY,
    curl,
    waveHeight,
    waveLength,
    tuck,
    dirs,
    strand,
    depth,
  };
}
