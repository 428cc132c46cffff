import { describe, expect, it } from 'vitest';
import { TurnQueue } from '../../../src/bot/turn-queue.js';

/** Work that ends when the test says so. */
function openWork() {
  let finish: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ends = new Promise<string>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const work = { started: false, finish, fail, run: () => ((work.started = true), ends) };
  return work;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('TurnQueue', () => {
  it('runs one turn at a time per user, in order', async () => {
    const queue = new TurnQueue({ concurrent: 4, waiting: 10 });
    const [first, second] = [openWork(), openWork()];
    queue.add('a', first.run);
    const after = queue.add('a', second.run);
    await settle();
    expect([first.started, second.started]).toEqual([true, false]);
    first.finish('done');
    await settle();
    expect(second.started).toBe(true);
    second.finish('two');
    expect(await after?.done).toBe('two');
  });

  it('lets other users pass one who waits for himself, up to the limit at once', async () => {
    const queue = new TurnQueue({ concurrent: 2, waiting: 10 });
    const works = ['a', 'a', 'b', 'c'].map((user) => {
      const work = openWork();
      return { work, turn: queue.add(user, work.run) };
    });
    await settle();
    expect(works.map(({ work }) => work.started)).toEqual([true, false, true, false]);
    works[0]?.work.finish('');
    await settle();
    expect(works.map(({ work }) => work.started)).toEqual([true, true, true, false]);
  });

  it('tells the place in line, which grows less', async () => {
    const queue = new TurnQueue({ concurrent: 1, waiting: 10 });
    const running = openWork();
    queue.add('a', running.run);
    const next = queue.add('b', openWork().run);
    const last = queue.add('c', openWork().run);
    expect([next?.place(), last?.place()]).toEqual([1, 2]);
    running.finish('');
    await settle();
    expect([next?.place(), last?.place()]).toEqual([0, 1]);
  });

  it('is full at its limit, and for one user before that', () => {
    const queue = new TurnQueue({ concurrent: 1, waiting: 7 });
    queue.add('a', openWork().run);
    for (let i = 0; i < 5; i += 1) expect(queue.add('flood', openWork().run)).not.toBeNull();
    expect(queue.add('flood', openWork().run)).toBeNull();
    expect(queue.add('b', openWork().run)).not.toBeNull();
    expect(queue.add('c', openWork().run)).not.toBeNull();
    expect(queue.add('d', openWork().run)).toBeNull();
  });

  it('lets a waiting turn leave, and the others move up', async () => {
    const queue = new TurnQueue({ concurrent: 1, waiting: 10 });
    queue.add('a', openWork().run);
    const leaving = queue.add('b', openWork().run);
    const staying = queue.add('c', openWork().run);
    const left = expect(leaving?.done).rejects.toMatchObject({ name: 'AbortError' });
    leaving?.cancel();
    await left;
    expect(staying?.place()).toBe(1);
  });

  it('goes on after a turn that failed', async () => {
    const queue = new TurnQueue({ concurrent: 1, waiting: 10 });
    const [bad, good] = [openWork(), openWork()];
    const failed = expect(queue.add('a', bad.run)?.done).rejects.toThrow('broken');
    queue.add('a', good.run);
    await settle();
    bad.fail(new Error('broken'));
    await failed;
    await settle();
    expect(good.started).toBe(true);
  });

  it('drains: what runs is finished, what waits is dropped', async () => {
    const queue = new TurnQueue({ concurrent: 1, waiting: 10 });
    const [running, waiting] = [openWork(), openWork()];
    queue.add('a', running.run);
    const dropped = expect(queue.add('b', waiting.run)?.done).rejects.toThrow('left the line');
    let drained = false;
    const drain = queue.drain().then(() => (drained = true));
    await settle();
    expect(drained).toBe(false);
    running.finish('');
    await drain;
    await dropped;
    expect(waiting.started).toBe(false);
  });
});
