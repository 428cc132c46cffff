import type { Picture, RenderRequest } from './contract.js';

/** What the render worker is started with. */
export interface WorkerOptions {
  /** MODELS_DIR, if set. */
  modelsDirectory?: string;
  /** Threads of one model run. */
  threads?: number;
}

export type ToWorker =
  | { kind: 'render'; id: number; request: RenderRequest }
  | { kind: 'warm-up'; id: number }
  | { kind: 'abort'; id: number };

export type FromWorker =
  | { kind: 'done'; id: number; picture: Picture | null }
  | { kind: 'failed'; id: number; code: string; message: string };
