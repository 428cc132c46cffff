import { pipeline, type FeatureExtractionPipeline } from '@huggingface/transformers';
import { ModelFileError } from '../errors.js';
import type { SentenceEncoder } from '../pipeline/contracts.js';
import { PULL_HINT } from './manifest.js';
import type { SessionOptions } from './session.js';
import { pretrainedOptions } from './transformers.js';

/** A sentence encoder that shows its tokens as well. */
export interface TokenEncoder extends SentenceEncoder {
  /** `[tokens][width] float32`: the last hidden state of each token, without the leading [CLS]. */
  states(text: string): Promise<Float32Array[]>;
  /** Tokens of a part of a text between spaces; the parts' add up to the whole's. */
  countTokens(part: string): number;
}

/**
 * Loads a sentence encoder: mean pooling over the tokens, then L2 normalisation.
 * @param directory absolute, in transformers.js layout (feature extraction, int8).
 */
export async function loadSentenceEncoder(
  directory: string,
  options?: SessionOptions,
): Promise<TokenEncoder> {
  let extract: FeatureExtractionPipeline;
  try {
    extract = await pipeline('feature-extraction', directory, pretrainedOptions(directory, options));
  } catch (cause) {
    throw new ModelFileError(directory, 'unreadable', PULL_HINT, { cause });
  }
  return {
    async embed(texts) {
      const embeddings: Float32Array[] = [];
      // One text a run: activations are quantised over the whole batch, so that neighbours (and
      // their padding) would change a text's vector. On a CPU batches gain next to nothing.
      for (const text of texts) {
        const tensor = await extract(text, { pooling: 'mean', normalize: true });
        embeddings.push(Float32Array.from(tensor.data as Float32Array));
      }
      return embeddings;
    },
    async states(text) {
      const tensor = await extract(text);
      const width = tensor.dims.at(-1)!;
      const values = tensor.data as Float32Array;
      const count = values.length / width;
      return Array.from({ length: count - 1 }, (_, at) =>
        values.slice((at + 1) * width, (at + 2) * width),
      );
    },
    countTokens: (part) => extract.tokenizer.encode(part, { add_special_tokens: false }).length,
  };
}
