import { InferenceSession } from 'onnxruntime-node';
import { ModelFileError } from '../errors.js';
import { PULL_HINT } from './manifest.js';

export interface SessionOptions {
  /** Threads of one model run. */
  threads?: number;
}

const DEFAULT_THREADS = 2;

/** Options for ONNX Runtime on the CPU, also handed to transformers.js. */
export function sessionOptions({ threads = DEFAULT_THREADS }: SessionOptions = {}) {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Errors only: warnings of the runtime would land on stderr between our log lines.
    logSeverityLevel: 3,
    // Waiting threads sleep instead of spinning, so that turn and picture can share two cores.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  } as const;
}

/** @throws {ModelFileError} when ONNX Runtime cannot read the file. */
export async function openSession(
  file: string,
  options?: SessionOptions,
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, sessionOptions(options));
  } catch (cause) {
    throw new ModelFileError(file, 'unreadable', `ONNX Runtime refused it. ${PULL_HINT}`, {
      cause,
    });
  }
}
