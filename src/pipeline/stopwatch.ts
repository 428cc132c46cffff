import type { StageTimes } from './turn-types.js';

/** Measures the stages of one turn in ms of the monotonic clock. */
export class Stopwatch {
  readonly ms: StageTimes = {};
  private readonly started = performance.now();

  async stage<T>(name: keyof StageTimes, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.ms[name] = round(performance.now() - start);
    }
  }

  /** From the start of the turn until now. */
  total(name: keyof StageTimes): void {
    this.ms[name] = round(performance.now() - this.started);
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
