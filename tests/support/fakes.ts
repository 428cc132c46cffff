import type {
  Completion,
  CompletionOptions,
  LanguageRole,
  SentenceEncoder,
} from '../../src/pipeline/contracts.js';

/** A language role that gives the scripted texts in order and throws when asked once too often. */
export class ScriptedRole implements LanguageRole {
  readonly asked: { input: string; options: CompletionOptions }[] = [];

  constructor(private readonly script: (string | Partial<Completion>)[]) {}

  countTokens(text: string): number {
    return text.split(/\s+/u).filter(Boolean).length;
  }

  complete(input: string, options: CompletionOptions): Promise<Completion> {
    const next = this.script[this.asked.length];
    this.asked.push({ input, options });
    if (next === undefined) throw new Error(`nothing scripted for: ${input}`);
    const completion = typeof next === 'string' ? { text: next } : next;
    return Promise.resolve({ text: '', tokens: 1, finished: true, ...completion });
  }
}

/** An encoder that knows the vectors of the texts it is given, and throws at any other. */
export class TableEncoder implements SentenceEncoder {
  readonly embedded: string[] = [];

  constructor(private readonly table: Readonly<Record<string, readonly number[]>>) {}

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    this.embedded.push(...texts);
    return Promise.resolve(
      texts.map((text) => {
        const vector = this.table[text];
        if (vector === undefined) throw new Error(`no vector for: ${text}`);
        const norm = Math.hypot(...vector);
        return Float32Array.from(vector, (value) => value / norm);
      }),
    );
  }
}

/** A clock that tests move by hand. */
export class HandClock {
  constructor(public ms = Date.parse('2026-11-20T12:00:00Z')) {}

  now(): number {
    return this.ms;
  }
}
