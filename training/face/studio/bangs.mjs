/** The painted fringe: full and wispy under the front locks, curtains over them. */
import { lerp, map } from './math.mjs';
import { point, ribbon, smooth } from './path.mjs';

/** A wispy fringe's clusters: azimuth, bend to the side and how far down the tip is. */
const CLUSTERS = [
  [-40, -18, 13],
  [-25, -8, 8],
  [-11, -3, 7],
  [3, 4, 6],
  [17, 9, 9],
  [32, 20, 13],
];

/** The fringe that falls straight, if she has one. */
export function bangsOver(scene) {
  if (scene.o.bangs === 'full') full(scene);
  if (scene.o.bangs === 'wispy') wispy(scene);
}

function full({ bang, hairPath, midHair, plainHair, random, tone }) {
  const hem = (a) => Math.abs(a) * 0.12;
  const rows = map(
    (a) => bang(a, hem(a) + 2 * Math.sin(a * 0.31), { bend: a * 0.06 }),
    16,
    -66,
    66,
  );
  hairPath(
    'M' +
      point(rows[0][0]) +
      smooth(rows[0]) +
      smooth(rows.map((u) => u[12])) +
      smooth([...rows[16]].reverse()) +
      'Z',
    plainHair,
  );
  // Locks end inside the fringe, fine strands a little below it: the hem is soft, not cut.
  for (let i = 0; i < 15; i++) {
    const a = lerp(-64, 64, i / 14),
      bend = a * 0.06 + (random() - 0.5) * 3;
    hairPath(
      ribbon(bang(a, hem(a) - 7 - 4 * random(), { bend }), 25, 0.35, 0.1, 0.3, 0.3),
      i % 2 ? midHair : plainHair,
    );
  }
  for (let i = 0; i < 64; i++) {
    const a = lerp(-66, 66, random()),
      bend = a * 0.06 + (random() - 0.5) * 7,
      tip = hem(a) - 3 + random() * (i % 4 ? 6 : 10);
    hairPath(
      ribbon(bang(a, tip, { ex: random() * 4, bend }), 2 + random() * 4.6, 0.2, 0.05, 0.3, 0.2),
      tone(a / 66),
      0.85,
    );
  }
}

function wispy({ bang, darkHair, hairPath, lightHair, midHair, plainHair, random }) {
  const count = 8;
  for (const [az, bend, tip] of CLUSTERS) {
    // A veil under the strands, so that a lock is more than its lines.
    hairPath(ribbon(bang(az, tip - 2, { ex: 1, bend }), 17, 0.9, 0.02, 0.2, 0.85), plainHair, 0.42);
    for (let i = 0; i < count; i++) {
      const f = i / (count - 1) - 0.5,
        at = {
          ex: random() * 3,
          bend: bend - f * 13 + (random() - 0.5) * 5,
        };
      hairPath(
        ribbon(
          bang(az + f * 12, tip + (random() - 0.5) * 12, at),
          1.6 + random() * 2.4,
          1.2,
          0.03,
          0.2,
          0.75,
        ),
        [midHair, midHair, lightHair, darkHair][Math.floor(random() * 4)],
        0.62 + 0.3 * random(),
      );
    }
  }
}

/** Curtains to both sides of the face, if she has them. */
export function curtainOver(scene) {
  const { curtain, darkHair, far, hairPath, midHair, o, random, tone } = scene;
  if (o.bangs !== 'curtain') return;
  for (const s of [far, -far]) {
    for (let i = 0; i < 7; i++)
      hairPath(
        ribbon(curtain(s, i / 6, { dl: (random() - 0.5) * 10 }), 15, 0.3, 0.04, 0.3, 0.5),
        i % 2 ? midHair : darkHair,
      );
    for (let i = 0; i < 18; i++) {
      const at = { ex: random() * 4, dl: (random() - 0.5) * 18, dw: (random() - 0.5) * 6 };
      hairPath(
        ribbon(curtain(s, random(), at), 2 + random() * 4, 0.25, 0.04, 0.3, 0.6),
        tone(s),
        0.75,
      );
    }
  }
}
