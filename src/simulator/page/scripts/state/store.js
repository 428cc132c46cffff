/**
 * One immutable state object, and watchers that run when the part they selected has changed.
 * Changes of one tick are delivered together.
 *
 * @template S
 * @param {S} initial
 */
export function createStore(initial) {
  let state = initial;
  let queued = false;
  const watchers = new Set();

  function flush() {
    queued = false;
    for (const run of [...watchers]) run();
  }

  return {
    get: () => state,

    /** @param {(state: S) => S} change returns the next state; the same object means no change */
    update(change) {
      const next = change(state);
      if (next === state) return;
      state = next;
      if (queued) return;
      queued = true;
      queueMicrotask(flush);
    },

    /**
     * @param {(state: S) => unknown[]} select the values the listener depends on
     * @param {(...values: any[]) => void} listener called at once, then on every change of a value
     * @returns {() => void} stops watching
     */
    watch(select, listener) {
      let last;
      const run = () => {
        const values = select(state);
        if (last !== undefined && sameValues(last, values)) return;
        last = values;
        listener(...values);
      };
      watchers.add(run);
      run();
      return () => watchers.delete(run);
    },
  };
}

/** Shallow, by identity: state is immutable, so an unchanged part is the same object. */
export function sameValues(a, b) {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
