/** Locks, buns and the crown: strands with the ring of light. */
import { mix } from './colour.mjs';
import { RAD, TAU, clamp, lerp, map, rng, smoothstep } from './math.mjs';
import { curve, fixed, point, ribbon, smooth } from './path.mjs';

/** Painters of hair, and the six gradients that they use. */
export function locks(scene) {
  const {
    C,
    RR,
    S,
    curl,
    defs,
    depth,
    hairBase,
    hairDark,
    hairDarkest,
    hairLight,
    hairLightest,
    hairPath,
    hc,
    id,
    o,
    place,
    project,
    strand,
    tipY,
    volume,
  } = scene;
  const random = rng(o.seed * 7919 + 13);
  const ring = (k, a, b, c, d) => {
    const h = project(-10, -8, 30);
    defs.push(
      `<radialGradient id="${id(k)}" gradientUnits="userSpaceOnUse" cx="${fixed(h[0])}" cy="${fixed(h[1])}" r="300"><stop offset="0.063" stop-color="${a}"/><stop offset="0.190" stop-color="${b}"/><stop offset="0.228" stop-color="${mix(b, c, 0.55)}"/><stop offset="0.285" stop-color="${a}"/><stop offset="0.355" stop-color="${b}"/><stop offset="0.402" stop-color="${c}"/><stop offset="0.443" stop-color="${b}"/><stop offset="0.545" stop-color="${a}"/><stop offset="0.650" stop-color="${d}"/><stop offset="1" stop-color="${o.ombre > 0 ? mix(d, mix(d, mix(hairBase, '#e0b482', 0.7), 0.75), o.ombre) : d}"/></radialGradient>`,
    );
    return `url(#${id(k)})`;
  };
  const darkHair = ring('hd', hairDarkest, hairDark, mix(hairDark, hairBase, 0.5), hairDark),
    midHair = ring(
      'hm',
      mix(hairDark, hairBase, 0.55),
      hairBase,
      mix(hairBase, hairLight, 0.75),
      mix(hairDark, hairBase, 0.7),
    ),
    lightHair = ring(
      'hl',
      hairBase,
      mix(hairBase, hairLight, 0.7),
      mix(hairLight, hairLightest, 0.55),
      mix(hairBase, hairLight, 0.35),
    );
  const backHair = ring(
      'he',
      hairDarkest,
      hairDark,
      mix(hairDark, hairBase, 0.4),
      mix(hairDark, hairDarkest, 0.6),
    ),
    plainHair = ring(
      'hn',
      mix(hairDark, hairBase, 0.2),
      mix(hairDark, hairBase, 0.6),
      mix(hairBase, hairLight, 0.4),
      mix(hairDark, hairBase, 0.35),
    );
  const tone = (side) => {
    const c = random() + side * 0.1;
    return c < 0.3 ? lightHair : c < 0.66 ? midHair : darkHair;
  };
  const locks = (s, t0, t1, n, wide, thin, q = {}) => {
    // a row of locks, each with its own wave and finer strands inside
    const bob = 1 - smoothstep(0.1, 0.5, clamp(o.length)),
      rows2 = [];
    for (let i = n; i >= 0; i--) {
      const t = lerp(t0, t1, i / n);
      if (q.layer3 && (q.layer3 === 'front') !== depth(s, t) > 2) continue;
      const u = strand(s, t, {
          len: tipY - (1 - i / n) * (q.layer ?? 0),
          am: 0.35,
          ph: 1 + (s > 0 ? 1 : 0),
        }),
        f = Math.round(7 + (u.length - 8) * lerp(0.62, 1, bob));
      rows2.push(u.slice(5, f + 1));
    }
    if (rows2.length > 1) {
      const a = rows2[0],
        b = rows2[rows2.length - 1],
        tips = rows2.map((u) => u[u.length - 1]);
      hairPath(
        'M' +
          point(a[0]) +
          smooth(a) +
          smooth([a[a.length - 1], ...tips.slice(1)]) +
          smooth([...b].reverse()) +
          'Z',
        q.back ? backHair : plainHair,
      );
    }
    for (let i = n; i >= 0; i--) {
      const t = lerp(t0, t1, i / n);
      if (q.layer3 && (q.layer3 === 'front') !== depth(s, t) > 2) continue;
      const random = rng(o.seed * 31 + i * 977 + (s > 0 ? 5 : 0) + Math.round(t0 * 50)),
        tone = (g) => {
          const c = random() + g * 0.1 + (q.back ? 0.34 : 0) + 0.12 * curl;
          return c < 0.3 ? lightHair : c < 0.66 ? midHair : darkHair;
        },
        ph = random() * 1.6 + i * 0.9 + (s > 0 ? 1 : 0),
        ln =
          (q.len ?? tipY) +
          (random() - 0.5) * lerp(26, 5, bob) -
          7 * bob -
          (1 - i / n) * (q.layer ?? 0),
        am = 0.8 + 0.4 * random();
      hairPath(
        ribbon(
          strand(s, t, { len: ln, ph, am, ...q.st }),
          wide * (0.85 + 0.3 * random()),
          0.12,
          lerp(0.04, 0.08, bob),
          0.22,
          lerp(0.5, lerp(0.26, 0.34, curl), bob * bob),
        ),
        q.back ? (i % 3 ? darkHair : backHair) : i % 2 ? midHair : plainHair,
      );
      for (let j = 0; j < thin; j++) {
        const dt = (random() - 0.5) * ((t1 - t0) / n) * 1.5;
        hairPath(
          ribbon(
            strand(s, clamp(t + dt, 0, t1), {
              len: ln - random() * lerp(34, 12, bob) + lerp(4, 10, bob),
              ph: ph + (random() - 0.5) * 0.5,
              am: am * (0.9 + 0.25 * random()),
              ex: (random() - 0.35) * 6,
              dw: (random() - 0.5) * 7,
              ...q.st,
            }),
            2 + random() * lerp(5, 3.6, bob),
            0.3,
            0.03,
            0.3,
            lerp(0.6, 0.45, bob),
          ),
          tone(s),
          0.55 + 0.4 * random(),
        );
      }
    }
  };
  const bunAt = (x, y, z, rr) => {
    const c = project(x, y, z),
      random = rng(o.seed + 4242);
    hairPath(
      curve(
        map(
          (k) => [
            c[0] + Math.cos(k * TAU) * rr * (1 + 0.04 * Math.sin(k * 31)),
            c[1] + Math.sin(k * TAU) * rr * 0.86,
          ],
          22,
        ).slice(0, -1),
        true,
      ),
      plainHair,
    );
    for (let i = 0; i < 26; i++) {
      const a0 = random() * TAU,
        r1 = rr * (0.35 + 0.62 * random());
      hairPath(
        ribbon(
          map(
            (k) => [
              c[0] + Math.cos(a0 + k * 2.2) * r1 * (1 - 0.2 * k),
              c[1] + Math.sin(a0 + k * 2.2) * r1 * 0.85,
            ],
            8,
          ),
          3 + random() * 6,
          0.1,
          0.05,
          0.3,
          0.6,
        ),
        [darkHair, midHair, lightHair, midHair][i % 4],
        0.8,
      );
    }
  };
  const cap = () => {
    // the solid crown between the front strands and the silhouette
    const l = strand(-1, 0, { capOnly: 2 }),
      r = strand(1, 0, { capOnly: 2 }),
      le = l[l.length - 1],
      re = r[r.length - 1],
      rx = Math.sqrt(((RR[0] + volume) * C) ** 2 + ((RR[2] + volume) * S) ** 2),
      arc = map((k) => {
        const a = lerp(-18, 198, k) * RAD;
        return place(
          hc[2] * S + Math.cos(a) * rx,
          hc[1] - Math.sin(a) * (RR[1] + volume * 0.8 + 2 + (4 + 6 * o.volume) * Math.sin(a) ** 2),
          0,
        );
      }, 24).filter((q, i) => (i > 12 ? q[1] < le[1] + 1 : q[1] < re[1] + 1));
    return (
      'M' +
      point(le) +
      smooth([...l].reverse()) +
      'L' +
      point(r[0]) +
      smooth(r) +
      'L' +
      point(arc[0]) +
      smooth(arc) +
      'Z'
    );
  };
  return { random, darkHair, midHair, lightHair, backHair, plainHair, tone, locks, bunAt, cap };
}
