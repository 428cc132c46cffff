/** Rows of locks: straight and wavy ones are bundles of strands, curls are coils (coils.mjs). */
import { clamp, lerp, rng, smoothstep } from './math.mjs';
import { point, ribbon, smooth } from './path.mjs';

/** `locks(...)` paints one side of the head; `tone` draws a tone of hair for a single strand. */
export function locks(scene) {
  const { backHair, coil, coiled, curl, darkHair, depth, hairPath, lightHair, midHair, o } = scene;
  const { plainHair, strand, tipY } = scene;
  const random = rng(o.seed * 7919 + 13);
  const chosen = (c) => (c < 0.3 ? lightHair : c < 0.66 ? midHair : darkHair);
  const tone = (side) => chosen(random() + side * 0.1);
  const bob = 1 - smoothstep(0.1, 0.5, clamp(o.length)),
    // Straight hair hangs together down to a soft hem, waves part into locks earlier.
    sleek = 1 - smoothstep(0.12, 0.5, curl),
    full = lerp(lerp(0.66, 0.965, sleek), 0.975, bob * (0.4 + 0.6 * sleek)),
    taper = lerp(lerp(0.46, 0.24, sleek), 0.24, bob),
    uneven = lerp(lerp(30, 16, sleek), 6, bob) * lerp(0.5, 1.6, o.layers);

  /** What fills the space behind the locks of a row, down to where they part. */
  const ground = (rows, fill) => {
    if (rows.length < 2) return;
    const first = rows[0],
      last = rows[rows.length - 1],
      tips = rows.map((u) => u[u.length - 1]);
    hairPath(
      'M' +
        point(first[0]) +
        smooth(first) +
        smooth([first[first.length - 1], ...tips.slice(1)]) +
        smooth([...last].reverse()) +
        'Z',
      fill,
    );
  };

  const locks = (s, t0, t1, n, wide, thin, q = {}) => {
    const here = [];
    for (let i = n; i >= 0; i--) {
      const t = lerp(t0, t1, i / n);
      if (!q.layer3 || (q.layer3 === 'front') === depth(s, t) > 2) here.push(i);
    }
    // Locks near the face are shorter, more so in layered hair.
    const step = (q.layer ?? 0) * lerp(0.6, 1.5, o.layers),
      length = (i) => tipY - (1 - i / n) * step;
    ground(
      here.map((i) =>
        strand(s, lerp(t0, t1, i / n), {
          len: lerp(-5, length(i), q.back ? lerp(full, 0.99, sleek) : full),
          am: 0.35,
          ph: 1 + (s > 0 ? 1 : 0),
        }).slice(5),
      ),
      q.back ? backHair : plainHair,
    );
    for (const i of here) {
      const t = lerp(t0, t1, i / n),
        random = rng(o.seed * 31 + i * 977 + (s > 0 ? 5 : 0) + Math.round(t0 * 50)),
        tone = (g) => chosen(random() + g * 0.1 + (q.back ? 0.34 : 0) + 0.12 * curl),
        ph = random() * lerp(0.7, 0.3, sleek) + i * 0.5 + (s > 0 ? 1 : 0),
        // The back is one even hem, unless it is wavy.
        even = q.back ? lerp(1, 0.25, sleek) : 1,
        ln = length(i) + (random() - 0.5) * uneven * even - 4 * bob,
        am = 0.85 + 0.3 * random(),
        fill = q.back ? (i % 3 ? darkHair : backHair) : i % 2 ? midHair : plainHair;
      if (coiled) {
        coil(s, t, { len: ln, random, back: q.back, wide, fill });
        continue;
      }
      hairPath(
        ribbon(
          strand(s, t, { len: ln, ph, am }),
          wide * (0.85 + 0.3 * random()),
          0.12,
          lerp(0.05, 0.16, sleek),
          0.22,
          taper,
        ),
        fill,
      );
      // Strands keep to their lock: near it in phase, and together again at the tip.
      for (let j = 0; j < thin + (q.back ? 0 : 1); j++) {
        const dt = (random() - 0.5) * ((t1 - t0) / n) * 1.5;
        hairPath(
          ribbon(
            strand(s, clamp(t + dt, 0, t1), {
              len: ln - random() * lerp(26, 10, bob) + lerp(9, 5, bob),
              ph: ph + (random() - 0.5) * 0.35,
              am: am * (0.92 + 0.16 * random()),
              ex: (random() - 0.35) * 6,
              dw: (random() - 0.5) * lerp(4, 8, sleek),
            }),
            2.2 + random() * lerp(5, 3.6, bob),
            0.3,
            0.03,
            0.3,
            lerp(lerp(0.5, 0.34, sleek), 0.3, bob),
          ),
          tone(s),
          0.5 + 0.4 * random(),
        );
      }
    }
  };
  return { random, tone, locks };
}
