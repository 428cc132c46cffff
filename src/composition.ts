import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Logger } from './logger.js';
import type { LanguageModels } from './models/load.js';
import { Moderation } from './moderation/moderation.js';
import { loadPolicies } from './moderation/policy.js';
import { Gate, type GateLimits } from './pipeline/gate/gate.js';
import { Memory } from './pipeline/memory/memory.js';
import type { PictureSource } from './pipeline/picture/picture.js';
import { Turns } from './pipeline/turn.js';
import type { Random } from './random.js';
import type { Storage } from './storage/storage.js';

/** What a conversation is made of; `main.ts` and the CLI bring their own. */
export interface ConversationParts {
  config: Config;
  storage: Storage;
  models: LanguageModels;
  pictures: PictureSource;
  clock: Clock;
  random: (turnId: string) => Random;
  logger: Logger;
  busy?: () => boolean;
  /** Default: as configured. */
  limits?: GateLimits;
}

export interface ComposedConversation {
  turns: Turns;
  moderation: Moderation;
}

/** Wires the pipeline: storage and models in, one conversation out. */
export function composeConversation(parts: ConversationParts): ComposedConversation {
  const { config, storage, models, clock } = parts;
  const moderation = new Moderation(storage.ledger, storage.guilds, loadPolicies(), clock);
  const limits = parts.limits ?? {
    turns: config.TURN_LIMIT,
    windowMs: config.TURN_WINDOW_SECONDS * 1000,
  };
  const turns = new Turns({
    gate: new Gate(moderation, clock, limits),
    ethics: models.ethics,
    memory: new Memory(
      storage.memories,
      models.memoryEncoder,
      models.memoryThresholds,
      models.memoryEncoderName,
    ),
    roles: models.roles,
    moderation,
    storage,
    pictures: parts.pictures,
    clock,
    random: parts.random,
    logger: parts.logger,
    settings: {
      maxInputTokens: config.MAX_INPUT_TOKENS,
      timeZone: config.DEFAULT_TIME_ZONE,
      pictures: config.PICTURES,
    },
    busy: parts.busy ?? (() => false),
  });
  return { turns, moderation };
}
