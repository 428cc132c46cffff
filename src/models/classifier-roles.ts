import type { Completion, CompletionOptions, LanguageRole } from '../pipeline/contracts.js';
import type { Classifier } from './classifier.js';
import { promptParts } from './replies/prompt-parts.js';

/** The expression role played by a classifier: `(눈 …, 입 …, 고개 돌림 …)`. */
export class ExpressionRole implements LanguageRole {
  constructor(private readonly classifier: Classifier) {}

  countTokens(text: string): number {
    return estimatedTokens(text);
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
 * The memory role played by a classifier: whether there is something to remember, under which key, and
 * which of the user's words say it.
 */
export class MemoryRole implements LanguageRole {
  constructor(private readonly classifier: Classifier) {}

  countTokens(text: string): number {
    return estimatedTokens(text);
  }

  async complete(prompt: string, options: CompletionOptions): Promise<Completion> {
    options.signal?.throwIfAborted();
    const { words } = promptParts(prompt);
    const [remember] = await this.classifier.classify(words, ['remember'], 0, options.random);
    if (remember !== 'yes') return { text: '', tokens: 0, finished: true };
    const { temperature, random } = options;
    const [key] = await this.classifier.classify(words, ['key'], temperature, random);
    const value = await this.classifier.value(words);
    options.signal?.throwIfAborted();
    return { text: `[${key}: ${value}]`, tokens: estimatedTokens(value), finished: true };
  }
}

/** A classifier has no tokens to count and no limit to keep. */
const estimatedTokens = (text: string): number => Math.ceil(text.length / 2);
