import type { Completion, CompletionOptions, LanguageRole } from '../pipeline/contracts.js';
import type { Classifier } from './classifier.js';
import { promptParts } from './replies/prompt-parts.js';

/** The expression role played by a classifier: `(눈 …, 입 …, 고개 돌림 …)`. */
export class ExpressionRole implements LanguageRole {
  constructor(private readonly classifier: Classifier) {}

  /** An estimate: a classifier has no limit to keep. */
  countTokens(text: string): number {
    return Math.ceil(text.length / 2);
  }

  async complete(answer: string, options: CompletionOptions): Promise<Completion> {
    options.signal?.throwIfAborted();
    const [eyes, mouth, pose] = await this.classifier.classify(
      answer,
      ['eyes', 'mouth', 'pose'],
      options.temperature,
      options.random,
    );
    options.signal?.throwIfAborted();
    return { text: `(눈 ${eyes}, 입 ${mouth}, 고개 돌림 ${pose})`, tokens: 3, finished: true };
  }
}

/**
 * The memory role whose classifier says whether there is something to remember and under which key;
 * only then the language model is asked for the value.
 */
export class MemoryRole implements LanguageRole {
  constructor(
    private readonly classifier: Classifier,
    private readonly writer: LanguageRole,
  ) {}

  countTokens(text: string): number {
    return this.writer.countTokens(text);
  }

  async complete(prompt: string, options: CompletionOptions): Promise<Completion> {
    const { words } = promptParts(prompt);
    const [remember] = await this.classifier.classify(words, ['remember'], 0, options.random);
    if (remember !== 'yes') return { text: '', tokens: 0, finished: true };
    const { temperature, random } = options;
    const [key] = await this.classifier.classify(words, ['key'], temperature, random);
    return this.writer.complete(prompt, { ...options, begin: `[${key}:` });
  }
}
