import { randomInt } from 'node:crypto';
import { InvalidArgumentError } from 'commander';
import { fixedClock, systemClock, type Clock } from '../clock.js';
import { seededRandom, seedFromText, type Random } from '../random.js';

const MAX_SEED = 2 ** 32 - 1;

/** `--seed N`: 0…2^32−1. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/u.test(text) || seed > MAX_SEED) {
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${MAX_SEED}.`);
  }
  return seed;
}

/** `--now 2026-11-20T21:00+09:00`: with an offset, so that it means one moment everywhere. */
export function parseNow(text: string): number {
  const ms = Date.parse(text);
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/u.test(text) ||
    Number.isNaN(ms)
  ) {
    throw new InvalidArgumentError(
      'It must be a time with its offset, such as 2026-11-20T21:00+09:00.',
    );
  }
  return ms;
}

export function clockAt(now: number | undefined): Clock {
  return now === undefined ? systemClock : fixedClock(now);
}

/** A source of chance for each name; the same seed gives the same sources. */
export function randomBySeed(seed: number = randomInt(MAX_SEED)): (name: string) => Random {
  return (name) => seededRandom((seed ^ seedFromText(name)) >>> 0);
}
