import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ModelFileError } from '../errors.js';

/** What `models/` is asked to be; several roles may name the same model. */
export const MODEL_ROLES = [
  'answer',
  'memory',
  'summary',
  'expression',
  'replies',
  'memory-encoder',
  'ethics-encoder',
  'generator-v7',
  'generator-v8',
  'segmenter',
] as const;
export type ModelRole = (typeof MODEL_ROLES)[number];

// Paths come from a file that may have been downloaded: they must stay inside the directory.
const relativePath = z
  .string()
  .regex(
    /^(?!.*(?:^|\/)\.\.(?:\/|$))[^/\\:][^\\:]*$/,
    'must be a relative path without .. or backslashes',
  );

const modelFile = z.object({
  path: relativePath,
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
});

const modelEntry = z.object({
  kind: z.enum([
    'language-model',
    'reply-index',
    'classifier',
    'sentence-encoder',
    'generator',
    'segmenter',
  ]),
  version: z.string().min(1),
  directory: relativePath,
  files: z.array(modelFile).min(1),
  licence: z.string().min(1),
  data: z.array(z.string()),
  scores: z.record(z.string(), z.unknown()),
  card: relativePath,
  settings: z.record(z.string(), z.unknown()),
});

const manifestShape = z.object({
  format: z.literal(1),
  models: z.record(z.string(), modelEntry),
  roles: z.partialRecord(z.enum(MODEL_ROLES), z.string()),
});

export type ModelFile = z.infer<typeof modelFile>;
export type ModelEntry = z.infer<typeof modelEntry>;
export type Manifest = z.infer<typeof manifestShape>;

/** A model of the manifest together with its name and where its files lie. */
export interface LocatedModel extends ModelEntry {
  name: string;
  /** Absolute. */
  path: string;
}

export const PULL_HINT =
  'Run `npx ohlora models pull`, or check out the repository with its models/ folder.';

/** The folder of the models: `given` (MODELS_DIR), else `models/` beside `src/`. Absolute. */
export function modelsDirectory(given?: string): string {
  return given ? resolve(given) : fileURLToPath(new URL('../../models', import.meta.url));
}

/**
 * Reads `manifest.json`.
 * @throws {ModelFileError} when it is missing or not a manifest; names the first fault.
 */
export async function readManifest(directory: string): Promise<Manifest> {
  const file = join(directory, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ModelFileError(file, 'missing', PULL_HINT, { cause });
  }
  return parseManifest(text, file);
}

/** @param file names the source in errors. */
export function parseManifest(text: string, file: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelFileError(file, 'damaged', `It is not JSON. ${PULL_HINT}`, { cause });
  }
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const fault = issue ? `${issue.path.join('.')}: ${issue.message}. ` : '';
    throw new ModelFileError(file, 'damaged', `${fault}${PULL_HINT}`);
  }
  return parsed.data;
}

/** @throws {ModelFileError} when the manifest has no model for `role`. */
export function modelOfRole(manifest: Manifest, directory: string, role: ModelRole): LocatedModel {
  const name = manifest.roles[role];
  const entry = name === undefined ? undefined : manifest.models[name];
  if (name === undefined || entry === undefined) {
    const manifestFile = join(directory, 'manifest.json');
    const fault = name === undefined ? `It names no model` : `The model ${name} is not in it`;
    throw new ModelFileError(
      manifestFile,
      'damaged',
      `${fault} for the role ${role}. ${PULL_HINT}`,
    );
  }
  return { ...entry, name, path: join(directory, entry.directory) };
}
