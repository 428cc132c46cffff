import { createReadStream, existsSync, statSync } from 'node:fs';
import readline from 'node:readline';
import { InputError } from '../errors.js';
import type { CliContext } from './context.js';

const PROGRESS_EVERY_MS = 5000;

/**
 * Runs `work` for each line of a file (`-`: standard input), in order, one JSON line each to stdout.
 * Progress goes to stderr. An empty line is an input like any other, so that line n answers line n.
 *
 * @throws {InputError} when the file cannot be read, or naming the line when `work` throws one.
 */
export async function runBatch(
  file: string,
  context: CliContext,
  work: (line: string, index: number) => Promise<unknown>,
): Promise<void> {
  if (file !== '-' && !(existsSync(file) && statSync(file).isFile())) {
    throw new InputError(`--batch: there is no file ${file}.`);
  }
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  let index = 0;
  let reported = Date.now();
  for await (const line of readline.createInterface({ input, crlfDelay: Infinity })) {
    try {
      context.stdout(JSON.stringify(await work(index === 0 ? stripMark(line) : line, index)));
    } catch (error) {
      if (error instanceof InputError) {
        throw new InputError(`line ${index + 1}: ${error.message}`, error.exitCode);
      }
      throw error;
    }
    index += 1;
    if (Date.now() - reported >= PROGRESS_EVERY_MS) {
      context.stderr(`${index} lines done`);
      reported = Date.now();
    }
  }
}

/** A byte-order mark belongs to the file, not to its first line. */
function stripMark(line: string): string {
  return line.replace(/^\uFEFF/u, '');
}

/** The tab-separated fields of a line. @throws {InputError} when their number is another. */
export function fields(line: string, names: readonly string[]): string[] {
  const parts = line.split('\t');
  if (parts.length !== names.length) {
    throw new InputError(`expected ${names.join(' ⇥ ')}, found ${parts.length} field(s).`);
  }
  return parts;
}
