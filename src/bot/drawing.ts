import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Picture, Renderer, RenderRequest } from '../render/contract.js';

/** A command may take longer than a reply, but not for ever. */
const DEADLINE_MS = 20_000;

/** Draws for commands and buttons; `null` instead of a picture that fails or takes too long. */
export function drawer(renderer: Renderer, logger: Logger) {
  return async (request: RenderRequest): Promise<Picture | null> => {
    try {
      return await renderer.render(request, AbortSignal.timeout(DEADLINE_MS));
    } catch (error) {
      logger.warn({ fault: describeError(error) }, 'no picture');
      return null;
    }
  };
}
