import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { describeError, InputError } from '../errors.js';
import {
  modelsDirectory,
  readManifest,
  type Manifest,
  type ModelEntry,
} from '../models/manifest.js';
import { pullModels } from '../models/pull.js';
import { verifyModel } from '../models/verify.js';
import { join } from 'node:path';
import type { CliContext } from './context.js';

/** `ohlora models`: what lies in `models/`, whether it is whole, and how to get it. */
export function register(program: Command, context: CliContext): void {
  const models = program.command('models').description('Lists, checks and fetches the models.');
  models
    .command('list')
    .description('Names each model with its roles, size, licence and scores.')
    .option('--json', 'as one JSON value')
    .action((options: { json?: boolean }) => list(options, context));
  models
    .command('verify')
    .description('Checks every file against its size and checksum.')
    .action(() => verify(context));
  models
    .command('pull')
    .description('Fetches missing or damaged files from MODELS_URL.')
    .action(() => pull(context));
}

interface Listed {
  name: string;
  kind: string;
  version: string;
  roles: string[];
  bytes: number;
  licence: string;
  scores: ModelEntry['scores'];
}

async function list({ json = false }: { json?: boolean }, context: CliContext): Promise<void> {
  const manifest = await readManifest(directoryOf(context));
  const models = Object.entries(manifest.models).map(([name, entry]) =>
    describe(name, entry, manifest),
  );
  if (json) {
    context.stdout(JSON.stringify(models));
    return;
  }
  for (const { name, version, kind, roles, bytes, licence, scores } of models) {
    context.stdout(`${name} ${version} (${kind}, ${megabytes(bytes)} MB, ${licence})`);
    context.stdout(`  roles: ${roles.join(', ') || 'none'}`);
    context.stdout(`  scores: ${JSON.stringify(scores)}`);
  }
}

function describe(name: string, entry: ModelEntry, manifest: Manifest): Listed {
  const { kind, version, licence, scores, files } = entry;
  const roles = Object.entries(manifest.roles).filter(([, model]) => model === name);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { name, kind, version, roles: roles.map(([role]) => role), bytes, licence, scores };
}

async function verify(context: CliContext): Promise<void> {
  const directory = directoryOf(context);
  const manifest = await readManifest(directory);
  let faults = 0;
  for (const [name, entry] of Object.entries(manifest.models)) {
    try {
      await verifyModel({ ...entry, name, path: join(directory, entry.directory) });
      context.stdout(`ok    ${name} ${entry.version}, ${entry.files.length} files`);
    } catch (error) {
      faults += 1;
      context.stdout(`fail  ${name} ${entry.version}: ${describeError(error)}`);
    }
  }
  if (faults > 0) {
    throw new InputError(`${faults} model(s) are not whole; run \`npx ohlora models pull\`.`);
  }
}

async function pull(context: CliContext): Promise<void> {
  const baseUrl = context.env.MODELS_URL;
  if (!baseUrl || !URL.canParse(baseUrl) || !/^https?:/u.test(baseUrl)) {
    throw new InputError(
      'set MODELS_URL to the address (http or https) of the folder that holds manifest.json.',
    );
  }
  const fetched = await pullModels({
    baseUrl,
    directory: directoryOf(context),
    onProgress: (line) => context.stderr(line),
  });
  context.stderr(`${fetched} file(s) fetched; all models are whole`);
}

function directoryOf(context: CliContext): string {
  return modelsDirectory(readConfig(context.env).MODELS_DIR);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
