import type { Config } from '../config.js';
import {
  modelOfRole,
  modelsDirectory,
  readManifest,
  type LocatedModel,
  type ModelRole,
} from './manifest.js';
import { verifyModel } from './verify.js';

/**
 * Finds the model of a role and checks its files.
 * @throws {ModelFileError} naming what is missing or damaged.
 */
export async function locate(
  config: Pick<Config, 'MODELS_DIR'>,
  role: ModelRole,
): Promise<LocatedModel> {
  const directory = modelsDirectory(config.MODELS_DIR);
  const model = modelOfRole(await readManifest(directory), directory, role);
  await verifyModel(model);
  return model;
}
