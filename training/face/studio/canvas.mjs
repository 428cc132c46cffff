/** What is drawn so far: elements and definitions; as a mask, hair is white on black. */

/** Collectors of one picture; their order is the order of painting. */
export function canvas(scene) {
  const { mask, o } = scene;
  const id = (k) => k + o.seed + (mask ? 'm' : '');
  const out = [],
    defs = [];
  const solid = (d, fill, x = '') =>
    out.push(`<path d="${d}" fill="${mask ? '#000' : fill}"${mask ? '' : x}/>`);
  const over = (s) => {
    if (!mask) out.push(s);
  };
  const hairPath = (d, fill, op = 1) =>
    out.push(
      `<path d="${d}" fill="${mask ? '#fff' : fill}"${op < 1 ? ` fill-opacity="${op.toFixed(2)}"` : ''}/>`,
    );
  const soft = (b, s, x = '') => over(`<g filter="url(#b${b})"${x}>${s}</g>`);
  return { id, out, defs, solid, over, hairPath, soft };
}

/** The finished document, 512×512. */
export function svg(scene) {
  const { defs, mask, out } = scene;
  const blur = [1, 3, 6, 10]
    .map(
      (b) =>
        `<filter id="b${b}" x="${b === 10 || b === 6 ? -12 : -25}%" y="${b === 10 || b === 6 ? -12 : -25}%" width="${b === 10 || b === 6 ? 124 : 150}%" height="${b === 10 || b === 6 ? 124 : 150}%" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="${b === 1 ? 0.7 : b === 3 ? 2.4 : b}"/></filter>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512"><defs>${mask ? '' : blur}${defs.join('')}</defs>${out.join('')}</svg>`;
}
