import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { createLogger } from '../logger.js';
import { start } from '../main.js';
import type { CliContext } from './context.js';

/** `ohlora start`: on Discord with a token, else on the local simulator. */
export function register(program: Command, context: CliContext): void {
  program
    .command('start')
    .description('Starts her: on Discord with DISCORD_TOKEN, else on the local simulator.')
    .action(() => run(context));
}

async function run(context: CliContext): Promise<void> {
  const config = readConfig(context.env);
  const logger = createLogger(config.LOG_LEVEL);
  context.stderr('오로라를 깨우는 중이에요… (loading the models)');
  const running = await start(config, logger);
  context.stderr(
    running.page === null
      ? '오로라가 디스코드에 접속했어요. (logged in to Discord; Ctrl+C stops her)'
      : `오로라가 기다려요: ${running.page} (open this address; Ctrl+C stops her)`,
  );
  const signal = await stopSignal();
  logger.info({ signal }, 'stopping; running turns are finished first');
  await running.stop();
}

/** The first signal asks to stop, the second ends the process. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}
