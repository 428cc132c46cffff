/** Timers that can all be stopped at once, so that a stopped server leaves no handle behind. */
export class Timers {
  readonly #handles = new Set<NodeJS.Timeout>();

  /** Calls `action` once after `ms`; the returned function takes it back. */
  after(ms: number, action: () => void): () => void {
    const handle = setTimeout(() => {
      this.#handles.delete(handle);
      action();
    }, ms);
    this.#handles.add(handle);
    return () => {
      clearTimeout(handle);
      this.#handles.delete(handle);
    };
  }

  /** Resolves after `ms`, or never if the timers are stopped first. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  stop(): void {
    for (const handle of this.#handles) clearTimeout(handle);
    this.#handles.clear();
  }
}
