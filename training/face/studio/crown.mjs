/** The crown's solid shape, and buns. */
import { RAD, TAU, lerp, map, rng } from './math.mjs';
import { curve, point, ribbon, smooth } from './path.mjs';

/** `cap()` is the crown between the front strands and the silhouette; `bunAt` paints a bun. */
export function crown(scene) {
  const { C, RR, S, darkHair, hairPath, hc, lightHair, midHair, o, place, plainHair, project } =
    scene;
  const { pony, strand, volume } = scene;
  // Loose locks stand off the skull by half their width; the crown is as high as they are.
  const lift = pony ? 2 : 11;
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
          hc[1] -
            Math.sin(a) *
              (RR[1] + volume * 0.8 + lift + (lift / 2 + 3 + 6 * o.volume) * Math.sin(a) ** 2),
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
  /** The back of the crown, behind the locks: no gap opens at the parting. */
  const dome = () => {
    const rx = Math.sqrt(((RR[0] + volume - 2) * C) ** 2 + ((RR[2] + volume - 2) * S) ** 2),
      ry = RR[1] + volume * 0.88 + 11 + 6 * o.volume + lift;
    const arc = map(
      (a) => place(hc[2] * S + Math.cos(a * RAD) * rx, hc[1] - Math.sin(a * RAD) * ry, 0),
      16,
      0,
      180,
    );
    return curve(arc) + 'Z';
  };
  /** A point of the crown's silhouette at a degrees (90 the top), some pixels inside it. */
  const rim = (a, inside) =>
    place(
      hc[2] * S +
        Math.cos(a * RAD) *
          (Math.sqrt(((RR[0] + volume) * C) ** 2 + ((RR[2] + volume) * S) ** 2) - inside),
      hc[1] - Math.sin(a * RAD) * (RR[1] + volume * 0.8 + lift + 4 + 6 * o.volume - inside),
      0,
    );
  return { bunAt, cap, dome, rim };
}
