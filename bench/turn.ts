import { systemClock } from '../src/clock.js';
import { composeConversation } from '../src/composition.js';
import type { Config } from '../src/config.js';
import { createLogger } from '../src/logger.js';
import type { LanguageModels } from '../src/models/load.js';
import { seededRandom, seedFromText } from '../src/random.js';
import type { PictureFormat } from '../src/render/contract.js';
import { followPictures, followTurns } from '../src/render/follow.js';
import { LiveFace } from '../src/render/live-face.js';
import { LocalRenderer } from '../src/render/local-renderer.js';
import { createStorage } from '../src/storage/create-storage.js';
import { timing, type Timing } from './measure.js';

const LINES = [
  '로라야 안녕!',
  '나 오늘 시험 끝났어',
  '뭐 먹으면 좋을까?',
  '나 강아지 키워, 이름은 보리야',
  '주말에 어디 놀러 갈까',
  '요즘 잠이 안 와 ㅠㅠ',
];

/**
 * Whole turns from text to picture, as users wait for them: memory and summary run afterwards.
 * @param watched somebody watches her live face meanwhile
 */
export async function benchTurns(
  config: Config,
  models: LanguageModels,
  format: PictureFormat,
  runs: number,
  watched = false,
): Promise<Timing> {
  const storage = await createStorage('memory:');
  const directory = config.MODELS_DIR;
  const worker = new LocalRenderer(directory === undefined ? {} : { modelsDirectory: directory });
  const live = new LiveFace({ renderer: worker, clock: systemClock, random: seededRandom(1) });
  const renderer = followPictures(live, worker);
  const { turns } = composeConversation({
    config,
    storage,
    models,
    pictures: { draw: (request, signal) => renderer.render({ ...request, format }, signal) },
    clock: systemClock,
    random: (turnId) => seededRandom(seedFromText(turnId)),
    logger: createLogger('silent'),
    limits: { turns: Number.MAX_SAFE_INTEGER, windowMs: 1 },
  });
  await storage.users.set('bench', { hair: { hue: 0.75, height: 0.6, gradient: 0.5 } });
  await worker.warmUp();
  if (watched) live.watch(() => undefined);
  const conversation = followTurns(live, turns);
  const times: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    const start = performance.now();
    const { aftermath } = await conversation.take({
      id: `${format}-${run}`,
      userId: 'bench',
      place: { guildId: null, channelId: 'bench' },
      text: LINES[(run + 1) % LINES.length]!,
      locale: 'ko',
      via: 'command',
    });
    if (run >= 0) times.push(performance.now() - start);
    await aftermath;
  }
  live.close();
  await renderer.close();
  await storage.close();
  return timing(times);
}
