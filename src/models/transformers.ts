import { env, LogLevel } from '@huggingface/transformers';
import { isAbsolute } from 'node:path';
import { sessionOptions, type SessionOptions } from './session.js';

// Inputs of a failed run would be printed by the library: user text stays out of logs.
env.logLevel = LogLevel.NONE;

/** A folder in transformers.js layout, or the id of a model on the hub. */
export type TextModelSource = string;

/**
 * How transformers.js loads a text model: a folder is read as it is and nothing is fetched; only a
 * hub id (an operator's choice) goes to the network.
 */
export function pretrainedOptions(source: TextModelSource, options?: SessionOptions) {
  return {
    dtype: 'q8',
    device: 'cpu',
    local_files_only: isAbsolute(source),
    session_options: sessionOptions(options),
  } as const;
}
