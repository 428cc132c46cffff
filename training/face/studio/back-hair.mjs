/** Hair behind the head and shoulders. */
import { PI, TAU, clamp, lerp, map, smoothstep } from './math.mjs';
import { curve, fixed, point, ribbon, smooth } from './path.mjs';

/** Loose hair, or the tail or bun. */
export function backHairLayer(scene) {
  const {
    C,
    S,
    backHair,
    bunAt,
    coiled,
    curl,
    darkHair,
    defs,
    dome,
    far,
    hairDarkest,
    hairPath,
    id,
    locks,
    mask,
    o,
    partX,
    plainHair,
    pony,
    project,
    projectHair,
    random,
    strand,
    tipY,
    tone,
    waveHeight,
    waveLength,
  } = scene;
  if (o.tie === 'half') bunAt(partX * -20, -184, -34, 29 + 4 * o.volume);
  if (!pony) {
    hairPath(dome(), darkHair);
    {
      // Curls end at many heights: what lies behind them stays above their tips.
      const q = { len: tipY - 16 - (coiled ? lerp(26, 30, clamp(o.length)) : 0), am: 0.4, ph: 1 },
        l = strand(-1, 0.52, q).slice(6),
        r = strand(1, 0.52, q).slice(6),
        e = projectHair(0, q.len + 12, -70);
      hairPath(
        'M' +
          point(l[0]) +
          smooth(l) +
          `Q${point(e)} ${point(r[r.length - 1])}` +
          smooth([...r].reverse()) +
          'Z',
        backHair,
      );
    }
    for (const s of [-far, far]) locks(s, 0.4, 1, 6, 46, 2, { layer: -10, back: 1 });
    if (!mask) {
      const hs = project(0, 60, -20);
      defs.push(
        `<radialGradient id="${id('bs')}" gradientUnits="userSpaceOnUse" cx="${fixed(hs[0])}" cy="${fixed(hs[1] + 60)}" r="150"><stop offset=".3" stop-color="${hairDarkest}" stop-opacity=".9"/><stop offset="1" stop-color="${hairDarkest}" stop-opacity="0"/></radialGradient>`,
      );
    }
  } else {
    // tail or bun
    const nc = project(0, -20, -32),
      nrx = Math.sqrt((98 * o.faceW * C) ** 2 + (106 * S) ** 2);
    hairPath(
      curve(
        map((k) => [nc[0] + Math.cos(k * TAU) * nrx, nc[1] + Math.sin(k * TAU) * 104], 20).slice(
          0,
          -1,
        ),
        true,
      ),
      darkHair,
    );
    const s = o.part >= 0 ? -1 : 1,
      tieP = [s * 20, -96, -112];
    if (o.tie === 'bun') bunAt(s * 12, -168, -44, 41 + 6 * o.volume);
    else
      for (let i = 0; i < 44; i++) {
        const k0 = i / 43 - 0.5,
          ph = Math.round(k0 * 5) * 0.8 + random() * 0.4,
          ln = tipY + 30 * (random() - 0.5) - Math.abs(k0) * 30,
          w = i < 14 ? 26 : 3 + random() * 7,
          kk = i < 14 ? i / 13 - 0.5 : k0 * 1.1;
        hairPath(
          ribbon(
            map(
              (k) => {
                const y = lerp(tieP[1] - 30 * Math.sin(k * PI) * (k < 0.3 ? 1 : 1), ln, k),
                  W = waveHeight * 0.8 * smoothstep(0.2, 0.7, k);
                return projectHair(
                  s *
                    (lerp(20, 118, smoothstep(0, 0.38, k)) +
                      lerp(12, 74, smoothstep(0, 0.4, k)) *
                        kk *
                        (1 - 0.4 * smoothstep(0.6, 1, k))) +
                    Math.sin(((y + 60) / waveLength) * TAU + ph) * W,
                  y - 44 * Math.sin(PI * clamp(k / 0.5)) * (k < 0.5 ? 1 : 0),
                  lerp(-112, -84, k),
                );
              },
              curl > 0.35 ? 30 : 18,
            ),
            w,
            0.4,
            0.04,
            0.2,
            0.5,
          ),
          i < 14 ? plainHair : tone(s),
          i < 14 ? 1 : 0.75,
        );
      }
  }
}
