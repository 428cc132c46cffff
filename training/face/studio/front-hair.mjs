/** Hair before the face. */
import { bangsOver, curtainOver } from './bangs.mjs';
import { TAU, bezier, clamp, lerp, map, norm, smoothstep } from './math.mjs';
import { filled, ribbon } from './path.mjs';

/** Shadow that the hair throws on the face. */
export function hairShadow(scene) {
  const { bang, curtain, depth, id, mask, o, pony, shade3, skinLum, soft, strand, tipY, tuck } =
    scene;
  if (!mask) {
    // shadow the hair throws on the face
    let s = '';
    const sh = (pts) => pts.map((q) => [q[0] + 3, q[1] + 8]);
    for (const g of [-1, 1]) {
      const v = smoothstep(-6, 26, depth(g, 0));
      s +=
        (pony || tuck(g) > 0.5
          ? ''
          : filled(
              ribbon(sh(strand(g, 0, { len: Math.min(tipY, 150) })), 24, 0.8, 0.2),
              shade3,
              v,
            )) + filled(ribbon(sh(strand(g, 0.06, { capOnly: 2 })), 24, 1, 0.3), shade3, 1);
    }
    if (o.bangs === 'full')
      for (let a = -58; a <= 58; a += 14)
        s += filled(ribbon(sh(bang(a, 2)), 24, 0.6, 0.3), shade3, 1);
    if (o.bangs === 'curtain')
      for (const g of [-1, 1])
        for (const u of [0, 0.5, 1])
          s += filled(ribbon(sh(curtain(g, u)), 17, 0.6, 0.2), shade3, 1);
    if (o.bangs === 'wispy')
      for (let a = -36; a <= 36; a += 18)
        s += filled(ribbon(sh(bang(a, 4)), 9, 0.6, 0.1), shade3, 0.7);
    soft(6, s, ` opacity="${0.4 + 0.08 * skinLum}" clip-path="url(#${id('fc')})"`);
  }
}

/** Crown, fringe, front locks and tendrils. */
export function frontHair(scene) {
  const {
    aS,
    cap,
    ear,
    far,
    hairPath,
    lightHair,
    locks,
    midHair,
    o,
    partX,
    plainHair,
    pony,
    projectHair,
    random,
    strand,
    surf,
    tied,
    tone,
    tuck,
    waveHeight,
    waveLength,
  } = scene;
  hairPath(cap(), midHair);
  const topStrands = () => {
    for (const s of [-1, 1])
      for (let i = 0; i < 20; i++) {
        const t = Math.pow(random(), 0.9) * 0.85;
        hairPath(
          ribbon(
            strand(s, t, { capOnly: 2, ex: (random() - 0.55) * 5 }),
            3 + random() * 8,
            0.02,
            0.1,
            0.5,
            0.45,
          ),
          tone(s),
          0.5 + 0.4 * random(),
        );
      }
  };
  topStrands();
  if (!pony)
    for (const s of [-1, 1]) {
      const u = strand(s, 0, { capOnly: 2 });
      hairPath(
        ribbon(u, 20, 0.04, u.length < 9 || tuck(s) > 0.3 ? 0.05 : 0.8, 0.5, 0.5),
        plainHair,
      );
      hairPath(ribbon(strand(s, 0.03, { capOnly: 2 }), 5, 0.2, 0.1, 0.3, 0.5), lightHair, 0.7);
    }
  bangsOver(scene);
  if (!pony)
    for (const s of [far, -far])
      locks(s, 0, 0.46, 7, 26, 4, { layer: 34 * clamp(o.length), layer3: 'front' });
  else {
    for (const s of [-1, 1])
      for (let i = 0; i < 16; i++) {
        const t = random() * 0.5;
        hairPath(
          ribbon(strand(s, t, { capOnly: 2 }), 6 + random() * 9, 0.03, 0.5, 0.5, 0.3),
          tone(s),
          0.8,
        );
      }
  }
  if (pony) {
    ear(far);
    ear(-far);
  }
  if (tied || o.tuckL > 0.5 || o.tuckR > 0.5)
    for (const s of [-1, 1])
      if (tuck(s) > 0.5)
        for (let i = 0; i < 4; i++) {
          // loose tendrils before the ears
          const ph = random() * 3,
            ln = lerp(70, 130, random()),
            d0 = norm([partX * 0.4 + s * (0.55 + 0.1 * random()), -0.66, 0.62]),
            dc = norm([s * 0.85, -0.45, 0.55]),
            d1 = norm([s * 0.93, 0.2, 0.36]),
            pts = map((k) => projectHair(...surf(norm(bezier(d0, dc, d1, k)), 2)), 7),
            p1 = surf(d1, 2);
          for (let y = p1[1] + 8; y < ln; y += 8)
            pts.push(
              projectHair(
                p1[0] +
                  s * 3 * Math.sin((y - p1[1]) / 34 + 0.2) +
                  Math.sin(((y - p1[1]) / Math.max(60, waveLength)) * TAU + ph) *
                    (4 + waveHeight * 0.3) *
                    smoothstep(0, 60, y - p1[1]),
                y,
                p1[2] - 3 * smoothstep(0, 60, y - p1[1]),
              ),
            );
          const wd = 2.5 + random() * 3,
            fo = 0.85 * (s === far ? 1 - smoothstep(0.12, 0.36, aS) : 1);
          if (fo > 0.01)
            hairPath(ribbon(pts, wd, 0.3, 0.04, 0.2, 0.6), i % 2 ? midHair : lightHair, fo);
        }
  curtainOver(scene);
}
