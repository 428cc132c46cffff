/** The face as a solid: rows of half width, centre depth and half depth. */
import { bump, clamp, lerp, smoothstep } from './math.mjs';
import { curve } from './path.mjs';

/** Surface points F(u, v) and the outline of the turned face. */
export function head(scene) {
  const { C, S, aS, far, mo, o, place, project, sm } = scene;
  const rows = [
    [-132, 44, -8, 66],
    [-112, 71, -3, 80],
    [-80, 87, 1, 87],
    [-42, 94, 3, 88],
    [-8, 95, 5, 87],
    [22, 94, 8, 85],
    [48, 89, 14, 79],
    [70, 81, 22, 72],
    [90, 69, 32, 63],
    [106, 55, 43, 52],
    [118, 40, 53, 41],
    [127, 25, 60, 32],
    [132.5, 11, 65, 26],
    [134, 0, 66, 24],
  ].map(([v, a, c, b]) => {
    const g = bump(v, 88, 36);
    let A =
      a *
      o.faceW *
      (1 + 0.135 * o.jaw * g) *
      (1 + 0.02 * sm * bump(v, 44, 24) + 0.055 * o.cheek * bump(v, 46, 30));
    const lo = smoothstep(50, 134, v);
    return [v + lo * (o.chin * 7 + mo * 9), A, c, b];
  });
  const row = (v) => {
    let i = 0;
    while (i < rows.length - 2 && rows[i + 1][0] < v) i++;
    const a = rows[i],
      b = rows[i + 1],
      t = clamp((v - a[0]) / (b[0] - a[0]));
    return [v, lerp(a[1], b[1], t), lerp(a[2], b[2], t), lerp(a[3], b[3], t)];
  };
  const depthAt = (u, v) => {
    const r = row(v),
      k = clamp(Math.abs(u) / (r[1] + 0.01), 0, 0.985);
    return r[2] + r[3] * Math.sqrt(1 - k * k);
  };
  // A longer or shorter face below the eyes; rows and features are given for the mean one.
  const fall = (v) => v * (v > 0 ? 1 + 0.065 * o.faceL : 1);
  const F = (u, v, dz = 0) => project(u, fall(v), depthAt(u, v) + dz);
  const edge = (r, s) => {
    const fm =
      s === far
        ? aS *
          (-7 * bump(r[0], -8, 20) +
            5 * bump(r[0], 36, 22) -
            5 * bump(r[0], 84, 14) +
            3 * bump(r[0], 116, 14))
        : 0;
    return place(
      r[2] * S + s * (Math.sqrt((r[1] * C) ** 2 + (r[3] * S * 0.97) ** 2) * 1 + fm),
      fall(r[0]),
      r[2] * C * 0.8,
    );
  };
  const leftEdge = rows.slice(0, -1).map((r) => edge(r, -1)),
    rightEdge = rows.slice(0, -1).map((r) => edge(r, 1));
  const chinPoint = place(rows[13][2] * S, fall(rows[13][0]), 50);
  const faceOutline = curve([...leftEdge, chinPoint, ...rightEdge.reverse()], true);
  rightEdge.reverse();
  return { rows, row, F, edge, leftEdge, rightEdge, chinPoint, faceOutline };
}
