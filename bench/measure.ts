/** Milliseconds of one thing, measured several times. */
export interface Timing {
  p50: number;
  p95: number;
  runs: number;
}

/** Runs `work` a few times unmeasured (caches, lazy loading), then `runs` times measured. */
export async function measure(
  runs: number,
  work: (run: number) => unknown,
  warmUps = 2,
): Promise<Timing> {
  for (let run = 0; run < warmUps; run += 1) await work(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work(warmUps + run);
    times.push(performance.now() - start);
  }
  return timing(times);
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), runs: sorted.length };
}

/** Nearest rank. @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return Math.round(value * 100) / 100;
}

/** Resident memory of this process, MB. */
export function memoryUse(): number {
  return Math.round(process.memoryUsage.rss() / 1e6);
}
