/** Nose, eyes and mouth: soft shade below, lines above. */
import { eyes } from './eyes.mjs';
import { mouth } from './mouth.mjs';
import { nose } from './nose.mjs';

/** Paints the features; a mask has none. */
export function features(scene) {
  const { mask, out, soft } = scene;
  if (mask) return;
  const layer = { ...scene, pre3: [], late1: [] };
  const start = out.length;
  nose(layer);
  eyes(layer);
  mouth(layer);
  out.splice(start, 0, `<g filter="url(#b3)">${layer.pre3.join('')}</g>`);
  soft(1, layer.late1.join(''));
}
