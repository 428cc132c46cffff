/** Macro-averaged F1 of labels: each class that occurs counts alike. */
export function macroF1<Label>(truth: readonly Label[], predicted: readonly Label[]): number {
  const labels = [...new Set(truth)];
  const f1 = labels.map((label) => {
    let hits = 0;
    let wanted = 0;
    let given = 0;
    for (const [i, right] of truth.entries()) {
      if (right === label) wanted += 1;
      if (predicted[i] === label) given += 1;
      if (right === label && predicted[i] === label) hits += 1;
    }
    return hits === 0 ? 0 : (2 * hits) / (wanted + given);
  });
  return mean(f1);
}

/** F1 of the characters that two texts share (as bags), 0…1. */
export function characterF1(truth: string, predicted: string): number {
  const left = [...truth.replace(/\s/gu, '')];
  const right = new Map<string, number>();
  const predictedCharacters = [...predicted.replace(/\s/gu, '')];
  for (const char of predictedCharacters) right.set(char, (right.get(char) ?? 0) + 1);
  let shared = 0;
  for (const char of left) {
    const rest = right.get(char) ?? 0;
    if (rest === 0) continue;
    right.set(char, rest - 1);
    shared += 1;
  }
  const total = left.length + predictedCharacters.length;
  return total === 0 ? 1 : (2 * shared) / total;
}

/** Different pairs of neighbouring words among all of them. */
export function distinct2(texts: readonly string[]): number {
  const pairs = texts.flatMap((text) => {
    const words = text.split(/\s+/u);
    return words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`);
  });
  return pairs.length === 0 ? 0 : new Set(pairs).size / pairs.length;
}

/** Pearson's r. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [da, db] = [value - meanA, b[i]! - meanB];
    both += da * db;
    squareA += da * da;
    squareB += db * db;
  }
  return both / Math.sqrt(squareA * squareB);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function share<T>(values: readonly T[], test: (value: T, index: number) => boolean): number {
  return values.filter(test).length / values.length;
}
