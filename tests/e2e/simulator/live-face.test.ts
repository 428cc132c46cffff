import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSimulator, type Simulator } from '../../../src/simulator/server.js';

/** Frames that the test shows by hand. */
class HandFrames {
  readonly viewers = new Set<(frame: Uint8Array) => void>();

  watch(viewer: (frame: Uint8Array) => void): () => void {
    this.viewers.add(viewer);
    viewer(Uint8Array.of(0));
    return () => this.viewers.delete(viewer);
  }

  show(frame: number): void {
    for (const viewer of this.viewers) viewer(Uint8Array.of(frame));
  }
}

describe('the live face', () => {
  let simulator: Simulator;
  afterEach(() => simulator.stop());

  const path = async () => {
    const response = await fetch(`${simulator.apiUrl}/v10/simulator/session`);
    return ((await response.json()) as { live_face_path: string | null }).live_face_path;
  };
  const address = () => `${simulator.url.replace('http', 'ws')}/live-face`;

  it('sends every frame to all who watch, until they leave', async () => {
    const frames = new HandFrames();
    simulator = await createSimulator({ liveFace: frames });
    expect(await path()).toBe('/live-face');
    const seen: number[][] = [[], []];
    const viewers = seen.map((mine) => {
      const viewer = new WebSocket(address());
      viewer.on('message', (frame: Buffer) => mine.push(frame[0]!));
      return viewer;
    });
    await Promise.all(viewers.map((viewer) => once(viewer, 'message')));
    const next = viewers.map((viewer) => once(viewer, 'message'));
    frames.show(1);
    await Promise.all(next);
    expect(seen).toEqual([
      [0, 1],
      [0, 1],
    ]);
    viewers[0]!.close();
    await once(viewers[0]!, 'close');
    await expect.poll(() => frames.viewers.size).toBe(1);
    await simulator.stop();
    await expect.poll(() => frames.viewers.size).toBe(0);
  });

  it('leaves frames out for a viewer that does not take them', async () => {
    const frames = new HandFrames();
    simulator = await createSimulator({ liveFace: frames });
    const viewer = new WebSocket(address());
    await once(viewer, 'open');
    viewer.pause();
    const [show] = frames.viewers;
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 2000; n += 1) {
      show!(new Uint8Array(100_000));
      if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    // 200 MB were shown.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100e6);
    viewer.terminate();
  });

  it('is not for pages of other sites, and not there without frames', async () => {
    const frames = new HandFrames();
    simulator = await createSimulator({ liveFace: frames });
    const stranger = new WebSocket(address(), { origin: 'https://example.com' });
    await expect(once(stranger, 'open')).rejects.toThrow('403');
    expect(frames.viewers.size).toBe(0);
    await simulator.stop();
    simulator = await createSimulator();
    expect(await path()).toBeNull();
    await expect(once(new WebSocket(address()), 'open')).rejects.toThrow('403');
  });
});
