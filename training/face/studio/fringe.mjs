/** Fringe strands. */
import { PI, RAD, bezier, bump, clamp, lerp, norm, smoothstep } from './math.mjs';

/** `bang` falls over the forehead, `curtain` to the side of the face. */
export function fringe(scene) {
  const { partX, projectHair, surf, volume } = scene;
  const bang = (az, tip, q = {}) => {
    const a = az * RAD,
      d0 = norm([partX * 0.6 + Math.sin(a) * 0.2, -0.96, 0.3]),
      dc = norm([Math.sin(a) * 0.72 + partX * 0.1, -0.82, Math.cos(a) * 0.95]),
      pts = [];
    for (let i = 0; i <= 12; i++) {
      const k = i / 12,
        d = norm(bezier(d0, dc, [Math.sin(a) * 0.98, q.y ?? 0.06, Math.cos(a)], k)),
        w = surf(d, (volume * 0.8 + (q.ex ?? 0)) * lerp(0.9, 0.15, smoothstep(0.35, 1, k)) + 1);
      w[0] += (q.bend ?? 0) * smoothstep(0.5, 1, k);
      w[1] += tip * smoothstep(0.3, 1, k);
      pts.push(projectHair(...w));
    }
    return pts;
  };
  const curtain = (s, u, q = {}) => {
    const d0 = norm([
        partX + s * 0.02,
        -Math.sin(lerp(48, 74, u) * RAD),
        Math.cos(lerp(48, 74, u) * RAD),
      ]),
      dc = norm([partX * 0.6 + s * lerp(0.12, 0.42, u), -0.66, 0.82]),
      a = lerp(50, 68, u) * RAD,
      d1 = norm([s * Math.sin(a), lerp(0.32, 0.6, u), Math.cos(a)]),
      pts = [];
    for (let i = 0; i <= 14; i++) {
      const k = i / 14,
        d = norm(bezier(d0, dc, d1, k)),
        w = surf(d, 3 + volume * 0.7 * Math.sin(PI * clamp(k * 1.25)) + (q.ex ?? 0));
      w[0] += s * (15 * smoothstep(0.72, 1, k) - 5 * bump(k, 0.66, 0.2)) + (q.dw ?? 0) * k;
      w[1] += 10 * smoothstep(0.7, 1, k) + (q.dl ?? 0) * k;
      pts.push(projectHair(...w));
    }
    return pts;
  };
  return { bang, curtain };
}
