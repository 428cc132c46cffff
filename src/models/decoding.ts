import {
  LogitsProcessor,
  StoppingCriteria,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers';
import type { Random } from '../random.js';
import { continuations, type Neighbour } from './replies/neighbour-decoding.js';
import { sampleToken, type Sampling } from './sampling.js';

/** What the model's own opinion counts when it chooses between continuations of near replies. */
const OPINION = 0.3;

/** Draws the next token from the logits and leaves it as the only possible one. */
export class SeededDraw extends LogitsProcessor {
  /** @param promptLength tokens before the first one drawn. */
  constructor(
    private readonly sampling: Sampling,
    private readonly random: Random,
    private readonly promptLength: number,
    private readonly neighbours: readonly Neighbour[],
  ) {
    super();
  }

  override _call(inputIds: bigint[][], logits: Tensor): Tensor {
    const produced = inputIds[0]!.slice(this.promptLength).map(Number);
    const values = logits.data as Float32Array;
    const known = continuations(this.neighbours, produced);
    const token =
      known.size > 0
        ? sampleToken(among(known, values), [], this.sampling, this.random)
        : sampleToken(values, produced, this.sampling, this.random);
    values.fill(-Infinity);
    values[token] = 0;
    return logits;
  }
}

/** Logits in which only known continuations are possible, weighed by the model. */
function among(known: ReadonlyMap<number, number>, logits: Float32Array): Float32Array {
  const result = new Float32Array(logits.length).fill(-Infinity);
  for (const [id, strength] of known) result[id] = Math.log(strength) + OPINION * logits[id]!;
  return result;
}

/** Stops at the end marker (one token, or text where the vocabulary lacks it) and on abort. */
export class EndOfRole extends StoppingCriteria {
  private readonly endId: number | undefined;

  constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly promptLength: number,
    private readonly end: string,
    private readonly signal: AbortSignal | undefined,
  ) {
    super();
    const ids = tokenizer.encode(end, { add_special_tokens: false });
    this.endId = ids.length === 1 ? ids[0] : undefined;
  }

  override _call(inputIds: (number | bigint)[][]): boolean[] {
    const ids = inputIds[0]!;
    if (this.signal?.aborted === true) return [true];
    if (this.endId !== undefined) return [Number(ids.at(-1)) === this.endId];
    const text = this.tokenizer.decode(ids.slice(this.promptLength).map(Number), {
      skip_special_tokens: false,
    });
    return [text.includes(this.end)];
  }
}
