import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/random.js';
import type { Renderer, RenderRequest } from '../../../src/render/contract.js';
import { followPictures, followTurns } from '../../../src/render/follow.js';
import { LiveFace } from '../../../src/render/live-face.js';
import { HandClock } from '../../support/fakes.js';

const GLAD = { eyes: 1, mouth: 1.5, pose: 1.2 };
const PURPLE = { hue: 0.75, height: 0.6, gradient: 0.5 };

/** All that was promised has come. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Timers that fire when the clock is moved over them. */
class HandTimer {
  private waiting: { at: number; then: () => void }[] = [];
  constructor(private readonly clock: HandClock) {}

  readonly set = (ms: number, then: () => void) => {
    const entry = { at: this.clock.ms + ms, then };
    this.waiting.push(entry);
    return { cancel: () => (this.waiting = this.waiting.filter((each) => each !== entry)) };
  };

  get pending(): number {
    return this.waiting.length;
  }

  /** Lets `ms` pass, a few at a time, and what was promised settle. */
  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.clock.ms + ms;
    while (this.clock.ms < end) {
      this.clock.ms += 0.5;
      const due = this.waiting.filter(({ at }) => at <= this.clock.ms);
      this.waiting = this.waiting.filter((each) => !due.includes(each));
      for (const { then } of due) then();
      if (due.length > 0) await settled();
    }
  }
}

/** Draws numbered frames, and remembers what was asked for. */
class NumberingRenderer implements Renderer {
  readonly asked: RenderRequest[] = [];
  fault: Error | null = null;

  render(request: RenderRequest) {
    this.asked.push(request);
    if (this.fault) return Promise.reject(this.fault);
    const data = Uint8Array.of(this.asked.length);
    return Promise.resolve({ data, format: request.format, width: 256, height: 256 });
  }

  close = () => Promise.resolve();
}

describe('LiveFace', () => {
  let clock: HandClock;
  let timer: HandTimer;
  let renderer: NumberingRenderer;
  let faults: unknown[];
  let live: LiveFace;

  beforeEach(() => {
    clock = new HandClock();
    timer = new HandTimer(clock);
    renderer = new NumberingRenderer();
    faults = [];
    live = new LiveFace({
      renderer,
      clock,
      random: seededRandom(3),
      timer: timer.set,
      onFault: (error) => faults.push(error),
    });
  });

  const ignore = () => undefined;
  const lowest = (property: 'eyes' | 'mouth' | 'pose') =>
    Math.min(...renderer.asked.map(({ to }) => to[property]));

  it('draws 16 frames a second while somebody watches, and none otherwise', async () => {
    await timer.pass(1000);
    expect(renderer.asked).toHaveLength(0);
    const leave = live.watch(ignore);
    await timer.pass(1000);
    expect(renderer.asked.length).toBeGreaterThanOrEqual(15);
    expect(renderer.asked.length).toBeLessThanOrEqual(17);
    leave();
    const drawn = renderer.asked.length;
    await timer.pass(1000);
    expect(renderer.asked).toHaveLength(drawn);
    expect(timer.pending).toBe(0);
  });

  it('draws once for all who watch', async () => {
    const seen: [number[], number[]] = [[], []];
    live.watch(([frame]) => seen[0].push(frame!));
    await timer.pass(500);
    live.watch(([frame]) => seen[1].push(frame!));
    // A newcomer does not wait for the next frame.
    expect(seen[1]).toEqual(seen[0].slice(-1));
    await timer.pass(500);
    expect(seen[0]).toEqual(renderer.asked.map((_, index) => index + 1));
    expect(seen[1]).toEqual(seen[0].slice(-seen[1].length));
  });

  it('drifts and blinks', async () => {
    live.watch(ignore);
    await timer.pass(12_000);
    const poses = renderer.asked.map(({ to }) => to.pose);
    expect(Math.max(...poses) - Math.min(...poses)).toBeGreaterThan(0.1);
    expect(lowest('eyes')).toBeLessThan(-0.8);
    expect(renderer.asked.at(-1)).toMatchObject({ hair: null, format: 'jpeg' });
  });

  it('gives way to a turn and what follows it', async () => {
    let answer: () => void = ignore;
    let learnt: () => void = ignore;
    const aftermath = new Promise<never>((resolve) => (learnt = resolve as typeof ignore));
    const turns = followTurns(live, {
      take: () => new Promise((resolve) => (answer = () => resolve({ aftermath } as never))),
    });
    live.watch(ignore);
    await timer.pass(1000);
    const turn = turns.take({} as never);
    renderer.asked.length = 0;
    await timer.pass(2000);
    expect(renderer.asked).toHaveLength(4);
    answer();
    await turn;
    await timer.pass(2000);
    expect(renderer.asked).toHaveLength(8);
    learnt();
    await timer.pass(1000);
    expect(renderer.asked.length).toBeGreaterThan(20);
  });

  it('is not left slow by a turn that fails', async () => {
    const turns = followTurns(live, { take: () => Promise.reject(new Error('no')) });
    live.watch(ignore);
    await expect(turns.take({} as never)).rejects.toThrow('no');
    await timer.pass(1000);
    expect(renderer.asked.length).toBeGreaterThan(12);
  });

  it('takes on what the picture of an answer shows, then comes to rest', async () => {
    const pictures = followPictures(live, new NumberingRenderer());
    const face = { version: 'v7', number: 127 } as const;
    live.watch(ignore);
    await timer.pass(1000);
    await pictures.render({ face, to: GLAD, hair: PURPLE, format: 'png', seed: 1 });
    await timer.pass(1500);
    const shown = renderer.asked.at(-1)!;
    expect(shown).toMatchObject({ face, hair: PURPLE });
    expect(shown.to.mouth).toBeCloseTo(GLAD.mouth, 0);
    expect(shown.to.pose).toBeCloseTo(GLAD.pose, 0);
    await timer.pass(6000);
    expect(renderer.asked.at(-1)!.to.mouth).toBeCloseTo(-1, 0);
    const steps = renderer.asked.map(({ to }) => to.mouth);
    const jumps = steps.slice(1).map((mouth, index) => Math.abs(mouth - steps[index]!));
    expect(Math.max(...jumps)).toBeLessThan(0.7);
  });

  it('reports a fault once and tries again now and then', async () => {
    renderer.fault = new Error('no model');
    live.watch(ignore);
    await timer.pass(11_000);
    expect(faults).toEqual([renderer.fault]);
    expect(renderer.asked.length).toBeLessThanOrEqual(4);
    renderer.fault = null;
    await timer.pass(6000);
    expect(renderer.asked.length).toBeGreaterThan(10);
  });

  it('is still when it is closed', async () => {
    live.watch(ignore);
    await timer.pass(200);
    live.close();
    const drawn = renderer.asked.length;
    await timer.pass(1000);
    live.watch(ignore);
    await timer.pass(1000);
    expect(renderer.asked).toHaveLength(drawn);
  });
});
