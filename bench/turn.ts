import { systemClock } from '../src/clock.js';
import { composeConversation } from '../src/composition.js';
import type { Config } from '../src/config.js';
import { createLogger } from '../src/logger.js';
import type { LanguageModels } from '../src/models/load.js';
import { seededRandom, seedFromText } from '../src/random.js';
import type { PictureFormat } from '../src/render/contract.js';
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

/** Whole turns from text to picture, as users wait for them: memory and summary run afterwards. */
export async function benchTurns(
  config: Config,
  models: LanguageModels,
  format: PictureFormat,
  runs: number,
): Promise<Timing> {
  const storage = await createStorage('memory:');
  const directory = config.MODELS_DIR;
  const renderer = new LocalRenderer(directory === undefined ? {} : { modelsDirectory: directory });
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
  await renderer.warmUp();
  const times: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    const start = performance.now();
    const { aftermath } = await turns.take({
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
  await renderer.close();
  await storage.close();
  return timing(times);
}
