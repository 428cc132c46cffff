/** Hair before the face. */
import { RAD, TAU, bezier, clamp, lerp, map, norm, rng, smoothstep } from './math.mjs';
import { curve, filled, fixed, point, ribbon, smooth, stroked } from './path.mjs';

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
    bang,
    cap,
    curtain,
    darkHair,
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
  if (o.bangs === 'full') {
    const bl = map((a) => bang(a, Math.abs(a) * 0.12 + 1, { bend: a * 0.06 }), 12, -66, 66);
    hairPath(
      'M' +
        point(bl[0][0]) +
        smooth(bl[0]) +
        smooth(bl.map((u) => u[12])) +
        smooth([...bl[12]].reverse()) +
        'Z',
      plainHair,
    );
    for (let i = 0; i < 15; i++) {
      const a = lerp(-64, 64, i / 14);
      hairPath(
        ribbon(
          bang(a, (random() - 0.5) * 3 + Math.abs(a) * 0.12 + 2, {
            bend: a * 0.06 + (random() - 0.5) * 3,
          }),
          25,
          0.35,
          0.08,
          0.3,
          0.22,
        ),
        i % 2 ? midHair : plainHair,
      );
    }
    for (let i = 0; i < 40; i++) {
      const a = lerp(-66, 66, random());
      hairPath(
        ribbon(
          bang(a, -1 + random() * 9 + Math.abs(a) * 0.12, {
            ex: random() * 4,
            bend: a * 0.06 + (random() - 0.5) * 7,
          }),
          3 + random() * 5.5,
          0.2,
          0.06,
          0.3,
          0.28,
        ),
        tone(a / 66),
        0.9,
      );
    }
  }
  if (o.bangs === 'wispy') {
    const cl = [
      [-40, -18, 13],
      [-25, -8, 8],
      [-11, -3, 7],
      [3, 4, 6],
      [17, 9, 9],
      [32, 20, 13],
    ];
    for (const [a0, b0, ty] of cl) {
      const m = 6;
      for (let i = 0; i < m; i++) {
        const f = i / (m - 1) - 0.5;
        hairPath(
          ribbon(
            bang(a0 + f * 12, ty + (random() - 0.5) * 12, {
              ex: random() * 3,
              bend: b0 - f * 13 + (random() - 0.5) * 5,
            }),
            2.2 + random() * 2.6,
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
  if (o.bangs === 'curtain')
    for (const s of [far, -far]) {
      for (let i = 0; i < 7; i++)
        hairPath(
          ribbon(curtain(s, i / 6, { dl: (random() - 0.5) * 10 }), 15, 0.3, 0.04, 0.3, 0.5),
          i % 2 ? midHair : darkHair,
        );
      for (let i = 0; i < 18; i++)
        hairPath(
          ribbon(
            curtain(s, random(), {
              ex: random() * 4,
              dl: (random() - 0.5) * 18,
              dw: (random() - 0.5) * 6,
            }),
            2 + random() * 4,
            0.25,
            0.04,
            0.3,
            0.6,
          ),
          tone(s),
          0.75,
        );
    }
}

/** Shine, flyaways and the hair pin. */
export function shine(scene) {
  const {
    hairDarkest,
    hairLight,
    hairLightest,
    hairPath,
    mask,
    o,
    out,
    partX,
    projectHair,
    random,
    soft,
    strand,
    surf,
    volume,
  } = scene;
  if (!mask) {
    const random = rng(o.seed + 555);
    let s =
      o.bangs === 'full'
        ? ''
        : stroked(
            curve(
              map((k) => {
                const e = lerp(50, 100, k) * RAD;
                return projectHair(
                  ...surf(norm([partX, -Math.sin(e), Math.cos(e) * 0.95]), volume * 0.75),
                );
              }, 5),
            ),
            hairDarkest,
            4.5,
            0.5,
          );
    for (const g of [-1, 1])
      for (let i = 0; i < 9; i++) {
        const t = lerp(0.08, 0.6, random()),
          u = strand(g, t, { capOnly: 2, ex: 1 }),
          k = 3 + (i % 2),
          ww = 5 + random() * 6;
        if (u.length < k + 3) continue;
        s += filled(
          ribbon(u.slice(k - 1, k + 3), ww, 0.05, 0.05, 0.5, 0.5),
          hairLightest,
          g < 0 ? 0.5 : 0.28,
        );
      }
    soft(3, s, ' opacity=".6"');
  }
  for (let i = 0; i < 14; i++) {
    const s = i % 2 ? -1 : 1,
      t = 0.2 + random() * 0.6,
      pts = strand(s, t, { ex: 3 + random() * 7, capOnly: 2, ph: random() * 6 });
    hairPath(ribbon(pts, 1.3, 0.2, 0.1), hairLight, 0.5);
  }
  if (o.pin > 0) {
    const s = partX > 0.02 ? -1 : 1,
      u = strand(s, 0.13, { capOnly: 1, ex: 3 }),
      a = u[4],
      b = u[5];
    const vis = smoothstep(0, 22, a[2]);
    if (vis > 0.02) {
      const an = Math.atan2(b[1] - a[1], b[0] - a[0]) / RAD,
        c =
          o.pin < 0.34
            ? ['#f6efe2', '#d9c7a6']
            : o.pin < 0.67
              ? ['#e9c57e', '#b98a3e']
              : ['#e58a93', '#b4525f'],
        box = (x, y, w, h, fill) =>
          `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${fixed(h / 2)}" fill="${mask ? '#000' : fill}"/>`;
      out.push(
        `<g opacity="${vis.toFixed(2)}" transform="translate(${point(a)}) rotate(${fixed(an)})">${o.pin < 0.34 ? [0, 1, 2, 3].map((k) => `<circle cx="${k * 8.5 - 13}" cy="0" r="4.6" fill="${mask ? '#000' : c[0]}"/>` + (mask ? '' : `<circle cx="${k * 8.5 - 14.4}" cy="-1.5" r="1.7" fill="#fff"/>`)).join('') : box(-17, -3.6, 34, 7.2, c[1]) + box(-17, -3.6, 34, 5.4, c[0]) + (mask ? '' : box(-14, -2.6, 20, 1.6, '#fff6e4'))}</g>`,
      );
    }
  }
}
