import PQueue from 'p-queue';
import { Worker } from 'node:worker_threads';
import { OhLoraError } from '../errors.js';
import type { Picture, Renderer, RenderRequest } from './contract.js';
import type { FromWorker, ToWorker, WorkerOptions } from './worker-messages.js';

export interface LocalRendererOptions extends WorkerOptions {
  /** Crashes in a row after which the thread is not started again; default 3. */
  maxCrashes?: number;
  /** The thread's entry; tests bring their own. */
  entry?: URL;
}

interface Job {
  id: number;
  settle: (message: FromWorker) => void;
  fail: (error: OhLoraError) => void;
}

const MAX_CRASHES = 3;
/** ms in which a thread that is closed may finish what it does. */
const QUIET_MS = 5000;

/** Draws in a worker thread of this process, one picture at a time. Starts with the first job. */
export class LocalRenderer implements Renderer {
  private readonly queue = new PQueue({ concurrency: 1 });
  private worker: Worker | null = null;
  private job: Job | null = null;
  private nextId = 1;
  private crashes = 0;
  private readonly closing = new AbortController();

  constructor(private readonly options: LocalRendererOptions = {}) {}

  /** Pictures that wait or are being drawn. */
  get load(): number {
    return this.queue.size + this.queue.pending;
  }

  async render(request: RenderRequest, signal?: AbortSignal): Promise<Picture> {
    const id = this.nextId++;
    const picture = await this.enqueue({ kind: 'render', id, request }, signal);
    if (picture === null) throw new OhLoraError('render-failed', 'The worker drew nothing.');
    return picture;
  }

  /** Starts the thread and loads its models, so that the first picture is not the slow one. */
  async warmUp(): Promise<void> {
    await this.enqueue({ kind: 'warm-up', id: this.nextId++ });
  }

  async close(): Promise<void> {
    const { worker, job } = this;
    const quiet = worker && job ? answered(worker, job.id) : null;
    this.closing.abort();
    this.worker = null;
    job?.fail(new OhLoraError('render-aborted', 'The renderer was closed.'));
    // A thread that is ended in the midst of a model run takes the whole process with it.
    await quiet;
    await worker?.terminate();
  }

  /** Rejects as soon as `wanted` fires; the thread learns of it between two frames. */
  private enqueue(message: Exclude<ToWorker, { kind: 'abort' }>, wanted?: AbortSignal) {
    const { signal: closing } = this.closing;
    const signal = wanted ? AbortSignal.any([wanted, closing]) : closing;
    return new Promise<Picture | null>((resolve, reject) => {
      const abort = () => {
        reject(new OhLoraError('render-aborted', 'The picture is no longer wanted.'));
        if (this.job?.id === message.id) this.send({ kind: 'abort', id: message.id });
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      void this.queue
        .add(async () => {
          if (!signal.aborted) resolve(await this.run(message));
        })
        .catch(reject)
        .finally(() => signal.removeEventListener('abort', abort));
    });
  }

  private run(message: Exclude<ToWorker, { kind: 'abort' }>): Promise<Picture | null> {
    return new Promise<Picture | null>((resolve, reject) => {
      const worker = this.running();
      worker.ref();
      const end = () => {
        this.job = null;
        worker.unref();
      };
      this.job = {
        id: message.id,
        settle: (reply) => {
          end();
          this.crashes = 0;
          if (reply.kind === 'done') resolve(reply.picture);
          else reject(new OhLoraError(reply.code, reply.message));
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      worker.postMessage(message);
    });
  }

  private send(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    if (this.crashes >= (this.options.maxCrashes ?? MAX_CRASHES)) {
      throw new OhLoraError(
        'render-unavailable',
        `The render worker crashed ${this.crashes} times in a row; it is not started again.`,
      );
    }
    this.worker = this.start();
    return this.worker;
  }

  private start(): Worker {
    const { modelsDirectory, threads, entry } = this.options;
    const workerData: WorkerOptions = {
      ...(modelsDirectory !== undefined && { modelsDirectory }),
      ...(threads !== undefined && { threads }),
    };
    const worker = new Worker(entry ?? new URL('./worker-entry.mjs', import.meta.url), {
      workerData,
      execArgv: [],
    });
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      if (message.id === this.job?.id) this.job.settle(message);
    });
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', (code) => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.crashes += 1;
      this.job?.fail(
        new OhLoraError('render-crashed', `The render worker ended (code ${code}).`, { cause }),
      );
    });
    return worker;
  }
}

/** Resolves when the thread has answered a job or ended, or when it takes too long. */
function answered(worker: Worker, id: number): Promise<void> {
  return new Promise((resolve) => {
    const hear = (message: FromWorker) => {
      if (message.id === id) end();
    };
    const end = () => {
      clearTimeout(late);
      worker.off('message', hear).off('exit', end);
      resolve();
    };
    const late = setTimeout(end, QUIET_MS);
    worker.on('message', hear).on('exit', end);
  });
}
