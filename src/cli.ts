import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { config as loadDotenv } from 'dotenv';
import { register as ask } from './cli/ask.js';
import { register as classify } from './cli/classify.js';
import type { CliContext } from './cli/context.js';
import { register as deployCommands } from './cli/deploy-commands.js';
import { register as doctor } from './cli/doctor.js';
import { register as models } from './cli/models.js';
import { register as ombre } from './cli/ombre.js';
import { register as render } from './cli/render.js';
import { register as role } from './cli/role.js';
import { register as segment } from './cli/segment.js';
import { register as similarity } from './cli/similarity.js';
import { register as start } from './cli/start.js';
import { describeError, InputError } from './errors.js';

const COMMANDS = [
  start,
  ask,
  role,
  classify,
  similarity,
  render,
  segment,
  ombre,
  models,
  doctor,
  deployCommands,
];

/**
 * The `ohlora` program.
 * @returns the exit code: 0; 1 with one line on stderr that says what is wrong; 2 for wrong usage.
 */
export async function main(args: readonly string[]): Promise<number> {
  loadDotenv({ quiet: true });
  const context: CliContext = {
    env: process.env,
    stdout: (line) => void process.stdout.write(`${line}\n`),
    stderr: (line) => void process.stderr.write(`${line}\n`),
  };
  // `| head` closes the pipe: then there is nobody left to write to, and that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  try {
    await program(context).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    context.stderr(`ohlora: ${describeError(error)}`);
    return error instanceof InputError ? error.exitCode : 1;
  }
}

function program(context: CliContext): Command {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  const ohlora = new Command('ohlora')
    .description('Oh-LoRA (오로라): a Korean-speaking virtual human on Discord.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(ohlora --help lists the commands)')
    .configureOutput({
      // Help that was asked for is the answer; help after a fault is not.
      writeOut: (text) => context.stdout(text.trimEnd()),
      writeErr: (text) => context.stderr(text.trimEnd()),
    });
  for (const register of COMMANDS) register(ohlora, context);
  for (const command of ohlora.commands) command.exitOverride().copyInheritedSettings(ohlora);
  return ohlora;
}
