import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig, type Config } from '../config.js';
import { describeError } from '../errors.js';
import { MODEL_ROLES, modelOfRole, modelsDirectory, readManifest } from '../models/manifest.js';
import { verifyModel } from '../models/verify.js';

export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  /** What was found and, unless ok, how to mend it. */
  fact: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
export type Check = (env: Environment) => Promise<Finding> | Finding;

const MIN_NODE = [20, 19] as const;
const MIN_CORES = 2;
/** GB that a running bot with all models takes, with some room. */
const MIN_MEMORY_GB = 2;

const ok = (fact: string): Finding => ({ state: 'ok', fact });
const warn = (fact: string): Finding => ({ state: 'warn', fact });
const fail = (fact: string): Finding => ({ state: 'fail', fact });

/** In the order in which one thing needs the other. */
export const CHECKS: Readonly<Record<string, Check>> = {
  node: () => checkNode(process.versions.node),
  machine: () => checkMachine(availableParallelism(), totalmem(), freemem()),
  settings: checkSettings,
  models: withConfig(checkModels),
  storage: withConfig(checkStorage),
  discord: withConfig(checkDiscord),
  simulator: withConfig(checkSimulator),
};

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return good ? ok(version) : fail(`${version}; install Node ${MIN_NODE.join('.')} or later.`);
}

export function checkMachine(cores: number, total: number, free: number): Finding {
  const memory = `${gigabytes(total)} GB of memory, ${gigabytes(free)} GB free`;
  const fact = `${cores} cores, ${memory}`;
  if (total < MIN_MEMORY_GB * 1e9) return warn(`${fact}; she needs ${MIN_MEMORY_GB} GB.`);
  if (cores < MIN_CORES) return warn(`${fact}; set PICTURES=png, GIFs would be slow.`);
  return ok(fact);
}

function checkSettings(env: Environment): Finding {
  try {
    readConfig(env);
    return ok('readable');
  } catch (error) {
    return fail(`${describeError(error).replace(/\s+/gu, ' ')} Mend .env (see .env.example).`);
  }
}

async function checkModels({ MODELS_DIR }: Config): Promise<Finding> {
  const directory = modelsDirectory(MODELS_DIR);
  try {
    const manifest = await readManifest(directory);
    for (const role of MODEL_ROLES) await verifyModel(modelOfRole(manifest, directory, role));
    const names = Object.keys(manifest.models);
    return ok(`${names.length} models for ${MODEL_ROLES.length} roles are whole`);
  } catch (error) {
    return fail(describeError(error));
  }
}

async function checkStorage({ DATA_DIR, STORAGE_URL }: Config): Promise<Finding> {
  if (STORAGE_URL !== undefined) return ok(`by STORAGE_URL (${STORAGE_URL.split(':')[0] ?? ''})`);
  const directory = resolve(DATA_DIR);
  const probe = join(directory, `.doctor-${process.pid}`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
    return ok(`${directory} can be written`);
  } catch (error) {
    return fail(`${directory} cannot be written (${describeError(error)}); set DATA_DIR.`);
  }
}

function checkDiscord({ DISCORD_TOKEN, OWNER_IDS }: Config): Finding {
  if (DISCORD_TOKEN === undefined) {
    return ok('no DISCORD_TOKEN: `npm start` runs the local simulator');
  }
  // Three parts: the bot's id in base64, a time and a signature.
  if (!/^[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}$/u.test(DISCORD_TOKEN)) {
    return fail('DISCORD_TOKEN has not the shape of a bot token; copy it anew from the portal.');
  }
  if (OWNER_IDS.length === 0) {
    return warn('a token is set, OWNER_IDS is not: nobody can pardon strikes of direct messages.');
  }
  return ok('a token is set (it was not tried)');
}

async function checkSimulator({ DISCORD_TOKEN, SIMULATOR_PORT }: Config): Promise<Finding> {
  if (DISCORD_TOKEN !== undefined) return ok('not used, a token is set');
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is taken' : `cannot be opened (${error.message})`;
      settle(warn(`port ${SIMULATOR_PORT} ${reason}; set SIMULATOR_PORT.`));
    });
    server.listen(SIMULATOR_PORT, '127.0.0.1', () => {
      server.close(() => settle(ok(`port ${SIMULATOR_PORT} is free`)));
    });
  });
}

/** A check that needs the settings; passes over when they cannot be read. */
function withConfig(check: (config: Config) => Promise<Finding> | Finding): Check {
  return (env) => {
    let config: Config;
    try {
      config = readConfig(env);
    } catch {
      return warn('not checked, because the settings cannot be read.');
    }
    return check(config);
  };
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
