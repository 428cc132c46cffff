import {
  AutoModelForCausalLM,
  AutoTokenizer,
  LogitsProcessor,
  LogitsProcessorList,
  StoppingCriteria,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers';
import { ModelFileError } from '../errors.js';
import type { Completion, CompletionOptions, LanguageRole } from '../pipeline/contracts.js';
import type { Random } from '../random.js';
import type { RoleSettings } from './language-settings.js';
import { PULL_HINT } from './manifest.js';
import { sampleToken, type Sampling } from './sampling.js';
import type { SessionOptions } from './session.js';
import { pretrainedOptions, type TextModelSource } from './transformers.js';

/** One set of weights; the roles it plays differ by their markers. */
export interface LanguageModel {
  role(settings: RoleSettings): LanguageRole;
  dispose(): Promise<void>;
}

/**
 * Loads a causal language model with KV cache (transformers.js layout, int8).
 * @param source absolute folder, or a hub id.
 */
export async function loadLanguageModel(
  source: TextModelSource,
  options?: SessionOptions,
): Promise<LanguageModel> {
  const pretrained = pretrainedOptions(source, options);
  try {
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(source, pretrained),
      AutoModelForCausalLM.from_pretrained(source, pretrained),
    ]);
    return {
      role: (settings) => new LocalRole(tokenizer, model, settings),
      dispose: async () => void (await model.dispose()),
    };
  } catch (cause) {
    throw new ModelFileError(source, 'unreadable', PULL_HINT, { cause });
  }
}

/**
 * The decoding loop is the library's; the draw is ours, so that a seed repeats it. Each step is one
 * run of the network, and the event loop turns between steps.
 */
class LocalRole implements LanguageRole {
  constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly model: PreTrainedModel,
    private readonly settings: RoleSettings,
  ) {}

  countTokens(text: string): number {
    return this.tokenizer.encode(text, { add_special_tokens: false }).length;
  }

  async complete(input: string, options: CompletionOptions): Promise<Completion> {
    options.signal?.throwIfAborted();
    const { start, end } = this.settings.markers;
    const prompt = this.tokenizer(`${input} ${start}`) as {
      input_ids: Tensor;
      attention_mask: Tensor;
    };
    const length = prompt.input_ids.dims.at(-1) ?? 0;
    const sampling = { ...this.settings.decoding, temperature: options.temperature };
    const processors = new LogitsProcessorList();
    processors.push(new SeededDraw(length, sampling, options.random));
    const ids = (await this.model.generate({
      ...prompt,
      // Greedy, because the processor has drawn already and leaves one token alive.
      do_sample: false,
      repetition_penalty: 1,
      max_new_tokens: options.maxTokens,
      logits_processor: processors,
      stopping_criteria: new EndOfRole(this.tokenizer, length, end, options.signal),
    })) as Tensor;
    options.signal?.throwIfAborted();
    const produced = (ids.tolist() as bigint[][])[0]!.slice(length);
    const text = this.tokenizer.decode(produced, { skip_special_tokens: false });
    const cut = text.indexOf(end);
    return {
      text: (cut < 0 ? this.tokenizer.decode(produced, { skip_special_tokens: true }) : text.slice(0, cut)).trim(),
      tokens: produced.length,
      finished: cut >= 0,
    };
  }
}

/** Draws the next token from the logits and leaves it as the only possible one. */
class SeededDraw extends LogitsProcessor {
  constructor(
    private readonly promptLength: number,
    private readonly sampling: Sampling,
    private readonly random: Random,
  ) {
    super();
  }

  override _call(inputIds: bigint[][], logits: Tensor): Tensor {
    const produced = inputIds[0]!.slice(this.promptLength).map(Number);
    const values = logits.data as Float32Array;
    const token = sampleToken(values, produced, this.sampling, this.random);
    values.fill(-Infinity);
    values[token] = 0;
    return logits;
  }
}

/** Stops at the end marker (one token, or text where the vocabulary lacks it) and on abort. */
class EndOfRole extends StoppingCriteria {
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
