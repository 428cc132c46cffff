import { randomInt } from 'node:crypto';
import { createBot } from './bot/bot.js';
import { systemClock } from './clock.js';
import { composeConversation } from './composition.js';
import type { Config } from './config.js';
import type { Logger } from './logger.js';
import { describeError, OhLoraError } from './errors.js';
import { loadModels } from './models/load.js';
import { faceOf } from './pipeline/face/face.js';
import { seededRandom, seedFromText } from './random.js';
import { REST } from './render/contract.js';
import { FallbackPictures } from './render/fallback-pictures.js';
import { followPictures, followTurns } from './render/follow.js';
import { LiveFace } from './render/live-face.js';
import { LocalRenderer } from './render/local-renderer.js';
import { createSimulator, type Simulator } from './simulator/server.js';
import { createStorage, storageUrl } from './storage/create-storage.js';
import type { Storage } from './storage/storage.js';

/** Oh-LoRA, running. */
export interface Running {
  /** Address of the simulator's page; `null` on Discord. */
  page: string | null;
  /** Finishes the running turns, then closes everything. */
  stop(): Promise<void>;
}

/**
 * The composition root: config → storage → models → pipeline → bot. With DISCORD_TOKEN on Discord,
 * without it on the local simulator.
 *
 * @throws {ModelFileError} when a model file is missing or damaged.
 */
export async function start(config: Config, logger: Logger): Promise<Running> {
  const clock = systemClock;
  const [storage, models] = await Promise.all([
    createStorage(storageUrl(config)),
    loadModels(config),
  ]);
  const worker = new LocalRenderer({
    ...(config.MODELS_DIR !== undefined && { modelsDirectory: config.MODELS_DIR }),
  });
  // Drawn once: her words differ from start to start, and within one start each turn has its own.
  const seed = randomInt(2 ** 32 - 1);
  const liveFace = new LiveFace({
    renderer: worker,
    clock,
    random: seededRandom(seed),
    onFault: (error) => logger.warn({ fault: describeError(error) }, 'no live face'),
  });
  const renderer = followPictures(liveFace, worker);
  const pictures = new FallbackPictures(renderer, {
    deadlineMs: config.PICTURE_DEADLINE_MS,
    onFault: (error) => logger.warn({ fault: describeError(error) }, 'no fresh picture'),
  });
  await worker.warmUp();

  const waiting = { turns: 0 };
  const { turns, moderation } = composeConversation({
    config,
    storage,
    models,
    pictures,
    clock,
    random: (turnId) => seededRandom((seed ^ seedFromText(turnId)) >>> 0),
    logger,
    busy: () => waiting.turns > 0,
  });

  const simulator =
    config.DISCORD_TOKEN === undefined ? await openSimulator(config, liveFace, logger) : null;
  if (simulator) {
    await openDemoChannel(simulator, storage);
    await showFirstFace(simulator, storage, liveFace);
  }
  const bot = createBot({
    config,
    storage,
    moderation,
    conversation: followTurns(liveFace, turns),
    renderer,
    classify: (text) => models.ethics.judge(text),
    clock,
    logger,
    waiting,
    discord: simulator
      ? { token: simulator.botToken, restUrl: simulator.apiUrl }
      : { token: config.DISCORD_TOKEN ?? '' },
  });
  await bot.start();
  return {
    page: simulator?.url ?? null,
    async stop() {
      await bot.stop();
      await simulator?.stop();
      liveFace.close();
      await renderer.close();
      await storage.close();
    },
  };
}

async function openSimulator(
  config: Config,
  liveFace: LiveFace,
  logger: Logger,
): Promise<Simulator> {
  try {
    return await createSimulator({
      port: config.SIMULATOR_PORT,
      liveFace,
      onFault: (route, error) => logger.error({ route, fault: error.message }, 'simulator fault'),
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const message = `Port ${config.SIMULATOR_PORT} is taken. Stop what uses it, or set SIMULATOR_PORT.`;
    throw new OhLoraError('port-taken', message, { cause });
  }
}

/** In the demo she answers in her channel at once; a moderator there may close it for good. */
async function openDemoChannel({ demo }: Simulator, { guilds }: Storage): Promise<void> {
  if ((await guilds.get(demo.guild.id)) !== undefined) return;
  await guilds.set(demo.guild.id, { openChannels: [demo.channels.aurora] });
}

/** Until she answers somebody, the page shows her as its first person sees her. */
async function showFirstFace(
  { demo }: Simulator,
  { users }: Storage,
  liveFace: LiveFace,
): Promise<void> {
  const { id } = demo.people[0].user;
  const settings = await users.get(id);
  liveFace.react({ face: faceOf(id, settings), hair: settings?.hair ?? null, to: REST });
}
