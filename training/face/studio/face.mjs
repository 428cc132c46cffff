/** Skin of the face with its soft light and shade. */
import { mix } from './colour.mjs';
import { RAD, clamp, lerp, map } from './math.mjs';
import { curve, ellipse, fixed, stroked } from './path.mjs';

/** Face, and the ears where hair is loose. */
export function face(scene) {
  const {
    C,
    F,
    RR,
    S,
    aS,
    defs,
    ear,
    earShows,
    faceOutline,
    far,
    flush,
    hc,
    id,
    leftEdge,
    locks,
    mask,
    o,
    out,
    place,
    pony,
    rightEdge,
    shade1,
    shade2,
    shade3,
    skin,
    skinLight,
    sm,
    soft,
    solid,
  } = scene;
  if (!pony)
    for (const s of [far, -far])
      locks(s, 0, 0.46, 7, 26, 4, { layer: 34 * clamp(o.length), layer3: 'mid' });
  if (earShows(far) && !pony) ear(far);
  if (!mask) {
    const fc = F(-26, -10),
      lx = fc[0];
    defs.push(
      `<radialGradient id="sk${o.seed}" gradientUnits="userSpaceOnUse" cx="${fixed(lx)}" cy="${fixed(fc[1])}" r="168"><stop offset="0" stop-color="${mix(skin, skinLight, 0.75)}"/><stop offset=".45" stop-color="${skin}"/><stop offset=".8" stop-color="${mix(skin, shade1, 0.55)}"/><stop offset="1" stop-color="${mix(shade1, shade2, 0.35)}"/></radialGradient><clipPath id="${id('fc')}"><path d="${faceOutline}"/></clipPath>`,
    );
  }
  {
    const rx = Math.sqrt(((pony ? 97 : 94) * o.faceW * C) ** 2 + (86 * S) ** 2);
    solid(
      curve(
        map((k) => {
          const a = lerp(2, 178, k) * RAD;
          return place(2 * S + Math.cos(a) * rx, hc[1] + 4 - Math.sin(a) * (RR[1] - 2), 0);
        }, 16),
      ) + 'Z',
      mix(skin, shade2, 0.5),
    );
  }
  solid(faceOutline, `url(#sk${o.seed})`);
  if (earShows(-far) && !pony) ear(-far);
  if (!mask) {
    const clip = ` clip-path="url(#${id('fc')})"`,
      chk = (s) => F(s * 58, 38 - sm * 4),
      rim = (s) => curve((s < 0 ? leftEdge : rightEdge).slice(3));
    out.push(`<g${clip}>`);
    const radial = (k, c, a) => {
      defs.push(
        `<radialGradient id="${id(k)}"><stop offset="0" stop-color="${c}" stop-opacity="${a}"/><stop offset=".5" stop-color="${c}" stop-opacity="${fixed(a * 5) / 10}"/><stop offset="1" stop-color="${c}" stop-opacity="0"/></radialGradient>`,
      );
      return `url(#${id(k)})`;
    };
    const gB = radial('ra', flush, 0.75),
      gH = radial('rb', skinLight, 0.9),
      gS = radial('rc', shade2, 0.7);
    out.push(
      ellipse(chk(-1), 44 - 14 * aS * (far < 0), 29, gB, 0.12 + 0.4 * o.blush + sm * 0.1, -12) +
        ellipse(chk(1), 46 - 14 * aS * (far > 0), 28, gB, 0.12 + 0.4 * o.blush + sm * 0.1, 12) +
        ellipse(F(0, 44, 24), 19, 13, gB, 0.24) +
        ellipse(F(2, 122), 26, 13, gB, 0.28),
    );
    out.push(
      ellipse(F(-50, 20 - sm * 4), 26, 12, gH, 0.55, -14) +
        ellipse(F(46, 20 - sm * 4), 22, 10, gH, 0.3, 12) +
        ellipse(F(-12, -70), 48, 26, gH, 0.5) +
        ellipse(F(-4, 114), 20, 10, gH, 0.5),
    );
    // sockets, shadow side, jaw
    out.push(
      ellipse(F(-28, -12), 20, 15, gS, 0.4) +
        ellipse(F(28, -12), 22, 16, gS, 0.5) +
        ellipse(F(0, 108), 24, 7, gS, 0.4),
    );
    out.push('</g>');
    soft(
      10,
      stroked(rim(1), shade3, 26 + 18 * Math.max(0, -S), 0.3) +
        stroked(rim(-1), shade2, 14 + 16 * Math.max(0, S), 0.24 + 0.16 * Math.max(0, S)) +
        // light from the room comes back at the shadow side
        stroked(rim(1), skinLight, 5, 0.3),
      clip,
    );
  }
}
