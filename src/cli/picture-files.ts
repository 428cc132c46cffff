import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { InputError } from '../errors.js';
import type { PictureFormat } from '../render/contract.js';

/** A file to write, with the format that its name asks for. */
export interface OutputFile<Format extends PictureFormat = PictureFormat> {
  path: string;
  format: Format;
}

/** `--out x.png` or `x.gif`. */
export function readOutput(path: string): OutputFile {
  const format = extname(path).slice(1).toLowerCase();
  if (format !== 'png' && format !== 'gif') {
    throw new InvalidArgumentError('The file must end in .png or .gif.');
  }
  return { path, format };
}

/** `--out x.png`. */
export function readPngOutput(path: string): OutputFile<'png'> {
  const { format } = readOutput(path);
  if (format !== 'png') throw new InvalidArgumentError('The file must end in .png.');
  return { path, format };
}

/** @throws {InputError} when the folder cannot be written. */
export async function writePicture({ path }: OutputFile, data: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, data);
  } catch (error) {
    throw new InputError(`cannot write ${path} (${(error as NodeJS.ErrnoException).code ?? ''}).`);
  }
}
