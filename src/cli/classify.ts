import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { InputError } from '../errors.js';
import { loadEthics } from '../models/load.js';
import { readMessage } from '../pipeline/text/text.js';
import { runBatch } from './batch.js';
import type { CliContext } from './context.js';

/** `ohlora classify`: the ethics scores of texts, and which categories stand by them alone. */
export function register(program: Command, context: CliContext): void {
  program
    .command('classify')
    .description('Scores texts by the five ethics categories, one JSON line each.')
    .argument('[text]', 'one text')
    .option('--batch <file>', 'one text a line; - reads stdin')
    .action((text: string | undefined, options: { batch?: string }) => run(text, options, context));
}

async function run(
  text: string | undefined,
  options: { batch?: string },
  context: CliContext,
): Promise<void> {
  if ((text === undefined) === (options.batch === undefined)) {
    throw new InputError('classify takes either a text or --batch FILE.', 2);
  }
  const ethics = await loadEthics(readConfig(context.env));
  const classify = async (line: string) => {
    const { scores, verdicts } = await ethics.judge(readMessage(line));
    const rounded = Object.entries(scores).map(([name, score]) => [name, round(score)]);
    return { text: line, scores: Object.fromEntries(rounded) as unknown, verdicts };
  };
  if (options.batch !== undefined) await runBatch(options.batch, context, classify);
  else context.stdout(JSON.stringify(await classify(text ?? '')));
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
