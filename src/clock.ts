/** The one source of time. Everything timed takes a clock, so that tests and `--now` can set it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still at `ms` (milliseconds since the epoch). */
export function fixedClock(ms: number): Clock {
  return { now: () => ms };
}
