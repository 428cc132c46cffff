import { z } from 'zod';
import { ModelFileError } from '../errors.js';
import type { Role } from '../pipeline/contracts.js';
import { roleSettings, type RoleSettings } from './language-settings.js';
import { PULL_HINT, type LocatedModel } from './manifest.js';

/** Settings of a language role. @throws {ModelFileError} naming the fault. */
export function settingsFor(role: Role, model: LocatedModel): RoleSettings {
  try {
    return roleSettings(role, model.settings);
  } catch (cause) {
    throw settingsFault(model, cause);
  }
}

/** The settings of a model, as `shape` wants them. @throws {ModelFileError} naming the fault. */
export function settingsOf<T>(model: LocatedModel, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(model.settings);
  if (!parsed.success) throw settingsFault(model, parsed.error);
  return parsed.data;
}

function settingsFault(model: LocatedModel, cause: unknown): ModelFileError {
  const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
  const fault = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unusable';
  return new ModelFileError(
    'manifest.json',
    'damaged',
    `Settings of ${model.name}: ${fault}. ${PULL_HINT}`,
    { cause },
  );
}
