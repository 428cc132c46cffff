import type { SentenceEncoder } from '../../pipeline/contracts.js';

/** How much of a cosine one encoder makes, 0…1; the shares of all add up to 1. */
export interface WeightedEncoder {
  encoder: SentenceEncoder;
  share: number;
}

/**
 * Several encoders as one: their vectors side by side, each scaled by the root of its share, so that a
 * cosine is the weighted sum of theirs. What one misses another finds.
 */
export class JointEncoder implements SentenceEncoder {
  constructor(private readonly encoders: readonly WeightedEncoder[]) {}

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const parts = await Promise.all(this.encoders.map(({ encoder }) => encoder.embed(texts)));
    return texts.map((_, at) => {
      const scaled = this.encoders.map(({ share }, which) =>
        parts[which]![at]!.map((value) => value * Math.sqrt(share)),
      );
      return Float32Array.from(scaled.flatMap((vector) => [...vector]));
    });
  }
}
