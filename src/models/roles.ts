import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.js';
import { ROLES, type LanguageRole, type Role } from '../pipeline/contracts.js';
import { ExpressionRole, MemoryRole } from './classifier-roles.js';
import { Classifier } from './classifier.js';
import { EndpointRole } from './endpoint-role.js';
import { loadLanguageModel, type FindReplies, type LanguageModel } from './language-model.js';
import { roleSettings } from './language-settings.js';
import { locate } from './locate.js';
import { settingsFor, settingsOf } from './model-settings.js';
import { JointEncoder } from './replies/joint-encoder.js';
import { ReplyIndex } from './replies/reply-index.js';
import { loadSentenceEncoder } from './sentence-encoder.js';

type RoleConfig = Pick<Config, 'MODELS_DIR'> & Partial<Config>;

/** One language role alone. */
export async function loadRole(role: Role, config: RoleConfig): Promise<LanguageRole> {
  return new RoleLoader(config).open(role);
}

/** All four; what several of them need is loaded once. */
export async function loadRoles(config: RoleConfig): Promise<Record<Role, LanguageRole>> {
  const loader = new RoleLoader(config);
  const opened = ROLES.map(async (role) => [role, await loader.open(role)] as const);
  return Object.fromEntries(await Promise.all(opened)) as Record<Role, LanguageRole>;
}

const replySettings = z.object({
  replyShare: z.number().min(0),
  spread: z.number().positive(),
  count: z.number().int().positive(),
  anyScore: z.number(),
  /** How much of a cosine is that of the encoder in `bert/`; the rest is the bag's. */
  bertShare: z.number().min(0).max(1),
});

class RoleLoader {
  private readonly models = new Map<string, Promise<LanguageModel>>();
  private replies: Promise<ReplyIndex> | undefined;
  private readonly classifiers = new Map<string, Promise<Classifier>>();

  constructor(private readonly config: RoleConfig) {}

  /** An endpoint or a hub id where the operator named one, else what the manifest names. */
  async open(role: Role): Promise<LanguageRole> {
    const name = role.toUpperCase() as Uppercase<Role>;
    const url = this.config[`ROLE_${name}_URL`];
    const model = this.config[`ROLE_${name}_MODEL`];
    if (url !== undefined) {
      const apiKey = this.config.ROLE_API_KEY;
      return new EndpointRole(
        { url, model: model ?? role, ...(apiKey !== undefined && { apiKey }) },
        roleSettings(role, {}),
      );
    }
    if (model !== undefined) return (await this.model(model)).role(roleSettings(role, {}));
    return this.shipped(role);
  }

  private async shipped(role: Role): Promise<LanguageRole> {
    const located = await locate(this.config, role);
    if (located.kind === 'classifier') {
      const classifier = await once(this.classifiers, located.path, () =>
        Classifier.load(located.path),
      );
      return role === 'memory' ? new MemoryRole(classifier) : new ExpressionRole(classifier);
    }
    const near = await this.near(role);
    return (await this.model(located.path)).role(settingsFor(role, located), near);
  }

  private model(source: string): Promise<LanguageModel> {
    return once(this.models, source, () => loadLanguageModel(source));
  }

  /** Answers and their summaries are drawn from her hand-written replies. */
  private async near(role: Role): Promise<FindReplies | undefined> {
    if (role !== 'answer' && role !== 'summary') return undefined;
    const index = await (this.replies ??= this.openReplies());
    return (prompt) => (role === 'answer' ? index.near(prompt) : index.summaries(prompt));
  }

  private async openReplies(): Promise<ReplyIndex> {
    const model = await locate(this.config, 'replies');
    const settings = settingsOf(model, replySettings);
    const [bag, bert] = await Promise.all(
      [model.path, join(model.path, 'bert')].map((folder) => loadSentenceEncoder(folder)),
    );
    const encoder = new JointEncoder([
      { encoder: bag!, share: 1 - settings.bertShare },
      { encoder: bert!, share: settings.bertShare },
    ]);
    return ReplyIndex.open(model.path, encoder, settings);
  }
}

function once<T>(loaded: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const value = loaded.get(key) ?? load();
  loaded.set(key, value);
  return value;
}
