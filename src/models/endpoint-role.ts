import { z } from 'zod';
import { OhLoraError } from '../errors.js';
import type { Completion, CompletionOptions, LanguageRole } from '../pipeline/contracts.js';
import type { RoleSettings } from './language-settings.js';

export interface EndpointOptions {
  /** Base of the API, e.g. `http://127.0.0.1:8000/v1`. */
  url: string;
  /** The server's name for the model. */
  model: string;
  apiKey?: string;
  /** ms for one completion. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** A seed of a server is a 32-bit number. */
const SEEDS = 2 ** 31;

const reply = z.object({
  choices: z
    .array(z.object({ text: z.string(), finish_reason: z.string().nullish() }))
    .min(1),
  usage: z.object({ completion_tokens: z.number() }).nullish(),
});

/** A server did not answer, or not as `/v1/completions` should. Carries no user text. */
export class EndpointError extends OhLoraError {
  constructor(
    readonly url: string,
    readonly fault: string,
    options?: ErrorOptions,
  ) {
    super('endpoint-failed', `The language model at ${url} failed: ${fault}.`, options);
  }
}

/** A role served by an OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp) at `/completions`. */
export class EndpointRole implements LanguageRole {
  private readonly url: string;

  constructor(
    private readonly options: EndpointOptions,
    private readonly settings: RoleSettings,
  ) {
    this.url = `${options.url.replace(/\/+$/u, '')}/completions`;
  }

  /** The API does not count: about 1.6 characters of Korean make a token in the usual vocabularies. */
  countTokens(text: string): number {
    return Math.ceil([...text].length / 1.6);
  }

  async complete(input: string, options: CompletionOptions): Promise<Completion> {
    options.signal?.throwIfAborted();
    const { start, end } = this.settings.markers;
    const { topP, topK, repetitionPenalty } = this.settings.decoding;
    const body = await this.post(
      {
        model: this.options.model,
        prompt: `${input} ${start}`,
        max_tokens: options.maxTokens,
        temperature: options.temperature,
        top_p: topP,
        ...(topK > 0 && { top_k: topK }),
        ...(repetitionPenalty !== 1 && { repetition_penalty: repetitionPenalty }),
        seed: Math.floor(options.random.next() * SEEDS),
        stop: [end],
      },
      options.signal,
    );
    const choice = body.choices[0]!;
    // Some servers leave the stop text in.
    const cut = choice.text.indexOf(end);
    return {
      text: (cut < 0 ? choice.text : choice.text.slice(0, cut)).trim(),
      tokens: body.usage?.completion_tokens ?? this.countTokens(choice.text),
      finished: cut >= 0 || choice.finish_reason !== 'length',
    };
  }

  private async post(body: object, signal?: AbortSignal): Promise<z.infer<typeof reply>> {
    const timeoutMs = this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.options.apiKey && { authorization: `Bearer ${this.options.apiKey}` }),
        },
        body: JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new EndpointError(this.url, `HTTP ${response.status} ${response.statusText}`.trim());
      }
      return reply.parse(await response.json());
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof EndpointError) throw cause;
      throw new EndpointError(this.url, faultOf(cause, deadline.aborted, timeoutMs), { cause });
    }
  }
}

function faultOf(cause: unknown, timedOut: boolean, timeoutMs: number): string {
  if (timedOut) return `no answer within ${timeoutMs} ms`;
  if (cause instanceof z.ZodError || cause instanceof SyntaxError) {
    return 'its answer is not an OpenAI completion';
  }
  const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
  const code = (reason as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `cannot connect (${code})` : 'cannot connect';
}
