import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { loadMemoryEncoder } from '../models/load.js';
import { cosineSimilarity } from '../pipeline/contracts.js';
import { fields, runBatch } from './batch.js';
import type { CliContext } from './context.js';

/** `ohlora similarity`: how well a memory item fits a text, by the memory encoder. */
export function register(program: Command, context: CliContext): void {
  program
    .command('similarity')
    .description('Cosine of memory items and texts by the memory encoder, one JSON line each.')
    .requiredOption('--batch <file>', 'item ⇥ text a line; - reads stdin')
    .action((options: { batch: string }) => run(options, context));
}

async function run(options: { batch: string }, context: CliContext): Promise<void> {
  const { encoder } = await loadMemoryEncoder(readConfig(context.env));
  await runBatch(options.batch, context, async (line) => {
    const [item, text] = await encoder.embed(fields(line, ['item', 'text']));
    const similarity = cosineSimilarity(item as Float32Array, text as Float32Array);
    return { similarity: Math.round(similarity * 10_000) / 10_000 };
  });
}
