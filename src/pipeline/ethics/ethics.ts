import { CATEGORIES, type Category, type Offence } from '../../moderation/ledger-entry.js';
import { cosineSimilarity, type SentenceEncoder } from '../contracts.js';
import type { EthicsResult } from '../turn-types.js';
import { normalise } from './normalise.js';

export type Thresholds = Record<Category, number>;

/** Offences that a declining answer must confirm; the others stand on the score alone (spec §1). */
export const CONFIRMED_BY_ANSWER: readonly Offence[] = ['사랑 고백/만남', '정치'];

/** Cosine of the text with each category's name. The normaliser undoes spelling tricks, no more. */
export class EthicsJudge {
  private names: Promise<Float32Array[]> | null = null;

  constructor(
    private readonly encoder: SentenceEncoder,
    readonly thresholds: Thresholds,
    /** Goes into the ledger beside each strike. */
    readonly modelVersion: string,
  ) {}

  async judge(text: string): Promise<EthicsResult> {
    this.names ??= this.encoder.embed(CATEGORIES);
    const [names, [embedding]] = await Promise.all([
      this.names,
      this.encoder.embed([normalise(text)]),
    ]);
    const scores = Object.fromEntries(
      CATEGORIES.map((category, index) => [
        category,
        cosineSimilarity(embedding as Float32Array, names[index] as Float32Array),
      ]),
    ) as Record<Category, number>;
    return { scores, verdicts: standingOffences(scores, this.thresholds) };
  }
}

/** The offences at or over their threshold; 일반 over its own acquits of all (spec §1). */
export function standingOffences(
  scores: Record<Category, number>,
  thresholds: Thresholds,
): Offence[] {
  if (scores.일반 >= thresholds.일반) return [];
  return CATEGORIES.filter(
    (category): category is Offence =>
      category !== '일반' && scores[category] >= thresholds[category],
  );
}

/** Whether her answer declined, which makes a confession or a political question a strike. */
export function declines(answer: string): boolean {
  return /미안|부담/u.test(answer);
}
