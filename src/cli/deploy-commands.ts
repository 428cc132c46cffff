import type { Command } from 'commander';
import { deployCommands } from '../commands/deploy.js';
import { readConfig } from '../config.js';
import { InputError } from '../errors.js';
import type { CliContext } from './context.js';

/** `ohlora deploy-commands`: registers the slash commands with Discord. */
export function register(program: Command, context: CliContext): void {
  program
    .command('deploy-commands')
    .description('Registers her slash commands with Discord (also done at each start).')
    .option('--guild <id>', 'in one server only: there they change at once')
    .action((options: { guild?: string }) => run(options, context));
}

async function run({ guild }: { guild?: string }, context: CliContext): Promise<void> {
  const { DISCORD_TOKEN: token } = readConfig(context.env);
  if (token === undefined) {
    throw new InputError('DISCORD_TOKEN is not set; put the bot’s token into .env.');
  }
  const count = await deployCommands({ token, ...(guild !== undefined && { guildId: guild }) });
  context.stdout(JSON.stringify({ deployed: count, guild: guild ?? null }));
}
