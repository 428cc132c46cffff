/** SVG path data and elements from points. */
import { clamp, lerp, smoothstep } from './math.mjs';

export const fixed = (n) => (Math.round(n * 10) / 10).toString();
export const point = (p) => fixed(p[0]) + ' ' + fixed(p[1]);
/** Smooth curve through points (Catmull-Rom as cubics). */
export const curve = (pts, closed) => {
  const n = pts.length,
    at = (i) => (closed ? pts[(i + n) % n] : pts[clamp(i, 0, n - 1)]);
  let d = 'M' + point(pts[0]);
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const a = at(i - 1),
      b = at(i),
      c = at(i + 1),
      e = at(i + 2);
    d += `C${fixed(b[0] + (c[0] - a[0]) / 6)} ${fixed(b[1] + (c[1] - a[1]) / 6)} ${fixed(c[0] - (e[0] - b[0]) / 6)} ${fixed(c[1] - (e[1] - b[1]) / 6)} ${point(c)}`;
  }
  return d + (closed ? 'Z' : '');
};
/** Quadratic curve along points, to follow a move. */
export const smooth = (pts) => {
  let d = '';
  for (let i = 1; i < pts.length - 1; i++)
    d += `Q${point(pts[i])} ${fixed((pts[i][0] + pts[i + 1][0]) / 2)} ${fixed((pts[i][1] + pts[i + 1][1]) / 2)}`;
  return d + 'L' + point(pts[pts.length - 1]);
};
/** A strand or lock that tapers: width w, start a·w, end b·w. */
export const ribbon = (pts, w, a = 0.4, b = 0.03, up = 0.25, down = 0.5) => {
  const L = [],
    R = [],
    n = pts.length;
  for (let i = 0; i < n; i++) {
    const p = pts[Math.max(0, i - 1)],
      q = pts[Math.min(n - 1, i + 1)],
      l = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1,
      t = i / (n - 1);
    const k =
        0.5 *
        w *
        lerp(a, 1, smoothstep(0, up, t)) *
        lerp(1, b, Math.pow(clamp((t - 1 + down) / down), 1.35)),
      dx = (-(q[1] - p[1]) / l) * k,
      dy = ((q[0] - p[0]) / l) * k;
    L.push([pts[i][0] + dx, pts[i][1] + dy]);
    R.push([pts[i][0] - dx, pts[i][1] - dy]);
  }
  R.reverse();
  return 'M' + point(L[0]) + smooth(L) + 'L' + point(R[0]) + smooth(R) + 'Z';
};
export const band = (top, bot) =>
  'M' +
  point(top[0]) +
  smooth(top) +
  'L' +
  point(bot[bot.length - 1]) +
  smooth([...bot].reverse()) +
  'Z';
export const filled = (d, fill, op = 1, x = '') =>
  `<path d="${d}" fill="${fill}"${op < 1 ? ` fill-opacity="${op.toFixed(3)}"` : ''}${x}/>`;
export const stroked = (d, col, w, op = 1) =>
  `<path d="${d}" fill="none" stroke="${col}" stroke-width="${fixed(w)}" stroke-linecap="round"${op < 1 ? ` stroke-opacity="${op.toFixed(3)}"` : ''}/>`;
export const ellipse = (c, rx, ry, fill, op = 1, rot = 0) =>
  `<ellipse cx="${fixed(c[0])}" cy="${fixed(c[1])}" rx="${fixed(rx)}" ry="${fixed(ry)}" fill="${fill}"${op < 1 ? ` fill-opacity="${op.toFixed(3)}"` : ''}${rot ? ` transform="rotate(${fixed(rot)} ${point(c)})"` : ''}/>`;
