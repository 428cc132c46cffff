import type { Clock } from '../../clock.js';

const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Makes Discord ids: strictly rising, the clock's time in their upper 42 bits. */
export class SnowflakeSource {
  readonly #clock: Clock;
  readonly #worker: bigint;
  #time = 0n;
  #increment = 0n;

  /** @param seed 0…1023, goes into the worker and process bits, so that two sources differ. */
  constructor(clock: Clock, seed = 0) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 1023) {
      throw new RangeError(`The snowflake seed must be a whole number 0…1023, not ${seed}`);
    }
    this.#clock = clock;
    this.#worker = BigInt(seed);
  }

  next(): string {
    const now = BigInt(this.#clock.now()) - DISCORD_EPOCH_MS;
    if (now > this.#time) {
      this.#time = now;
      this.#increment = 0n;
    } else if (++this.#increment > 0xfffn) {
      this.#time += 1n;
      this.#increment = 0n;
    }
    return ((this.#time << 22n) | (this.#worker << 12n) | this.#increment).toString();
  }
}

/** When a snowflake was made, in ms since 1970. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}

/** Order of two snowflakes: negative when `a` is older. */
export function compareSnowflakes(a: string, b: string): number {
  return a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}
