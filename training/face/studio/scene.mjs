/** The portrait and its hair mask: the same scene, painted back to front. */
import { backHairLayer } from './back-hair.mjs';
import { background } from './background.mjs';
import { body } from './body.mjs';
import { canvas, svg } from './canvas.mjs';
import { clothes } from './clothes.mjs';
import { DEFAULTS } from './defaults.mjs';
import { ears } from './ears.mjs';
import { face, freckles } from './face.mjs';
import { features } from './features.mjs';
import { frame } from './frame.mjs';
import { fringe } from './fringe.mjs';
import { frontHair, hairShadow, shine } from './front-hair.mjs';
import { head } from './head.mjs';
import { locks } from './locks.mjs';
import { strands } from './strands.mjs';
import { tones } from './tones.mjs';

const GEOMETRY = [canvas, frame, tones, head, strands, locks];
const LAYERS = [background, backHairLayer, body, clothes, ears, face, features, freckles];
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
