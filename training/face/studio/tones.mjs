/** Shades of skin and hair derived from their base colours. */
import { lum, mix, mul } from './colour.mjs';
import { lerp, smoothstep } from './math.mjs';

/** Shadow, light and line colours. */
export function tones(scene) {
  const { o } = scene;
  const skinLum = lum(o.skin),
    skin = o.skin,
    shade1 = mul(skin, '#f0a58c', 0.62),
    shade2 = mul(skin, '#c06a5a', 0.75),
    shade3 = mul(skin, '#7a3535', 0.8),
    skinLight = mix(skin, '#fff6ec', lerp(0.2, 0.42, skinLum)),
    flush = mix(mul(skin, '#ff7a6e', 0.85), '#f06a6a', 0.45);
  const hairBase = o.hair,
    hairLum = lum(hairBase),
    hairDark = mul(hairBase, '#8a7078', lerp(0.95, 0.55, smoothstep(0.15, 0.6, hairLum))),
    hairDarkest = mul(hairBase, '#5a4448', lerp(0.95, 0.66, smoothstep(0.15, 0.6, hairLum))),
    hairLight = mix(hairBase, mix('#ffdcb0', hairBase, 0.25), lerp(0.2, 0.34, hairLum)),
    hairLightest = mix(hairBase, '#fff0dc', lerp(0.34, 0.6, hairLum));
  const lash = mix('#1d1110', mul(hairBase, '#503838', 1), 0.35),
    browColour = mix(mix(hairDark, '#5a3c30', 0.35), shade3, 0.3);
  return {
    skinLum,
    skin,
    shade1,
    shade2,
    shade3,
    skinLight,
    flush,
    hairBase,
    hairLum,
    hairDark,
    hairDarkest,
    hairLight,
    hairLightest,
    lash,
    browColour,
  };
}
