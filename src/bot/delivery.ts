import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import { requestFault } from './discord-errors.js';
import type { Outgoing } from './outgoing.js';

/** discord.js has tried a few times at once by then; these are for faults that last. */
const WAITS_MS = [500, 2000, 6000, 15_000];

/** A way to send one message; sending it twice must not show it twice (nonce, or an edit). */
export type Send<T> = (message: Outgoing, options: { reference: boolean }) => Promise<T>;

/**
 * Sends until it works, gives up what stands in the way (a picture that is too large, the reference),
 * and never sends twice what `send` itself does not.
 *
 * @returns `null` when the place is gone, shut, or `isWanted` no longer holds.
 * @throws whatever else Discord answers, and the last fault when none of the tries worked.
 */
export async function deliver<T>(
  message: Outgoing,
  send: Send<T>,
  logger: Logger,
  isWanted: () => boolean = () => true,
): Promise<T | null> {
  let current = message;
  let reference = true;
  let tries = 0;
  while (isWanted()) {
    try {
      return await send(current, { reference });
    } catch (error) {
      const fault = requestFault(error);
      const hasFiles = (current.files?.length ?? 0) > 0;
      if ((fault === 'files' || fault === 'forbidden') && hasFiles) {
        logger.warn({ fault: describeError(error) }, 'sending the words without the picture');
        current = { ...current, files: [] };
      } else if (fault === 'reference' && reference) {
        reference = false;
      } else if (fault === 'gone' || fault === 'forbidden') {
        logger.info({ fault: describeError(error) }, 'nowhere to send to');
        return null;
      } else {
        const wait = WAITS_MS[tries];
        if (fault !== 'transient' || wait === undefined) throw error;
        tries += 1;
        logger.warn({ fault: describeError(error), tries }, 'sending again');
        await sleep(wait);
      }
    }
  }
  return null;
}
