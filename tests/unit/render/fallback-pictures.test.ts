import { describe, expect, it } from 'vitest';
import type { Picture, Renderer, RenderRequest } from '../../../src/render/contract.js';
import { FallbackPictures, type Timer } from '../../../src/render/fallback-pictures.js';

type Reply = (request: RenderRequest, signal?: AbortSignal) => Promise<Picture>;

/** A renderer that answers as told, one reply a call; throws when asked more often. */
class ScriptedRenderer implements Renderer {
  readonly calls: RenderRequest[] = [];
  constructor(private readonly replies: Reply[]) {}
  render(request: RenderRequest, signal?: AbortSignal): Promise<Picture> {
    this.calls.push(request);
    const reply = this.replies.shift();
    if (!reply) throw new Error('unexpected render');
    return reply(request, signal);
  }
  close(): Promise<void> {
    throw new Error('unexpected close');
  }
}

/** A timer that fires when the test says so. */
function handTimer() {
  const waiting: { ms: number; then: () => void; cancelled: boolean }[] = [];
  const timer: Timer = (ms, then) => {
    const entry = { ms, then, cancelled: false };
    waiting.push(entry);
    return { cancel: () => (entry.cancelled = true) };
  };
  return { timer, waiting };
}

const picture = (byte: number): Picture => ({
  data: Uint8Array.of(byte),
  format: 'png',
  width: 256,
  height: 256,
});
const drawn =
  (byte: number): Reply =>
  () =>
    Promise.resolve(picture(byte));
const broken: Reply = () => Promise.reject(new Error('no GPU'));
const never: Reply = () => new Promise(() => undefined);

const request = (eyes = 0.4, number = 83): RenderRequest => ({
  face: { version: 'v8', number },
  to: { eyes, mouth: 0.5, pose: 0 },
  hair: null,
  format: 'png',
  seed: 1,
});

describe('FallbackPictures', () => {
  it('gives the fresh picture', async () => {
    const pictures = new FallbackPictures(new ScriptedRenderer([drawn(1), drawn(2)]));
    expect(await pictures.draw(request())).toEqual(picture(1));
    expect(await pictures.draw(request())).toEqual(picture(2));
  });

  it('falls back to the last one of that face and expression, else to none', async () => {
    const faults: unknown[] = [];
    const renderer = new ScriptedRenderer([drawn(1), broken, broken, broken]);
    const pictures = new FallbackPictures(renderer, { onFault: (error) => faults.push(error) });
    await pictures.draw(request(0.35));
    expect(await pictures.draw(request(0.55))).toEqual(picture(1));
    expect(await pictures.draw(request(0.9))).toBeNull();
    expect(await pictures.draw(request(0.35, 143))).toBeNull();
    expect(faults).toHaveLength(3);
  });

  it('does not wait beyond the deadline, even for a renderer that ignores the signal', async () => {
    const { timer, waiting } = handTimer();
    let heard: AbortSignal | undefined;
    const deaf: Reply = (_, signal) => {
      heard = signal;
      return never(_);
    };
    const pictures = new FallbackPictures(new ScriptedRenderer([deaf]), {
      timer,
      deadlineMs: 4000,
    });
    const late = pictures.draw(request());
    expect(waiting.map(({ ms }) => ms)).toEqual([4000]);
    waiting[0]!.then();
    expect(await late).toBeNull();
    expect(heard?.aborted).toBe(true);
  });

  it('cancels its timer once the picture is there', async () => {
    const { timer, waiting } = handTimer();
    await new FallbackPictures(new ScriptedRenderer([drawn(1)]), { timer }).draw(request());
    expect(waiting.map(({ cancelled }) => cancelled)).toEqual([true]);
  });

  it('gives up without a fault when the turn is abandoned', async () => {
    const faults: unknown[] = [];
    const controller = new AbortController();
    const pictures = new FallbackPictures(new ScriptedRenderer([never]), {
      onFault: (error) => faults.push(error),
    });
    const result = pictures.draw(request(), controller.signal);
    controller.abort();
    expect(await result).toBeNull();
    expect(faults).toEqual([]);
  });

  it('forgets the oldest beyond its capacity', async () => {
    const renderer = new ScriptedRenderer([drawn(1), drawn(2), broken, broken]);
    const pictures = new FallbackPictures(renderer, { capacity: 1 });
    await pictures.draw(request(0.4, 83));
    await pictures.draw(request(0.4, 143));
    expect(await pictures.draw(request(0.4, 143))).toEqual(picture(2));
    expect(await pictures.draw(request(0.4, 83))).toBeNull();
  });
});
