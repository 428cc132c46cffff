import type { Config } from '../config.js';
import { CATEGORIES } from '../moderation/ledger-entry.js';
import type { LanguageRole, Role, SentenceEncoder } from '../pipeline/contracts.js';
import { EthicsJudge, type Thresholds } from '../pipeline/ethics/ethics.js';
import type { RecallThresholds } from '../pipeline/memory/recall-threshold.js';
import { z } from 'zod';
import { locate } from './locate.js';
import { settingsOf } from './model-settings.js';
import { loadRoles } from './roles.js';
import { loadSentenceEncoder } from './sentence-encoder.js';

/** The text models of a conversation. (Pictures load theirs in the render worker.) */
export interface LanguageModels {
  ethics: EthicsJudge;
  memoryEncoder: SentenceEncoder;
  /** From which cosine a memory item fits. */
  memoryThresholds: RecallThresholds;
  /** Name and version, kept with each embedding. */
  memoryEncoderName: string;
  roles: Record<Role, LanguageRole>;
}

export type ModelConfig = Pick<Config, 'MODELS_DIR'> & Partial<Config>;

/** Loads all text models, each file checked. @throws {ModelFileError} naming the faulty file. */
export async function loadModels(config: ModelConfig): Promise<LanguageModels> {
  const [ethics, memory, roles] = await Promise.all([
    loadEthics(config),
    loadMemoryEncoder(config),
    loadRoles(config),
  ]);
  return {
    ethics,
    memoryEncoder: memory.encoder,
    memoryThresholds: memory.thresholds,
    memoryEncoderName: memory.name,
    roles,
  };
}

const memorySettings = z.object({
  thresholds: z.array(z.tuple([z.number().int().positive(), z.number().min(-1).max(1)])).min(1),
});

/** The memory encoder, from which cosine an item fits, and its name and version. */
export async function loadMemoryEncoder(
  config: ModelConfig,
): Promise<{ encoder: SentenceEncoder; thresholds: RecallThresholds; name: string }> {
  const model = await locate(config, 'memory-encoder');
  const { thresholds } = settingsOf(model, memorySettings);
  const encoder = await loadSentenceEncoder(model.path);
  return { encoder, thresholds, name: `${model.name}@${model.version}` };
}

const ethicsSettings = z.object({
  thresholds: z.record(z.enum(CATEGORIES), z.number().min(-1).max(2)),
});

/** The ethics encoder with its calibrated thresholds. */
export async function loadEthics(config: ModelConfig): Promise<EthicsJudge> {
  const model = await locate(config, 'ethics-encoder');
  const thresholds: Thresholds = settingsOf(model, ethicsSettings).thresholds;
  const encoder = await loadSentenceEncoder(model.path);
  return new EthicsJudge(encoder, thresholds, `${model.name}@${model.version}`);
}
