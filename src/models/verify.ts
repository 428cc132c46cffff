import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ModelFileError } from '../errors.js';
import { PULL_HINT, type LocatedModel, type ModelFile } from './manifest.js';

/** Files already found whole in this process, with the state in which they were. */
const verified = new Map<string, Promise<void>>();

/** Checksum of a file, read as a stream: 64 hex digits. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * Checks every file of a model against size and checksum; each file once a process while its size
 * and time stand.
 * @throws {ModelFileError} naming the first file that is missing or damaged.
 */
export async function verifyModel(model: LocatedModel): Promise<void> {
  for (const file of model.files) await verifyFile(join(model.path, file.path), file);
}

/** As {@link verifyModel}, for one file at `path`. */
export async function verifyFile(path: string, expected: ModelFile): Promise<void> {
  const state = await stat(path).catch((cause: unknown) => {
    throw new ModelFileError(path, 'missing', PULL_HINT, { cause });
  });
  if (state.size !== expected.bytes) {
    throw new ModelFileError(
      path,
      'damaged',
      `It has ${state.size} bytes, the manifest says ${expected.bytes}. ${PULL_HINT}`,
    );
  }
  const key = `${path}\n${state.mtimeMs}\n${expected.sha256}`;
  let check = verified.get(key);
  if (check === undefined) {
    check = compareChecksum(path, expected.sha256);
    verified.set(key, check);
    // A failure is not kept: the file may be mended while the process lives.
    check.catch(() => verified.delete(key));
  }
  await check;
}

async function compareChecksum(path: string, expected: string): Promise<void> {
  if ((await sha256(path)) !== expected) {
    throw new ModelFileError(
      path,
      'damaged',
      `Its checksum differs from the manifest's. ${PULL_HINT}`,
    );
  }
}
