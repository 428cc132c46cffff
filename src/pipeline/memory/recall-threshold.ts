/** Cosine from which an item fits, by how many items there are to choose from: `[items, cosine]`. */
export type RecallThresholds = readonly (readonly [items: number, cosine: number])[];

/**
 * The cosine that the best of `items` has to reach. The more items, the higher the best of them gets
 * by chance; the calibration holds false recalls at the same share for every size. Between two sizes
 * it is interpolated over the logarithm, outside of them the nearest one holds.
 * @param thresholds by rising number of items, at least one.
 */
export function recallThreshold(thresholds: RecallThresholds, items: number): number {
  const after = thresholds.findIndex(([size]) => size >= items);
  if (after <= 0) return (after === 0 ? thresholds[0] : thresholds.at(-1))![1];
  const [[fewer, low], [more, high]] = [thresholds[after - 1]!, thresholds[after]!];
  const share = Math.log(items / fewer) / Math.log(more / fewer);
  return low + share * (high - low);
}
