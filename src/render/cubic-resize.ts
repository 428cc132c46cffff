/** Free parameter of the cubic kernel as in OpenCV's INTER_CUBIC (Keys 1981 has −0.5). */
const A = -0.75;

/**
 * Resizes one plane `[height, width] float32` by bicubic interpolation with half-pixel centres and
 * repeated edges, as OpenCV's INTER_CUBIC does. It overshoots at edges; the caller clips.
 */
export function resizeCubic(
  plane: Float32Array,
  width: number,
  height: number,
  targetWidth: number,
  targetHeight: number,
): Float32Array {
  const columns = cubicTaps(width, targetWidth);
  const rows = cubicTaps(height, targetHeight);
  const wide = new Float32Array(targetWidth * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < targetWidth; x += 1) {
      const t = x * 4;
      let sum = 0;
      for (let k = t; k < t + 4; k += 1) {
        sum += plane[row + columns.index[k]!]! * columns.weight[k]!;
      }
      wide[y * targetWidth + x] = sum;
    }
  }
  const out = new Float32Array(targetWidth * targetHeight);
  for (let y = 0; y < targetHeight; y += 1) {
    const t = y * 4;
    for (let x = 0; x < targetWidth; x += 1) {
      let sum = 0;
      for (let k = t; k < t + 4; k += 1) {
        sum += wide[rows.index[k]! * targetWidth + x]! * rows.weight[k]!;
      }
      out[y * targetWidth + x] = sum;
    }
  }
  return out;
}

/** Four source positions and weights for each target position. */
function cubicTaps(source: number, target: number) {
  const index = new Uint32Array(target * 4);
  const weight = new Float64Array(target * 4);
  for (let i = 0; i < target; i += 1) {
    const at = ((i + 0.5) * source) / target - 0.5;
    const base = Math.floor(at);
    const t = at - base;
    const near = (d: number) => ((A + 2) * d - (A + 3)) * d * d + 1;
    const far = (d: number) => ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
    weight[i * 4] = far(t + 1);
    weight[i * 4 + 1] = near(t);
    weight[i * 4 + 2] = near(1 - t);
    weight[i * 4 + 3] = far(2 - t);
    for (let k = 0; k < 4; k += 1) {
      index[i * 4 + k] = Math.min(Math.max(base - 1 + k, 0), source - 1);
    }
  }
  return { index, weight };
}
