import { parentPort, workerData } from 'node:worker_threads';
import { describeError, OhLoraError } from '../errors.js';
import { drawingModels } from '../models/drawing-models.js';
import type { Picture } from './contract.js';
import { FacePainter } from './face-painter.js';
import type { FromWorker, ToWorker, WorkerOptions } from './worker-messages.js';

/** Entry of the render thread: drawing holds its event loop, so it has one of its own. */
const port = parentPort;
if (port === null) throw new Error('render/worker.ts runs as a worker thread only');

const models = drawingModels(workerData as WorkerOptions);
const painter = new FacePainter(models);
const running = new Map<number, AbortController>();

port.on('message', (message: ToWorker) => {
  if (message.kind === 'abort') running.get(message.id)?.abort();
  else void handle(message);
});

async function handle(message: Exclude<ToWorker, { kind: 'abort' }>): Promise<void> {
  const controller = new AbortController();
  running.set(message.id, controller);
  try {
    const picture = message.kind === 'render' ? await paint(message, controller.signal) : null;
    if (message.kind === 'warm-up') await Promise.all([models.generator('v8'), models.segmenter()]);
    send({ kind: 'done', id: message.id, picture });
  } catch (error) {
    const code = error instanceof OhLoraError ? error.code : 'render-failed';
    send({ kind: 'failed', id: message.id, code, message: describeError(error) });
  } finally {
    running.delete(message.id);
  }
}

async function paint(
  { request }: Extract<ToWorker, { kind: 'render' }>,
  signal: AbortSignal,
): Promise<Picture> {
  const picture = await painter.paint(request, signal);
  // A copy that owns its memory, so that it can move to the other thread.
  return { ...picture, data: Uint8Array.from(picture.data) };
}

function send(message: FromWorker): void {
  const moved = message.kind === 'done' && message.picture ? [message.picture.data.buffer] : [];
  port!.postMessage(message, moved as ArrayBuffer[]);
}
