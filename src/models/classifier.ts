import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelFileError } from '../errors.js';
import type { SentenceEncoder } from '../pipeline/contracts.js';
import type { Random } from '../random.js';
import { PULL_HINT } from './manifest.js';
import { sampleToken } from './sampling.js';
import { loadSentenceEncoder } from './sentence-encoder.js';

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
const heads = z.record(z.enum(QUESTIONS), head);
export type Heads = z.infer<typeof heads>;

/** A sentence encoder with one softmax a question over the vector of a text. */
export class Classifier {
  constructor(
    private readonly encoder: SentenceEncoder,
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
      const { words, weight, bias } = this.heads[question];
      const logits = Float32Array.from(words, (_, at) =>
        weight[at]!.reduce((sum, value, i) => sum + value * vector![i]!, bias[at]!),
      );
      const sampling = { temperature, topP: 1, topK: 0, repetitionPenalty: 1 };
      return words[sampleToken(logits, [], sampling, random)]!;
    });
  }
}
