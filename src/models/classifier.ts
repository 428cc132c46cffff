import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelFileError } from '../errors.js';
import type { Random } from '../random.js';
import { likeliestValue, wordsOf } from './edits.js';
import { PULL_HINT } from './manifest.js';
import { sampleToken } from './sampling.js';
import { loadSentenceEncoder, type TokenEncoder } from './sentence-encoder.js';

/** What the classifier can be asked of a text. */
export const QUESTIONS = ['eyes', 'mouth', 'pose', 'remember', 'key'] as const;
export type Question = (typeof QUESTIONS)[number];

const head = z.object({
  /** Names of the classes. */
  words: z.array(z.string()).min(2),
  /** `[classes, width]` */
  weight: z.array(z.array(z.number())),
  /** `[classes]` */
  bias: z.array(z.number()),
});
/** `edit` reads a word: the states of its first and its last token, `[2 · width]`. */
const heads = z.record(z.enum([...QUESTIONS, 'edit']), head);
type Head = z.infer<typeof head>;
export type Heads = z.infer<typeof heads>;

/**
 * A sentence encoder with one softmax a question over the vector of a text, and one over the tokens of
 * each word that says what of the text is a value.
 */
export class Classifier {
  constructor(
    private readonly encoder: TokenEncoder,
    private readonly heads: Heads,
  ) {}

  /** @throws {ModelFileError} when `heads.json` of the folder is missing or not what it should be. */
  static async load(folder: string): Promise<Classifier> {
    const file = join(folder, 'heads.json');
    let parsed: Heads;
    try {
      parsed = heads.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (cause) {
      throw new ModelFileError(file, 'unreadable', PULL_HINT, { cause });
    }
    return new Classifier(await loadSentenceEncoder(folder), parsed);
  }

  /**
   * One class a question, in the order asked.
   * @param temperature 0: the likeliest class; else drawn by `random`.
   */
  async classify(
    text: string,
    questions: readonly Question[],
    temperature: number,
    random: Random,
  ): Promise<string[]> {
    const [vector] = await this.encoder.embed([text]);
    return questions.map((question) => {
      const logits = logitsOf(this.heads[question], vector!);
      const sampling = { temperature, topP: 1, topK: 0, repetitionPenalty: 1 };
      return this.heads[question].words[sampleToken(logits, [], sampling, random)]!;
    });
  }

  /** What of a text is worth keeping, as an edit of its words; empty only for an empty text. */
  async value(text: string): Promise<string> {
    const words = wordsOf(text);
    const states = await this.encoder.states(words.join(' '));
    const seen: string[] = [];
    const logits: Float32Array[] = [];
    let at = 0;
    for (const word of words) {
      const count = this.encoder.countTokens(word);
      const [first, last] = [states[at], states[at + count - 1]];
      if (first === undefined || last === undefined) break; // beyond the encoder's context
      at += count;
      seen.push(word);
      logits.push(logitsOf(this.heads.edit, Float32Array.of(...first, ...last)));
    }
    return likeliestValue(seen, logits, this.heads.edit.words);
  }
}

/** `[classes] float32` */
function logitsOf({ words, weight, bias }: Head, vector: Float32Array): Float32Array {
  return Float32Array.from(words, (_, at) =>
    weight[at]!.reduce((sum, value, i) => sum + value * vector[i]!, bias[at]!),
  );
}
