import type { Conversation } from '../pipeline/turn-types.js';
import type { Renderer } from './contract.js';
import type { LiveFace } from './live-face.js';

/** A conversation to whose turns her live face gives way, until nothing of them runs any more. */
export function followTurns(live: LiveFace, conversation: Conversation): Conversation {
  return {
    async take(request) {
      const over = live.giveWay();
      try {
        const outcome = await conversation.take(request);
        void outcome.aftermath.finally(over);
        return outcome;
      } catch (error) {
        over();
        throw error;
      }
    },
  };
}

/** A renderer whose pictures her live face follows: what she looks like there, she does here. */
export function followPictures(live: LiveFace, renderer: Renderer): Renderer {
  return {
    async render(request, signal) {
      const over = live.giveWay();
      try {
        const picture = await renderer.render(request, signal);
        live.react(request);
        return picture;
      } finally {
        over();
      }
    },
    close: () => renderer.close(),
  };
}
