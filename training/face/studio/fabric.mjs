/** Texture of a top's cloth. */
import { curve, stroked } from './path.mjs';

/** A fine vertical rib that follows the chest. */
export function ribs(bx, cy, dark, light) {
  let lines = '';
  for (let x = -210; x <= 210; x += 7.5) {
    const spread = x * 0.06;
    lines += curve([
      [bx + x * 0.9, cy + 186],
      [bx + x, cy + 226],
      [bx + x + spread, cy + 292],
    ]);
  }
  return (
    stroked(lines, dark, 1.7, 0.3) +
    `<g transform="translate(2.2)">${stroked(lines, light, 1.2, 0.22)}</g>`
  );
}

/** Narrow horizontal stripes that hang a little in the middle. */
export function stripes(bx, cy, light) {
  let lines = '';
  for (let y = 206; y < 300; y += 15)
    lines += curve([
      [bx - 230, cy + y + 16],
      [bx - 120, cy + y - 2],
      [bx, cy + y + 6],
      [bx + 120, cy + y - 2],
      [bx + 230, cy + y + 16],
    ]);
  return stroked(lines, light, 4, 0.55);
}
