/** The gradients of hair: five tones that carry one ring of light. */
import { mix } from './colour.mjs';
import { fixed } from './path.mjs';

/** References to the gradients, from the darkest (`backHair`) to the lightest. */
export function hairTones(scene) {
  const { defs, hairBase, hairDark, hairDarkest, hairLight, hairLightest, id, o, project } = scene;
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
  return { darkHair, midHair, lightHair, backHair, plainHair };
}
