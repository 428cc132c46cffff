import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { ExpressionScores } from '../render/contract.js';
import type { Storage } from '../storage/storage.js';
import type { LanguageRole, Role } from './contracts.js';
import { extractMemory } from './memory/extract.js';
import type { Memory } from './memory/memory.js';
import { formatItem } from './memory/memory-item.js';
import type { Scene } from './scene.js';
import { Stopwatch } from './stopwatch.js';
import { summarise } from './summary/summary.js';
import type { Aftermath } from './turn-types.js';

export const NOTHING_LEARNED: Aftermath = { memoryStored: null, summary: null, tries: {}, ms: {} };

interface AftermathDependencies {
  memory: Memory;
  roles: Pick<Record<Role, LanguageRole>, 'memory' | 'summary'>;
  storage: Pick<Storage, 'sessions'>;
  logger: Logger;
}

interface Answered {
  prompt: string;
  answer: string;
  expression: ExpressionScores;
  /** A cry for help: what is said in despair is not kept on anyone. */
  crisis: boolean;
}

/**
 * Memory and summary, beside the reply. A fault costs what would have been learned, no more.
 * A user's last aftermath is done before their next turn reads what it wrote.
 */
export class Aftermaths {
  private readonly running = new Map<string, Promise<Aftermath>>();

  constructor(private readonly deps: AftermathDependencies) {}

  /** Resolves when nothing of this user's is being written any more. */
  async settled(userId: string): Promise<void> {
    await this.running.get(userId);
  }

  /** Never rejects. */
  start(scene: Scene, answered: Answered): Promise<Aftermath> {
    const { userId } = scene.request;
    const work = this.run(scene, answered)
      .catch((error: unknown) => {
        this.deps.logger.warn({ fault: describeError(error) }, 'nothing was learned of this turn');
        return NOTHING_LEARNED;
      })
      .finally(() => {
        if (this.running.get(userId) === work) this.running.delete(userId);
      });
    this.running.set(userId, work);
    return work;
  }

  private async run(scene: Scene, answered: Answered): Promise<Aftermath> {
    const learned = await this.learn(scene, answered);
    const { request, now, learns } = scene;
    await this.deps.storage.sessions.put(request.userId, request.place.channelId, {
      ...(learned.summary !== null && learns && { summary: learned.summary }),
      expression: answered.expression,
      lastTurnAt: now.ms,
      guildId: request.place.guildId,
    });
    return learned;
  }

  private async learn(scene: Scene, answered: Answered): Promise<Aftermath> {
    const { prompt, answer, crisis } = answered;
    const { request, now, random, learns } = scene;
    const { memory, roles } = this.deps;
    const watch = new Stopwatch();
    const extraction =
      learns && !crisis
        ? await watch.stage('memory', () => extractMemory(roles.memory, prompt, random))
        : null;
    const stored = extraction?.pair
      ? await memory.learn(request.userId, request.place.guildId, extraction.pair, now, request.id)
      : null;
    const { summary, tries } = await watch.stage('summary', () =>
      summarise(roles.summary, prompt, answer, random),
    );
    return {
      memoryStored: stored ? formatItem(stored) : null,
      summary,
      tries: { summary: tries, ...(extraction && { memory: extraction.tries }) },
      ms: watch.ms,
    };
  }
}
