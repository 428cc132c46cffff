import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { describeError, InputError, ModelFileError } from '../errors.js';
import { parseManifest, type Manifest, type ModelFile } from './manifest.js';
import { verifyFile } from './verify.js';

export interface PullOptions {
  /** Where `manifest.json` and the model folders lie, http or https. */
  baseUrl: string;
  /** Absolute. */
  directory: string;
  onProgress: (line: string) => void;
  signal?: AbortSignal;
}

/** A server that sends nothing for so long is given up, ms. */
const STALL_MS = 60_000;
const PROGRESS_EVERY_BYTES = 4 << 20;

/**
 * Fetches the manifest and each file that is missing or damaged. A file that was cut goes on where it
 * ended; nothing takes its place before its checksum is right.
 * @returns how many files were fetched.
 */
export async function pullModels(options: PullOptions): Promise<number> {
  const text = await getText(options, 'manifest.json');
  const manifest = parseManifest(text, `${options.baseUrl}/manifest.json`);
  let fetched = 0;
  for (const { local, remote, file } of filesOf(manifest, options.directory)) {
    if (await isWhole(local, file)) continue;
    await fetchFile(options, remote, local, file);
    fetched += 1;
  }
  for (const { directory, card } of Object.values(manifest.models)) {
    await fetchCard(options, `${directory}/${card}`);
  }
  // Last, so that a manifest never stands before its files.
  await writeFile(join(options.directory, 'manifest.json'), text);
  return fetched;
}

function filesOf(manifest: Manifest, root: string) {
  return Object.values(manifest.models).flatMap(({ directory, files }) =>
    files.map((file) => ({
      file,
      remote: `${directory}/${file.path}`,
      local: join(root, directory, file.path),
    })),
  );
}

async function isWhole(path: string, file: ModelFile): Promise<boolean> {
  try {
    await verifyFile(path, file);
    return true;
  } catch {
    return false;
  }
}

async function fetchFile(
  options: PullOptions,
  remote: string,
  local: string,
  file: ModelFile,
): Promise<void> {
  const partial = `${local}.partial`;
  await mkdir(dirname(local), { recursive: true });
  let begun = (await stat(partial).catch(() => null))?.size ?? 0;
  if (begun >= file.bytes) {
    await rm(partial);
    begun = 0;
  }
  await download(options, remote, partial, begun, file.bytes);
  try {
    await verifyFile(partial, file);
  } catch (cause) {
    await rm(partial);
    const mend = 'The server sent other bytes than its manifest says; try again.';
    throw new ModelFileError(`${options.baseUrl}/${remote}`, 'damaged', mend, { cause });
  }
  await rename(partial, local);
}

async function download(
  options: PullOptions,
  remote: string,
  partial: string,
  begun: number,
  total: number,
): Promise<void> {
  const patience = new Patience(options.signal);
  try {
    const response = await get(options, remote, patience, begun);
    // A server that knows no ranges sends all of it again.
    const resumed = response.status === 206;
    const progress = { begun: resumed ? begun : 0, total };
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
      watchChunks(remote, progress, patience, options.onProgress),
      createWriteStream(partial, { flags: resumed ? 'a' : 'w' }),
    );
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${options.baseUrl}/${remote} broke off (${describeError(error)}); run it again to go on.`,
    );
  } finally {
    patience.end();
  }
}

/** The model card is for people: its lack is no fault. */
async function fetchCard(options: PullOptions, remote: string): Promise<void> {
  try {
    const text = await getText(options, remote);
    await writeFile(join(options.directory, remote), text);
  } catch {
    options.onProgress(`${remote}: no model card there`);
  }
}

/** Fires when a server has sent nothing for a while. */
class Patience {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(stop: AbortSignal | undefined) {
    const { signal } = this.controller;
    this.signal = stop ? AbortSignal.any([stop, signal]) : signal;
    this.renew();
  }

  renew(): void {
    clearTimeout(this.timer);
    const reason = new Error(`nothing came for ${STALL_MS / 1000} s`);
    this.timer = setTimeout(() => this.controller.abort(reason), STALL_MS);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

async function get(
  { baseUrl }: PullOptions,
  path: string,
  { signal }: Patience,
  from = 0,
): Promise<Response> {
  const url = `${baseUrl.replace(/\/+$/u, '')}/${path}`;
  let response: Response;
  try {
    response = await fetch(url, { headers: from > 0 ? { range: `bytes=${from}-` } : {}, signal });
  } catch (cause) {
    const reason = describeError(cause instanceof Error ? (cause.cause ?? cause) : cause);
    throw new InputError(`cannot reach ${url} (${reason}); check MODELS_URL and the network.`);
  }
  if (!response.ok) {
    throw new InputError(`${url} answers HTTP ${response.status}; check MODELS_URL.`);
  }
  return response;
}

async function getText(options: PullOptions, path: string): Promise<string> {
  const patience = new Patience(options.signal);
  try {
    return await (await get(options, path, patience)).text();
  } finally {
    patience.end();
  }
}

/** Passes chunks through, tells of them and renews the patience with each. */
function watchChunks(
  name: string,
  { begun, total }: { begun: number; total: number },
  patience: Patience,
  report: (line: string) => void,
) {
  let done = begun;
  let reported = begun;
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      patience.renew();
      yield chunk;
      done += chunk.length;
      if (done - reported < PROGRESS_EVERY_BYTES && done < total) continue;
      reported = done;
      report(`${name}: ${megabytes(done)} of ${megabytes(total)} MB`);
    }
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
