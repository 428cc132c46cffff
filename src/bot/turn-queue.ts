/** Turns that one user may have in line; a flood of theirs must not fill it for all. */
const MAX_PER_USER = 5;

export interface QueuedTurn<T> {
  /** Settles as the work does; rejects with `AbortError` when cancelled while waiting. */
  done: Promise<T>;
  /** Turns that begin before this one, plus one; 0: it runs or is over. */
  place(): number;
  /** Takes it out of the line; no effect once it runs. */
  cancel(): void;
}

interface Waiting {
  userId: string;
  start: () => void;
  drop: () => void;
}

/**
 * The line in front of her: one turn at a time per user, in order; a few users at once. (p-queue
 * knows neither an order within a key nor the place of what waits.)
 */
export class TurnQueue {
  private readonly line: Waiting[] = [];
  private readonly busyUsers = new Set<string>();
  private readonly idleListeners: (() => void)[] = [];

  constructor(
    private readonly limits: { concurrent: number; waiting: number },
    private readonly onChange: (waiting: number) => void = () => undefined,
  ) {}

  get waiting(): number {
    return this.line.length;
  }

  /** @returns `null` when the line is full. */
  add<T>(userId: string, work: () => Promise<T>): QueuedTurn<T> | null {
    if (this.line.length >= this.limits.waiting || this.ofUser(userId) >= MAX_PER_USER) return null;
    const turn: Waiting = { userId, start: () => undefined, drop: () => undefined };
    const done = new Promise<T>((resolve, reject) => {
      turn.start = () => {
        this.busyUsers.add(userId);
        void Promise.resolve()
          .then(work)
          .finally(() => {
            this.busyUsers.delete(userId);
            this.startNext();
          })
          .then(resolve, reject);
      };
      turn.drop = () => reject(new DOMException('left the line', 'AbortError'));
    });
    this.line.push(turn);
    this.startNext();
    return {
      done,
      place: () => this.line.indexOf(turn) + 1,
      cancel: () => {
        if (this.remove(turn)) turn.drop();
      },
    };
  }

  /** Resolves once nothing runs; what waits does not start any more. */
  async drain(): Promise<void> {
    for (const turn of this.line.splice(0)) turn.drop();
    this.onChange(0);
    if (this.busyUsers.size === 0) return;
    await new Promise<void>((resolve) => this.idleListeners.push(resolve));
  }

  private ofUser(userId: string): number {
    return this.line.filter((turn) => turn.userId === userId).length;
  }

  private startNext(): void {
    while (this.busyUsers.size < this.limits.concurrent) {
      const next = this.line.find(({ userId }) => !this.busyUsers.has(userId));
      if (next === undefined) break;
      this.remove(next);
      next.start();
    }
    this.onChange(this.line.length);
    if (this.busyUsers.size === 0) for (const resolve of this.idleListeners.splice(0)) resolve();
  }

  private remove(turn: Waiting): boolean {
    const index = this.line.indexOf(turn);
    if (index < 0) return false;
    this.line.splice(index, 1);
    return true;
  }
}
