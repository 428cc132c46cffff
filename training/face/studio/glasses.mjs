/** Thin round glasses. */
import { TAU, lerp, map } from './math.mjs';
import { curve, ellipse, filled, stroked } from './path.mjs';

const FRAMES = ['#3a2c2a', '#b98a4a', '#6b3d3a', '#8d8f98'];

/** Frame, lenses and their shadow; in a mask the frame is black, as whatever lies over hair. */
export function glasses({ aS, edge, far, mask, o, out, over, project, row, soft, shade3 }) {
  if (!(o.glasses > 0)) return;
  const colour = mask ? '#000' : FRAMES[Math.floor(o.glasses * FRAMES.length) % FRAMES.length];
  // The frame stands before the eyes and bends back a little to its sides.
  const at = (u, v) => project(u, v, 92 - 0.0042 * u * u);
  const lens = (s) =>
    map(
      (k) => {
        const a = k * TAU;
        return at(s * (47 + 33.5 * Math.cos(a)), 3 + 30 * Math.sin(a));
      },
      20,
      0,
      0.95,
    );
  const bow = (s) => {
    const hinge = at(s * 80, -6),
      ear = edge(row(-12), s);
    return [hinge, [lerp(hinge[0], ear[0], 0.6), lerp(hinge[1], ear[1], 0.6) - 1], ear];
  };
  const bridge = [at(-14, -4), at(-7, -9), at(7, -9), at(14, -4)];
  const frame = [
    ...[1, -1].map((s) => stroked(curve(lens(s), true), colour, 2.6, mask ? 1 : 0.92)),
    stroked(curve(bridge), colour, 2.8),
    ...[1, -1].filter((s) => s !== far || aS < 0.1).map((s) => stroked(curve(bow(s)), colour, 2.4)),
  ].join('');
  const lowered = (points) => points.map(([x, y]) => [x + 2, y + 5]);
  soft(3, [1, -1].map((s) => stroked(curve(lowered(lens(s)), true), shade3, 3, 0.22)).join(''));
  over([1, -1].map((s) => filled(curve(lens(s), true), '#eaf3ff', 0.07)).join(''));
  out.push(frame);
  for (const s of [1, -1]) {
    const c = at(s * 47 - 12, -12);
    over(ellipse(c, 11, 2.2, '#fff', 0.22, -38));
  }
}
