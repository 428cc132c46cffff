/** Head position: pose and expression in numbers, and the projection to the picture. */
import { RAD, clamp, smoothstep } from './math.mjs';

/** x right, y down, z to the viewer; y = 0 on the eye line. */
export function frame(scene) {
  const { o } = scene;
  const th = clamp(o.pose, -1.05, 1.05) * 33 * RAD,
    S = Math.sin(th),
    C = Math.cos(th),
    aS = Math.abs(S),
    far = S >= 0 ? 1 : -1;
  const cx = 256 - S * 24,
    cy = 234,
    mo = clamp(o.mouth),
    sm = clamp(o.smile * (1 - 0.3 * mo) + 0.45 * mo),
    ey = clamp(o.eyes);
  const roll = o.tilt * 7 * RAD;
  const place = (X, y, Z) => {
    const yy = y + Z * o.pitch * 0.12,
      k = roll * (1 - 0.75 * smoothstep(110, 260, y)),
      dy = yy - 150,
      c = Math.cos(k),
      s = Math.sin(k);
    return [cx + X * c - dy * s, cy + 150 + X * s + dy * c, Z];
  };
  const project = (x, y, z) => place(x * C + z * S, y, z * C - x * S);
  const projectHair = (x, y, z) => {
    const t = th * (1 - 0.55 * smoothstep(95, 240, y)),
      c = Math.cos(t),
      s = Math.sin(t);
    return place(x * c + z * s, y, z * c - x * s);
  };
  const bust = 256,
    nx = cx + S * 10 + roll * 20;
  return { th, S, C, aS, far, cx, cy, mo, sm, ey, roll, place, project, projectHair, bust, nx };
}
