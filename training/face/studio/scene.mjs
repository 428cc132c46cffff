/** The portrait and its hair mask: the same scene, painted back to front. */
import { backHairLayer } from './back-hair.mjs';
import { background } from './background.mjs';
import { body } from './body.mjs';
import { canvas, svg } from './canvas.mjs';
import { clothes } from './clothes.mjs';
import { coils } from './coils.mjs';
import { crown } from './crown.mjs';
import { DEFAULTS } from './defaults.mjs';
import { ears } from './ears.mjs';
import { face } from './face.mjs';
import { features } from './features.mjs';
import { frame } from './frame.mjs';
import { fringe } from './fringe.mjs';
import { frontHair, hairShadow } from './front-hair.mjs';
import { glasses } from './glasses.mjs';
import { hairTones } from './hair-tones.mjs';
import { head } from './head.mjs';
import { locks } from './locks.mjs';
import { marks } from './marks.mjs';
import { outerwear } from './outerwear.mjs';
import { shine } from './shine.mjs';
import { strands } from './strands.mjs';
import { tones } from './tones.mjs';

const GEOMETRY = [canvas, frame, tones, head, strands, hairTones, coils, locks, crown];
const LAYERS = [
  background,
  backHairLayer,
  body,
  clothes,
  outerwear,
  ears,
  face,
  features,
  marks,
  glasses,
];
const FRONT = [fringe, hairShadow, frontHair, shine];

function paint(params, mask) {
  let scene = { o: { ...DEFAULTS, ...params }, mask };
  // Each step reads the scene so far and may add names to it.
  for (const step of [...GEOMETRY, ...LAYERS, ...FRONT]) scene = { ...scene, ...step(scene) };
  return svg(scene);
}

/** SVG of a portrait, 512×512. `params` are those of defaults.mjs, all optional. */
export function portrait(params = {}) {
  return paint(params, false);
}

/** SVG of its hair mask, white on black, soft where strands are translucent. */
export function hairMask(params = {}) {
  return paint(params, true);
}
