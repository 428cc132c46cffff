import type { Random } from '../random.js';

/** How the next token is drawn. */
export interface Sampling {
  /** 0: greedy. */
  temperature: number;
  /** Smallest set of tokens whose probabilities reach this (nucleus sampling, Holtzman 2020). */
  topP: number;
  /** At most so many candidates; 0: no limit. */
  topK: number;
  /** Logits of tokens already produced are divided (or multiplied) by it (CTRL, Keskar 2019). */
  repetitionPenalty: number;
}

/**
 * Draws a token id from `logits` `[vocabulary] float32`, which it changes in place where the
 * penalty applies.
 * @param produced ids since the prompt; the penalty is for these alone.
 */
export function sampleToken(
  logits: Float32Array,
  produced: Iterable<number>,
  sampling: Sampling,
  random: Random,
): number {
  penalise(logits, produced, sampling.repetitionPenalty);
  if (sampling.temperature <= 0) return argmax(logits);
  const limit = sampling.topK > 0 ? sampling.topK : logits.length;
  const candidates = strongest(logits, limit, sampling.temperature);
  return draw(logits, candidates, sampling, random);
}

function penalise(logits: Float32Array, produced: Iterable<number>, penalty: number): void {
  if (penalty === 1) return;
  for (const id of new Set(produced)) {
    const logit = logits[id] as number;
    logits[id] = logit > 0 ? logit / penalty : logit * penalty;
  }
}

export function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Below this share of the strongest token's probability a token is never drawn. */
const NEGLIGIBLE = 1e-6;

/** Ids of the `count` highest logits that matter at this temperature, highest first. */
function strongest(logits: Float32Array, count: number, temperature: number): number[] {
  const floor = logits[argmax(logits)]! + temperature * Math.log(NEGLIGIBLE);
  const ids: number[] = [];
  for (let id = 0; id < logits.length; id += 1) if (logits[id]! >= floor) ids.push(id);
  return ids.sort((a, b) => logits[b]! - logits[a]! || a - b).slice(0, count);
}

function draw(
  logits: Float32Array,
  candidates: readonly number[],
  { temperature, topP }: Sampling,
  random: Random,
): number {
  const highest = logits[candidates[0]!]!;
  const weights = candidates.map((id) => Math.exp((logits[id]! - highest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let mass = 0;
  while (kept < weights.length && (kept === 0 || mass < topP * total)) mass += weights[kept++]!;
  let left = random.next() * mass;
  for (let i = 0; i < kept; i += 1) {
    left -= weights[i]!;
    if (left < 0) return candidates[i]!;
  }
  return candidates[kept - 1]!;
}
