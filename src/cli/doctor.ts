import type { Command } from 'commander';
import { InputError } from '../errors.js';
import type { CliContext } from './context.js';
import { CHECKS } from './doctor-checks.js';

/** `ohlora doctor`: what stands in the way of a good start, one line each, with the mend. */
export function register(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('Checks this machine and its settings; says how to mend what is wrong.')
    .action(() => run(context));
}

async function run(context: CliContext): Promise<void> {
  let failures = 0;
  for (const [name, check] of Object.entries(CHECKS)) {
    const { state, fact } = await check(context.env);
    context.stdout(`${state.padEnd(4)}  ${name}: ${fact}`);
    if (state === 'fail') failures += 1;
  }
  if (failures > 0) throw new InputError(`${failures} check(s) failed; the lines above say more.`);
}
