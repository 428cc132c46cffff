import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger as PinoLogger } from 'pino';

/** Logs go to stderr as JSON lines (stdout belongs to the CLI's answers). No user text, ever. */
export type Logger = PinoLogger;

const currentTurn = new AsyncLocalStorage<string>();

/** Runs `work` so that every log line written inside carries `turn`. */
export function withTurnId<T>(turnId: string, work: () => T): T {
  return currentTurn.run(turnId, work);
}

/** @param level pino level: trace, debug, info, warn, error, fatal or silent. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin() {
        const turn = currentTurn.getStore();
        return turn === undefined ? {} : { turn };
      },
      redact: ['token', '*.token', 'apiKey', '*.apiKey'],
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
