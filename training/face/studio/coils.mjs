/** Ringlets: a lock wound round its own axis, dark where it runs behind, lit where it is in front. */
import { RAD, clamp, lerp, map, smoothstep } from './math.mjs';
import { ribbon } from './path.mjs';

/** From this curl on, locks are coils instead of waves. */
const FROM = 0.5;

/** `coil(side, t, …)` paints one lock: smooth down to the temple, wound below. */
export function coils(scene) {
  const { backHair, curl, darkHair, hairDarkest, hairLightest, hairPath, lightHair, mask } = scene;
  const { midHair, out, strand } = scene;
  const tight = clamp((curl - FROM) / (1 - FROM)),
    pitch = lerp(66, 40, tight),
    radius = lerp(12.5, 10, tight);

  /** The axis by its length: `point(d)` gives place and direction, `whole` the length. */
  const measured = (axis) => {
    const sums = [0];
    for (let i = 1; i < axis.length; i++)
      sums.push(sums[i - 1] + Math.hypot(axis[i][0] - axis[i - 1][0], axis[i][1] - axis[i - 1][1]));
    const whole = sums[sums.length - 1];
    const at = (d) => {
      let i = 1;
      while (i < axis.length - 1 && sums[i] < d) i++;
      const a = axis[i - 1],
        b = axis[i],
        l = sums[i] - sums[i - 1] || 1e-6,
        k = (d - sums[i - 1]) / l;
      return {
        x: lerp(a[0], b[0], k),
        y: lerp(a[1], b[1], k),
        dx: (b[0] - a[0]) / l,
        dy: (b[1] - a[1]) / l,
      };
    };
    return { at, whole };
  };

  /** Path data of the turns behind and in front, of their shade and of their light. */
  const wound = (axis, hand, r, first, wide) => {
    const { at, whole } = measured(axis);
    const turn = (d, from, to, width, lift = 0, ends = 0.22, count = 9) => {
      const k = clamp(d / whole),
        R = r * lerp(0.12, 1, smoothstep(0.02, 0.3, k)) * lerp(1, 0.55, smoothstep(0.6, 1, k));
      const points = map(
        (phi) => {
          const a = phi * RAD,
            p = at(d + (pitch * phi) / 360),
            x = hand * R * Math.sin(a),
            y = 0.3 * R * Math.cos(a) + lift;
          return [p.x + p.dy * x + p.dx * y, p.y - p.dx * x + p.dy * y];
        },
        count,
        from,
        to,
      );
      const w = width * lerp(0.3, 1, R / r) * lerp(1, 0.4, smoothstep(0.75, 1, k));
      return ribbon(points, w, ends, ends, 0.5, 0.5);
    };
    let behind = '',
      front = '',
      shade = '',
      light = '';
    for (let d = first; d < whole - pitch * 0.5; d += pitch) {
      behind += turn(d, 85, 275, wide * 0.85, 0, 0.22, 6);
      front += turn(d, -160, 160, wide);
      shade += turn(d, -110, 130, wide * 0.34, wide * 0.27, 0.05, 6);
      if (d > pitch) light += turn(d, -85, 60, wide * 0.24, -wide * 0.14, 0.02, 5);
    }
    return { behind, front, shade, light };
  };

  const coil = (s, t, { len, random, back, wide, fill }) => {
    const root = strand(s, t, { len, am: 0.2, ph: random() * 6 }),
      last = 12 + Math.round(4 * random());
    // The smooth part, running out inside the curl.
    hairPath(ribbon(root.slice(0, last), wide, 0.12, 0.1, 0.22, 0.6), fill);
    for (const dw of back ? [-4] : [-9, 0, 8]) {
      const big = (0.85 + 0.35 * random()) * (back ? 1.3 : 1),
        axis = strand(s, t, {
          len: len + 8 - 24 * random(),
          am: 0.25 + 0.2 * random(),
          ph: random() * 6,
          dw,
          ex: dw * 0.5,
        }).slice(7),
        hand = random() < 0.5 ? 1 : -1,
        c = random() + (back ? 0.3 : 0),
        first = pitch * (0.25 + random()),
        { behind, front, shade, light } = wound(axis, hand, radius * big, first, pitch * 0.3 * big);
      hairPath(behind, backHair);
      hairPath(front, c < 0.3 ? lightHair : c < 0.72 ? midHair : darkHair);
      if (mask) continue;
      out.push(
        `<path d="${shade}" fill="${hairDarkest}" fill-opacity=".32"/>` +
          `<path d="${light}" fill="${hairLightest}" fill-opacity="${back ? '.08' : '.24'}"/>`,
      );
    }
  };
  return { coiled: curl > FROM, coil };
}
