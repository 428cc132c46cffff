import { withTurnId, type Logger } from '../logger.js';
import type { Conversation, TurnReply, TurnRequest } from '../pipeline/turn-types.js';
import { TurnQueue, type QueuedTurn } from './turn-queue.js';

export interface TurnDeskDependencies {
  conversation: Conversation;
  logger: Logger;
  limits: { concurrent: number; waiting: number };
  /** Read by the pipeline: it draws stills while turns wait. */
  waiting: { turns: number };
  /** Called once for each turn that is over, before its reply goes out. */
  onReply: (request: TurnRequest, reply: TurnReply) => void;
}

/** Where all turns come in, from messages, commands and buttons alike. */
export class TurnDesk {
  private readonly queue: TurnQueue;
  private readonly aftermaths = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();
  private readonly closing = new AbortController();

  constructor(private readonly deps: TurnDeskDependencies) {
    this.queue = new TurnQueue(deps.limits, (waiting) => (deps.waiting.turns = waiting));
  }

  isOpen(): boolean {
    return !this.closing.signal.aborted;
  }

  /** Has the process given up on running turns? Then their messages are taken again at next start. */
  isAborted(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Puts work of a user in line; it calls {@link take} for its turns. `null`: the line is full. */
  enter<T>(userId: string, work: () => Promise<T>): QueuedTurn<T> | null {
    return this.queue.add(userId, work);
  }

  /** One turn, now. Only work that has been let in through {@link enter} may call it. */
  async take(request: TurnRequest): Promise<TurnReply> {
    const signal = AbortSignal.any(
      request.signal ? [request.signal, this.stopping.signal] : [this.stopping.signal],
    );
    return withTurnId(request.id, async () => {
      const { reply, aftermath } = await this.deps.conversation.take({ ...request, signal });
      this.aftermaths.add(aftermath);
      void aftermath.finally(() => this.aftermaths.delete(aftermath));
      this.deps.logger.info(
        { kind: reply.kind, struck: reply.struck.length, tries: reply.tries, ms: reply.ms },
        'turn',
      );
      this.deps.onReply(request, reply);
      return reply;
    });
  }

  /** Line and turn in one, for commands. */
  async talk(request: TurnRequest): Promise<TurnReply | 'queue-full' | 'stopping'> {
    if (!this.isOpen()) return 'stopping';
    const turn = this.enter(request.userId, () => this.take(request));
    if (turn === null) return 'queue-full';
    try {
      return await turn.done;
    } catch (error) {
      if (!this.isOpen() && error instanceof DOMException) return 'stopping';
      throw error;
    }
  }

  /** Lets nobody in any more, and finishes what runs; after `deadlineMs` it is aborted. */
  async close(deadlineMs: number): Promise<void> {
    this.closing.abort();
    const timer = setTimeout(() => this.stopping.abort(), deadlineMs);
    await this.queue.drain();
    // What was learned belongs to the reply that went out.
    await Promise.all(this.aftermaths);
    clearTimeout(timer);
  }
}
