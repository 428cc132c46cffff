import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import {
  FACES,
  type ExpressionScores,
  type FaceId,
  type Ombre,
  type Renderer,
} from './contract.js';
import { systemTimer, type Timer } from './fallback-pictures.js';
import { IdleMotion } from './idle-motion.js';

/** Whose face, in which colours. */
export interface Look {
  face: FaceId;
  hair: Ombre | null;
}

/** Gets every frame, a JPEG of 256×256; one that cannot keep up leaves frames out by itself. */
export type FrameViewer = (frame: Uint8Array) => void;

export interface LiveFaceOptions {
  renderer: Pick<Renderer, 'render'>;
  clock: Clock;
  random: Random;
  timer?: Timer;
  /** Told once why frames fail, until one succeeds again. */
  onFault?: (error: unknown) => void;
}

/** ms from frame to frame: 16 a second, and 2 while somebody waits for an answer. */
const FRAME_MS = 62.5;
const YIELDING_FRAME_MS = 500;
/** After a pause she goes on where she was: no frame moves her further than this, ms. */
const LONGEST_STEP_MS = 150;
/** ms until drawing is tried again after a fault. */
const RETRY_MS = 5000;

/**
 * Her face in motion: she idles, and takes on the expression of each answer. One frame is drawn at a
 * time and all viewers get the same; without viewers nothing is drawn.
 */
export class LiveFace {
  private readonly viewers = new Set<FrameViewer>();
  private readonly motion: IdleMotion;
  private readonly timer: Timer;
  private readonly closing = new AbortController();
  private look: Look = { face: { version: 'v8', number: FACES.v8[0]! }, hair: null };
  /** What a newcomer sees at once. */
  private last: Uint8Array | null = null;
  private begunAt = 0;
  private drawing = false;
  private failing = false;
  private waiting: { cancel(): void } | null = null;
  private turns = 0;

  constructor(private readonly options: LiveFaceOptions) {
    this.motion = new IdleMotion(options.random);
    this.timer = options.timer ?? systemTimer;
  }

  /** @returns leaves; when the last viewer does, drawing stops. */
  watch(viewer: FrameViewer): () => void {
    // The same function may watch twice.
    const mine: FrameViewer = (frame) => viewer(frame);
    this.viewers.add(mine);
    if (this.last) mine(this.last);
    if (this.waiting === null) this.plan();
    return () => {
      this.viewers.delete(mine);
      if (this.viewers.size === 0) this.rest();
    };
  }

  /** She shows the expression of an answer, as the person who got it sees her. */
  react({ face, hair, to }: Look & { to: ExpressionScores }): void {
    this.look = { face, hair };
    // What nobody saw is not made up for later.
    if (this.viewers.size > 0) this.motion.react(to);
  }

  /** Few frames, so that a turn has the processor, until the function that it returns is called. */
  giveWay(): () => void {
    let over = false;
    this.turns += 1;
    this.replan();
    return () => {
      if (over) return;
      over = true;
      this.turns -= 1;
      this.replan();
    };
  }

  close(): void {
    this.closing.abort();
    this.viewers.clear();
    this.rest();
  }

  private rest(): void {
    this.waiting?.cancel();
    this.waiting = null;
    this.last = null;
  }

  private replan(): void {
    // After a fault the wait is for something else than turns.
    if (this.waiting === null || this.failing) return;
    this.waiting.cancel();
    this.waiting = null;
    this.plan();
  }

  private plan(): void {
    if (this.viewers.size === 0 || this.drawing || this.closing.signal.aborted) return;
    const busy = this.turns > 0 ? YIELDING_FRAME_MS : FRAME_MS;
    const period = this.failing ? RETRY_MS : busy;
    const due = this.begunAt + period - this.options.clock.now();
    // A clock that is set back must not stop her.
    this.waiting = this.timer(Math.min(Math.max(due, 0), period), () => void this.draw());
  }

  private async draw(): Promise<void> {
    const { renderer, clock, onFault } = this.options;
    this.waiting = null;
    this.drawing = true;
    const now = clock.now();
    const step = Math.min(Math.max(now - this.begunAt, 0), LONGEST_STEP_MS);
    this.begunAt = now;
    try {
      const request = {
        ...this.look,
        to: this.motion.step(step),
        format: 'jpeg',
        seed: 0,
      } as const;
      const { data } = await renderer.render(request, this.closing.signal);
      this.failing = false;
      if (this.viewers.size > 0) this.last = data;
      for (const viewer of this.viewers) viewer(data);
    } catch (error) {
      if (!this.failing && !this.closing.signal.aborted) onFault?.(error);
      this.failing = true;
    }
    this.drawing = false;
    this.plan();
  }
}
