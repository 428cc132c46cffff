import { createBot, type Bot } from '../../../src/bot/bot.js';
import { systemClock, type Clock } from '../../../src/clock.js';
import { readConfig } from '../../../src/config.js';
import { createLogger } from '../../../src/logger.js';
import { Moderation } from '../../../src/moderation/moderation.js';
import { loadPolicies } from '../../../src/moderation/policy.js';
import type { Conversation, EthicsResult } from '../../../src/pipeline/turn-types.js';
import type {
  Picture,
  PictureFormat,
  Renderer,
  RenderRequest,
} from '../../../src/render/contract.js';
import { createSimulator, type Simulator } from '../../../src/simulator/server.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { connectPeople, disconnectPeople, type People } from './people.js';
import { ScriptedConversation } from './scripted-conversation.js';

/** A renderer that keeps what it was asked and gives a one-pixel picture of the asked format. */
export class RecordingRenderer implements Renderer {
  readonly asked: RenderRequest[] = [];

  render(request: RenderRequest): Promise<Picture> {
    this.asked.push(request);
    return Promise.resolve(onePixel(request.format));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

export function onePixel(format: PictureFormat): Picture {
  const data = Buffer.from(format === 'png' ? PNG : GIF, 'base64');
  return { data, format, width: 1, height: 1 };
}

export interface BotBench {
  simulator: Simulator;
  storage: Storage;
  moderation: Moderation;
  conversation: ScriptedConversation;
  renderer: RecordingRenderer;
  bot: Bot;
  people: People;
  channels: Simulator['demo']['channels'];
  /** A bot of its own on the same simulator and storage, as after a crash. Not started. */
  anotherBot(conversation: Conversation): Bot;
  close(): Promise<void>;
}

export interface BotBenchOptions {
  env?: Record<string, string>;
  conversation?: ScriptedConversation;
  clock?: Clock;
  classify?: (text: string) => Promise<EthicsResult>;
  /** Before the bot logs in. */
  prepare?: (simulator: Simulator) => void;
}

/** The real bot on the simulator, with a scripted conversation behind it and three people before it. */
export async function openBotBench(options: BotBenchOptions = {}): Promise<BotBench> {
  const clock = options.clock ?? systemClock;
  const simulator = await createSimulator();
  options.prepare?.(simulator);
  const storage = await createStorage('memory:');
  const moderation = new Moderation(storage.ledger, storage.guilds, loadPolicies(), clock);
  const conversation = options.conversation ?? new ScriptedConversation();
  const renderer = new RecordingRenderer();
  const newBot = (talk: Conversation) =>
    createBot({
      config: readConfig({ ...options.env }),
      storage,
      moderation,
      conversation: talk,
      renderer,
      classify: options.classify ?? (() => Promise.reject(new Error('nothing scripted'))),
      clock,
      logger: createLogger(process.env['LOG_LEVEL'] ?? 'silent'),
      waiting: { turns: 0 },
      discord: { token: simulator.botToken, restUrl: simulator.apiUrl },
    });
  const bot = newBot(conversation);
  await bot.start();
  const people = await connectPeople(simulator);
  return {
    simulator,
    storage,
    moderation,
    conversation,
    renderer,
    bot,
    people,
    channels: simulator.demo.channels,
    anotherBot: newBot,
    async close() {
      await disconnectPeople(people);
      await bot.stop();
      await simulator.stop();
      await storage.close();
    },
  };
}
