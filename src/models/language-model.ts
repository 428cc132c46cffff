import {
  AutoModelForCausalLM,
  AutoTokenizer,
  LogitsProcessorList,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers';
import { ModelFileError } from '../errors.js';
import type { Completion, CompletionOptions, LanguageRole } from '../pipeline/contracts.js';
import { EndOfRole, SeededDraw } from './decoding.js';
import type { RoleSettings } from './language-settings.js';
import { sentencesOf, type Neighbour } from './replies/neighbour-decoding.js';
import type { NearReply } from './replies/reply-index.js';
import { PULL_HINT } from './manifest.js';
import type { SessionOptions } from './session.js';
import { pretrainedOptions, type TextModelSource } from './transformers.js';

/** The replies nearest to a prompt. */
export type FindReplies = (prompt: string) => Promise<NearReply[]>;

/** One set of weights; the roles it plays differ by their markers. */
export interface LanguageModel {
  /** @param near finds replies from which the role draws its words; without it, it is on its own. */
  role(settings: RoleSettings, near?: FindReplies): LanguageRole;
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
      role: (settings, near) => new LocalRole(tokenizer, model, settings, near),
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
    private readonly near: FindReplies | undefined,
  ) {}

  countTokens(text: string): number {
    return this.encode(text).length;
  }

  async complete(input: string, options: CompletionOptions): Promise<Completion> {
    options.signal?.throwIfAborted();
    const { start, end } = this.settings.markers;
    const prompt = this.tokenizer(`${input} ${start}`) as {
      input_ids: Tensor;
      attention_mask: Tensor;
    };
    const length = prompt.input_ids.dims.at(-1) ?? 0;
    const neighbours = this.near ? this.tokenised(await this.near(input)) : [];
    const sampling = { ...this.settings.decoding, temperature: options.temperature };
    const processors = new LogitsProcessorList();
    processors.push(new SeededDraw(sampling, options.random, length, neighbours));
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
    const written =
      cut < 0 ? this.tokenizer.decode(produced, { skip_special_tokens: true }) : text.slice(0, cut);
    return {
      text: written.trim(),
      tokens: produced.length,
      finished: cut >= 0,
    };
  }

  private encode(text: string): number[] {
    return this.tokenizer.encode(text, { add_special_tokens: false });
  }

  /** Near replies as this model's tokens, each sentence on its own. */
  private tokenised(replies: readonly NearReply[]): Neighbour[] {
    return replies.map(({ text, weight, likeness }) => {
      const ids: number[] = [];
      const sentences: number[] = [];
      for (const part of [...sentencesOf(text), this.settings.markers.end]) {
        if (ids.length > 0) sentences.push(ids.length);
        ids.push(...this.encode(part));
      }
      return { ids, sentences, weight, likeness };
    });
  }
}
