import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../src/clock.js';
import { seededRandom } from '../src/random.js';
import { LiveFace } from '../src/render/live-face.js';
import { LocalRenderer } from '../src/render/local-renderer.js';

const SECONDS = 5;

/** Frames a second that a viewer of her live face gets while nobody talks to her. */
export async function benchLiveFace(modelsDirectory: string | undefined): Promise<number> {
  const renderer = new LocalRenderer(modelsDirectory === undefined ? {} : { modelsDirectory });
  await renderer.warmUp();
  const live = new LiveFace({ renderer, clock: systemClock, random: seededRandom(1) });
  let frames = 0;
  const leave = live.watch(() => (frames += 1));
  await sleep(1000);
  frames = 0;
  await sleep(SECONDS * 1000);
  leave();
  live.close();
  await renderer.close();
  return Math.round((frames / SECONDS) * 10) / 10;
}
