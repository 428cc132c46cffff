import type { Config } from '../config.js';
import { ModelFileError } from '../errors.js';
import { CATEGORIES } from '../moderation/ledger-entry.js';
import { ROLES, type LanguageRole, type Role, type SentenceEncoder } from '../pipeline/contracts.js';
import { EthicsJudge, type Thresholds } from '../pipeline/ethics/ethics.js';
import { z } from 'zod';
import { EndpointRole } from './endpoint-role.js';
import { loadLanguageModel, type LanguageModel } from './language-model.js';
import { roleSettings, type RoleSettings } from './language-settings.js';
import { locate } from './locate.js';
import { PULL_HINT, type LocatedModel } from './manifest.js';
import { loadSentenceEncoder } from './sentence-encoder.js';

/** The text models of a conversation. (Pictures load theirs in the render worker.) */
export interface LanguageModels {
  ethics: EthicsJudge;
  memoryEncoder: SentenceEncoder;
  /** Cosine from which a memory item fits. */
  memoryThreshold: number;
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
  return { ethics, memoryEncoder: memory.encoder, memoryThreshold: memory.threshold, roles };
}

const memorySettings = z.object({ threshold: z.number().min(-1).max(1) });

/** The memory encoder and the cosine from which an item fits. */
export async function loadMemoryEncoder(
  config: ModelConfig,
): Promise<{ encoder: SentenceEncoder; threshold: number }> {
  const model = await locate(config, 'memory-encoder');
  const { threshold } = settingsOf(model, memorySettings);
  return { encoder: await loadSentenceEncoder(model.path), threshold };
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

/** One language role alone. */
export async function loadRole(role: Role, config: ModelConfig): Promise<LanguageRole> {
  return (await loadRoles(config, [role]))[role];
}

/** Roles that share a model share its weights in memory. */
async function loadRoles(
  config: ModelConfig,
  wanted: readonly Role[] = ROLES,
): Promise<Record<Role, LanguageRole>> {
  const loaded = new Map<string, Promise<LanguageModel>>();
  const once = (source: string) => {
    const model = loaded.get(source) ?? loadLanguageModel(source);
    loaded.set(source, model);
    return model;
  };
  const pairs = await Promise.all(
    wanted.map(async (role) => [role, await openRole(role, config, once)] as const),
  );
  return Object.fromEntries(pairs) as Record<Role, LanguageRole>;
}

/** An endpoint or a hub id where the operator named one, else the model of the manifest. */
async function openRole(
  role: Role,
  config: ModelConfig,
  once: (source: string) => Promise<LanguageModel>,
): Promise<LanguageRole> {
  const name = role.toUpperCase() as Uppercase<Role>;
  const url = config[`ROLE_${name}_URL`];
  const model = config[`ROLE_${name}_MODEL`];
  if (url !== undefined) {
    const apiKey = config.ROLE_API_KEY;
    return new EndpointRole(
      { url, model: model ?? role, ...(apiKey !== undefined && { apiKey }) },
      roleSettings(role, {}),
    );
  }
  if (model !== undefined) return (await once(model)).role(roleSettings(role, {}));
  const located = await locate(config, role);
  return (await once(located.path)).role(settingsFor(role, located));
}

function settingsFor(role: Role, model: LocatedModel): RoleSettings {
  try {
    return roleSettings(role, model.settings);
  } catch (cause) {
    throw settingsFault(model, cause);
  }
}

function settingsOf<T>(model: LocatedModel, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(model.settings);
  if (!parsed.success) throw settingsFault(model, parsed.error);
  return parsed.data;
}

function settingsFault(model: LocatedModel, cause: unknown): ModelFileError {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
  const fault = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unusable';
  return new ModelFileError(
    'manifest.json',
    'damaged',
    `Settings of ${model.name}: ${fault}. ${PULL_HINT}`,
    { cause },
  );
}
