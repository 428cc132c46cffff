import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ModelFileError } from '../errors.js';
import { PULL_HINT } from './manifest.js';

/** Length of z and w. */
export const LATENT = 512;

const latent = z.string().transform((base64, context): Float32Array => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== LATENT * 4) {
    context.addIssue(`must hold ${LATENT} float32, holds ${bytes.length} bytes`);
    return z.NEVER;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float32Array.from({ length: LATENT }, (_, i) => view.getFloat32(i * 4, true));
});

const facesShape = z.object({
  version: z.enum(['v7', 'v8']),
  labels: z.array(z.string()).min(1),
  groups: z.array(z.string()).min(1),
  faces: z
    .array(
      z.object({
        number: z.number().int(),
        group: z.number().int().nonnegative(),
        z: latent,
        labels: z.array(z.number()),
      }),
    )
    .min(1),
  directions: z.array(
    z.object({
      group: z.number().int().nonnegative(),
      eyes: latent,
      mouth: latent,
      pose: latent,
    }),
  ),
});

export type FacesFile = z.infer<typeof facesShape>;
export type Face = FacesFile['faces'][number];
/** Unit steps in w for each property; one set a group of faces. */
export type Directions = FacesFile['directions'][number];

/**
 * Reads `faces.json`: the faces of one generator and their directions in w.
 * @throws {ModelFileError} when it is not that, or a face has no directions.
 */
export async function readFaces(file: string): Promise<FacesFile> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ModelFileError(file, 'unreadable', PULL_HINT, { cause });
  }
  const parsed = facesShape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const fault = issue ? `${issue.path.join('.')}: ${issue.message}. ` : '';
    throw new ModelFileError(file, 'damaged', `${fault}${PULL_HINT}`);
  }
  const groups = new Set(parsed.data.directions.map(({ group }) => group));
  const lost = parsed.data.faces.find(
    (face) => !groups.has(face.group) || face.labels.length !== parsed.data.labels.length,
  );
  if (lost) {
    throw new ModelFileError(
      file,
      'damaged',
      `Face ${lost.number} lacks its directions or labels. ${PULL_HINT}`,
    );
  }
  return parsed.data;
}
