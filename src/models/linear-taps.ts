/** For each target position the two source positions and the share of the second. */
export interface LinearTaps {
  first: Uint32Array;
  second: Uint32Array;
  share: Float64Array;
}

/** Bilinear resize along one axis with half-pixel centres, edges repeated (OpenCV's INTER_LINEAR). */
export function linearTaps(source: number, target: number): LinearTaps {
  const first = new Uint32Array(target);
  const second = new Uint32Array(target);
  const share = new Float64Array(target);
  for (let i = 0; i < target; i += 1) {
    const at = Math.min(Math.max(((i + 0.5) * source) / target - 0.5, 0), source - 1);
    first[i] = Math.floor(at);
    second[i] = Math.min(first[i]! + 1, source - 1);
    share[i] = at - first[i]!;
  }
  return { first, second, share };
}
