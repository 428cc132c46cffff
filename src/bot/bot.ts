import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { Logger } from '../logger.js';
import type { Moderation } from '../moderation/moderation.js';
import type { Conversation, EthicsResult } from '../pipeline/turn-types.js';
import type { Renderer } from '../render/contract.js';
import type { Storage } from '../storage/storage.js';
import { BotSession } from './bot-session.js';

/** What of moderation Discord's side needs: reading, pardoning, appeals. Only the pipeline strikes. */
export type ModerationDesk = Pick<
  Moderation,
  'standing' | 'strikesOf' | 'pardon' | 'appeal' | 'decideAppeal'
>;

export interface BotDependencies {
  config: Config;
  storage: Storage;
  moderation: ModerationDesk;
  conversation: Conversation;
  renderer: Renderer;
  /** Dry run of the ethics stage (`/ethics test`). */
  classify(text: string): Promise<EthicsResult>;
  clock: Clock;
  logger: Logger;
  /** The bot keeps here how many turns wait; the pipeline draws stills while some do. */
  waiting: { turns: number };
  discord: {
    token: string;
    /** Another REST server (the simulator), without the version; Discord's when absent. */
    restUrl?: string;
  };
}

export interface Bot {
  /**
   * Logs in, registers the commands, takes up turns that a crash interrupted.
   * Resolves when she is there; rejects when Discord does not let her in.
   */
  start(): Promise<void>;
  /** Takes no new turns, finishes the running ones within a deadline, logs out. */
  stop(): Promise<void>;
}

/** Oh-LoRA on Discord, or on anything that speaks Discord's protocol. */
export function createBot(deps: BotDependencies): Bot {
  let session: Promise<BotSession> | null = null;
  return {
    async start() {
      session ??= BotSession.open(deps);
      await session;
    },
    async stop() {
      const running = session;
      session = null;
      await (await running?.catch(() => null))?.close();
    },
  };
}
