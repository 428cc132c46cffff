import type { PictureSource } from '../pipeline/picture/picture.js';
import { faceLabel, type Picture, type Renderer, type RenderRequest } from './contract.js';

/** Calls `then` after `ms` unless cancelled. */
export type Timer = (ms: number, then: () => void) => { cancel(): void };

export const systemTimer: Timer = (ms, then) => {
  const handle = setTimeout(then, ms);
  return { cancel: () => clearTimeout(handle) };
};

export interface FallbackOptions {
  /** ms; default 4000 (spec §3). */
  deadlineMs?: number;
  /** Pictures kept for bad moments; default 32 (up to 1 MB each as GIF). */
  capacity?: number;
  timer?: Timer;
  /** Told why a fresh picture was not to be had. */
  onFault?: (error: unknown) => void;
}

const DEADLINE_MS = 4000;
const CAPACITY = 32;

/**
 * A picture in time or none: fresh → the last one of that face and expression → text only
 * (spec §3). The reply never hangs on a picture.
 */
export class FallbackPictures implements PictureSource {
  /** Least recently used first. */
  private readonly last = new Map<string, Picture>();

  constructor(
    private readonly renderer: Renderer,
    private readonly options: FallbackOptions = {},
  ) {}

  async draw(request: RenderRequest, signal?: AbortSignal): Promise<Picture | null> {
    const key = pictureKey(request);
    try {
      const picture = await this.inTime(request, signal);
      this.keep(key, picture);
      return picture;
    } catch (error) {
      if (signal?.aborted !== true) this.options.onFault?.(error);
      return this.last.get(key) ?? null;
    }
  }

  private async inTime(request: RenderRequest, signal?: AbortSignal): Promise<Picture> {
    const { deadlineMs = DEADLINE_MS, timer = systemTimer } = this.options;
    const late = new AbortController();
    const clock = timer(deadlineMs, () => late.abort(new Error(`no picture in ${deadlineMs} ms`)));
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      return await Promise.race([this.renderer.render(request, either), aborted(either)]);
    } finally {
      clock.cancel();
    }
  }

  private keep(key: string, picture: Picture): void {
    this.last.delete(key);
    this.last.set(key, picture);
    if (this.last.size > (this.options.capacity ?? CAPACITY)) {
      this.last.delete(this.last.keys().next().value as string);
    }
  }
}

/** Rejects with the reason when `signal` fires, whatever the renderer does about it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

/** Scores are drawn inside the ranges of spec §1; between those ranges one word ends. */
const EYES_BOUNDS = [0.2, 0.7, 1.1];
const MOUTH_BOUNDS = [0.9, 1.4];
const POSE_BOUNDS = [0.55, 1.5];

/** The same for pictures of the same face with the same words for its expression. */
function pictureKey({ face, to }: RenderRequest): string {
  const step = (bounds: readonly number[], score: number) =>
    bounds.filter((bound) => score >= bound).length;
  const words = [
    step(EYES_BOUNDS, to.eyes),
    step(MOUTH_BOUNDS, to.mouth),
    step(POSE_BOUNDS, to.pose),
  ];
  return `${faceLabel(face)} ${words.join('-')}`;
}
