import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { InputError } from '../errors.js';
import { loadRole } from '../models/roles.js';
import { answerPrompt } from '../pipeline/answer/answer.js';
import { ROLES, type LanguageRole, type Role } from '../pipeline/contracts.js';
import { readExpression } from '../pipeline/expression/expression.js';
import { extractMemory } from '../pipeline/memory/extract.js';
import { formatItem } from '../pipeline/memory/memory-item.js';
import { summarise } from '../pipeline/summary/summary.js';
import { localTime } from '../pipeline/text/calendar.js';
import type { Random } from '../random.js';
import { fields, runBatch } from './batch.js';
import type { CliContext } from './context.js';
import { clockAt, parseNow, parseSeed, randomBySeed } from './options.js';

interface RoleOptions {
  batch: string;
  seed?: number;
  now?: number;
}

/** `ohlora role`: one language role alone, for evaluation. */
export function register(program: Command, context: CliContext): void {
  program
    .command('role')
    .description('Runs one language role alone on a file of finished inputs, one JSON line each.')
    .argument('<role>', ROLES.join(', '))
    .requiredOption('--batch <file>', 'one input a line (summary: input ⇥ answer); - reads stdin')
    .option('--seed <n>', 'makes the run repeatable', parseSeed)
    .option('--now <time>', 'sets the clock, e.g. 2026-11-20T21:00+09:00', parseNow)
    .action((role: string, options: RoleOptions) => run(role, options, context));
}

async function run(name: string, options: RoleOptions, context: CliContext): Promise<void> {
  const role = ROLES.find((known) => known === name);
  if (role === undefined) {
    throw new InputError(`there is no role ${name}; the roles are ${ROLES.join(', ')}.`, 2);
  }
  const config = readConfig(context.env);
  const model = await loadRole(role, config);
  const random = randomBySeed(options.seed);
  const now = localTime(clockAt(options.now).now(), config.DEFAULT_TIME_ZONE);
  await runBatch(options.batch, context, async (line, index) => {
    const started = performance.now();
    const result = await READERS[role](model, line, random(`line-${index}`), now);
    return { ...result, ms: Math.round(performance.now() - started) };
  });
}

type Reader = (
  model: LanguageRole,
  line: string,
  random: Random,
  now: ReturnType<typeof localTime>,
) => Promise<{ text: string; tries: number }>;

const READERS: Record<Role, Reader> = {
  async answer(model, line, random, now) {
    const { answer, tries } = await answerPrompt(model, line, now, random);
    return { text: answer, tries };
  },
  async memory(model, line, random) {
    const { pair, tries } = await extractMemory(model, line, random);
    return { text: pair ? formatItem(pair) : '', tries };
  },
  async summary(model, line, random) {
    const [input = '', answer = ''] = fields(line, ['input', 'answer']);
    const { summary, tries } = await summarise(model, input, answer, random);
    return { text: summary ?? '', tries };
  },
  async expression(model, line, random) {
    const { text, words, tries } = await readExpression(model, line, random);
    return { text, ...words, tries };
  },
};
