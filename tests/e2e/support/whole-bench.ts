import { createBot } from '../../../src/bot/bot.js';
import { composeConversation } from '../../../src/composition.js';
import { readConfig } from '../../../src/config.js';
import { createLogger } from '../../../src/logger.js';
import { loadModels } from '../../../src/models/load.js';
import type { Moderation } from '../../../src/moderation/moderation.js';
import type { Conversation, EthicsResult, TurnReply } from '../../../src/pipeline/turn-types.js';
import { seededRandom, seedFromText } from '../../../src/random.js';
import { FallbackPictures } from '../../../src/render/fallback-pictures.js';
import { LocalRenderer } from '../../../src/render/local-renderer.js';
import { createSimulator, type Simulator } from '../../../src/simulator/server.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { HandClock } from '../../support/fakes.js';
import { connectPeople, disconnectPeople, type People } from './people.js';

/** All of her, with the models that ship, on a simulator. */
export interface WholeBench {
  simulator: Simulator;
  storage: Storage;
  moderation: Moderation;
  clock: HandClock;
  people: People;
  /** What the pipeline told the bot, turn by turn. */
  replies: TurnReply[];
  judge(text: string): Promise<EthicsResult>;
  close(): Promise<void>;
}

/** Wired as `main.ts` does, but with a fixed seed, and with storage in memory. */
export async function openWholeBench(env: Record<string, string> = {}): Promise<WholeBench> {
  const config = readConfig({ TURN_LIMIT: '1000', PICTURE_DEADLINE_MS: '20000', ...env });
  const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
  const clock = new HandClock(Date.now());
  const simulator = await createSimulator();
  const storage = await createStorage('memory:');
  const models = await loadModels(config);
  const renderer = new LocalRenderer();
  await renderer.warmUp();
  const waiting = { turns: 0 };
  const { turns, moderation } = composeConversation({
    config,
    storage,
    models,
    pictures: new FallbackPictures(renderer, { deadlineMs: config.PICTURE_DEADLINE_MS }),
    clock,
    random: (turnId) => seededRandom(seedFromText(turnId)),
    logger,
    busy: () => waiting.turns > 0,
  });
  const replies: TurnReply[] = [];
  const conversation: Conversation = {
    async take(request) {
      const outcome = await turns.take(request);
      replies.push(outcome.reply);
      return outcome;
    },
  };
  const bot = createBot({
    config,
    storage,
    moderation,
    conversation,
    renderer,
    classify: (text) => models.ethics.judge(text),
    clock,
    logger,
    waiting,
    discord: { token: simulator.botToken, restUrl: simulator.apiUrl },
  });
  await bot.start();
  const people = await connectPeople(simulator);
  return {
    simulator,
    storage,
    moderation,
    clock,
    people,
    replies,
    judge: (text) => models.ethics.judge(text),
    async close() {
      await disconnectPeople(people);
      await bot.stop();
      await simulator.stop();
      await renderer.close();
      await storage.close();
    },
  };
}
