import type { Random } from '../random.js';

/**
 * What the pipeline needs of the outside, each as small as it can be. Implementations live in
 * `models/`, `storage/` and `render/` and come in by constructor argument.
 */

/** Turns texts into points whose cosine tells how near their meanings are. */
export interface SentenceEncoder {
  /** @returns one L2-normalised `[dimensions] float32` a text, in order. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** One of the four language roles (answer, memory, summary, expression). */
export interface LanguageRole {
  /** Tokens of `text` by this role's tokenizer (an estimate where the server tells none). */
  countTokens(text: string): number;
  /** Continues `input` (without the start marker) until the end marker or `maxTokens`. */
  complete(input: string, options: CompletionOptions): Promise<Completion>;
}

export interface CompletionOptions {
  maxTokens: number;
  /** 0: greedy. */
  temperature: number;
  random: Random;
  signal?: AbortSignal;
}

export interface Completion {
  /** Trimmed, without the end marker. */
  text: string;
  /** Tokens produced. */
  tokens: number;
  /** `false`: cut at `maxTokens`. */
  finished: boolean;
}

export const ROLES = ['answer', 'memory', 'summary', 'expression'] as const;
export type Role = (typeof ROLES)[number];

/** Cosine of two L2-normalised vectors of the same length. */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
