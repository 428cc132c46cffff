/** Nose. */
import { smoothstep } from './math.mjs';
import { band, curve, ellipse, filled, stroked } from './path.mjs';

/** Bridge, wings and nostrils. */
export function nose(scene) {
  const { F, S, flush, late1, o, pre3, shade1, shade2, shade3, skinLight, skinLum } = scene;
  const nl = o.noseL * 4,
    N = (u, v, dz) => F(u * o.noseW, v + nl * smoothstep(-10, 50, v), dz);
  const bridge = (u) =>
    curve([N(u * 0.75, -2, 5), N(u * 0.64, 8, 8), N(u * 0.72, 22, 13), N(u * 1.0, 38, 17)]);
  pre3.push(
    stroked(bridge(11), shade2, 8, 0.22 + 0.22 * Math.max(0, S)) +
      stroked(bridge(-12), shade1, 7, 0.18 + 0.3 * Math.max(0, -S)) +
      filled(
        curve(
          [
            N(-15, 53, 6),
            N(-6, 57, 12),
            N(0, 59, 13),
            N(7, 57, 12),
            N(18, 54, 5),
            N(14, 62, 2),
            N(0, 65, 2),
            N(-10, 61, 2),
          ],
          true,
        ),
        shade2,
        0.42,
      ) +
      stroked(curve([N(13, 40, 12), N(17.5, 47, 7), N(14, 54, 9)]), shade2, 4, 0.4) +
      stroked(curve([N(-13, 41, 12), N(-17, 47, 7), N(-13.5, 54, 9)]), shade2, 3, 0.28) +
      stroked(curve([N(-1.5, -4, 9), N(-2, 16, 17), N(-2, 32, 24)]), skinLight, 5.5, 0.62) +
      ellipse(N(-2, 44, 26), 8, 6, flush, 0.16) +
      ellipse(N(-2.5, 42, 27), 4.4, 3.8, '#fff', 0.34 + 0.4 * skinLum),
  );
  late1.push(
    filled(
      band(
        [N(-11.5, 54.5, 11), N(-8, 52.2, 14), N(-4.5, 53.5, 16), N(-3, 55.5, 16)],
        [N(-11.5, 54.5, 11), N(-8, 56, 13), N(-5, 56.6, 15), N(-3, 55.5, 16)],
      ),
      shade3,
      0.6,
    ) +
      filled(
        band(
          [N(3, 55.5, 16), N(4.5, 53.5, 16), N(8, 52.2, 14), N(11.5, 54.5, 11)],
          [N(3, 55.5, 16), N(5, 56.6, 15), N(8, 56, 13), N(11.5, 54.5, 11)],
        ),
        shade3,
        0.66,
      ) +
      stroked(curve([N(16, 46, 7), N(16.5, 51, 7), N(13.5, 54.5, 9)]), shade2, 1.6, 0.45) +
      stroked(curve([N(-16, 46, 7), N(-16.2, 51, 7), N(-13, 54.5, 9)]), shade2, 1.4, 0.35) +
      stroked(curve([N(-4, 57.5, 15), N(0, 59, 15), N(4, 57.5, 15)]), shade2, 1.5, 0.4),
  );
}
