import type { LanguageModels } from '../src/models/load.js';
import { parseExpression } from '../src/pipeline/expression/expression.js';
import { NEUTRAL, type ExpressionWords } from '../src/pipeline/expression/words.js';
import { parseExtraction, type Extraction } from '../src/pipeline/memory/extract.js';
import { canonicalKey, fold } from '../src/pipeline/memory/keys.js';
import { seededRandom } from '../src/random.js';
import type { PersonaRow } from './rows.js';
import { characterF1, distinct2, macroF1, mean, share } from './scores.js';

const greedy = (maxTokens: number) => ({ maxTokens, temperature: 0, random: seededRandom(0) });

/** First tries, without a second chance. */
export async function expressionQuality(
  { roles }: LanguageModels,
  rows: readonly PersonaRow[],
): Promise<Record<string, number>> {
  const read: (ExpressionWords | null)[] = [];
  for (const { answer } of rows) {
    read.push(parseExpression((await roles.expression.complete(answer, greedy(36))).text));
  }
  const f1 = (property: keyof ExpressionWords) =>
    macroF1(
      rows.map((row) => row[property]),
      read.map((words) => (words ?? NEUTRAL)[property]),
    );
  return {
    'expression well-formed': share(read, (words) => words !== null),
    'expression macro-F1 eyes': f1('eyes'),
    'expression macro-F1 mouth': f1('mouth'),
    'expression macro-F1 pose': f1('pose'),
  };
}

export async function extractionQuality(
  { roles }: LanguageModels,
  rows: readonly PersonaRow[],
): Promise<Record<string, number>> {
  const wanted = rows.map(({ memory }) => parseExtraction(memory));
  const read: Extraction[] = [];
  for (const { input } of rows) {
    const { text, finished } = await roles.memory.complete(input, greedy(24));
    read.push(finished ? parseExtraction(text) : { state: 'malformed' });
  }
  const both = wanted.flatMap((want, i) => {
    const have = read[i]!;
    return want.state === 'pair' && have.state === 'pair'
      ? [{ want: want.pair, have: have.pair }]
      : [];
  });
  const sameKey = ({ want, have }: (typeof both)[number]) =>
    fold(canonicalKey(want.key)) === fold(canonicalKey(have.key));
  return {
    'extraction well-formed': share(read, ({ state }) => state !== 'malformed'),
    'extraction something or nothing': share(
      read,
      ({ state }, i) => (state === 'pair') === (wanted[i]!.state === 'pair'),
    ),
    'extraction key': share(both, sameKey),
    'extraction value, character F1': mean(
      both.map(({ want, have }) => characterF1(want.value, have.value)),
    ),
  };
}

export async function answerQuality(
  { roles }: LanguageModels,
  rows: readonly PersonaRow[],
  written: ReadonlySet<string>,
): Promise<Record<string, number>> {
  const answers: string[] = [];
  let finished = 0;
  for (const [i, { input }] of rows.entries()) {
    const completion = await roles.answer.complete(input, {
      maxTokens: 128,
      temperature: 0.6,
      random: seededRandom(i),
    });
    answers.push(completion.text);
    if (completion.finished && completion.text !== '') finished += 1;
  }
  return {
    'answer finished': finished / rows.length,
    'answer verbatim from rows': share(answers, (answer) => written.has(answer)),
    'answer distinct-2': distinct2(answers),
  };
}

export async function summaryQuality(
  { roles }: LanguageModels,
  rows: readonly PersonaRow[],
): Promise<Record<string, number>> {
  const overlaps: number[] = [];
  let finished = 0;
  for (const { input, answer, summary } of rows) {
    const completion = await roles.summary.complete(`${input} (오로라 답변) ${answer}`, greedy(64));
    if (completion.finished && completion.text !== '') finished += 1;
    overlaps.push(characterF1(summary, completion.text));
  }
  return { 'summary finished': finished / rows.length, 'summary character F1': mean(overlaps) };
}
