/**
 * Errors carry facts for a machine (`code`, fields) and one line for whoever runs the process.
 * What a Discord user reads is kept apart, in `texts/`.
 */
export class OhLoraError extends Error {
  constructor(
    /** Stable, kebab-case; scripts may depend on it. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The environment or a policy file is not usable. `faults` lists every one of them. */
export class ConfigError extends OhLoraError {
  constructor(readonly faults: readonly string[]) {
    super(
      'config-invalid',
      `The configuration has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`,
    );
  }
}

/** A model file is missing, damaged or not what the manifest says. */
export class ModelFileError extends OhLoraError {
  constructor(
    readonly file: string,
    readonly fault: 'missing' | 'damaged' | 'unreadable',
    mend: string,
    options?: ErrorOptions,
  ) {
    super(`model-file-${fault}`, `The model file ${file} is ${fault}. ${mend}`, options);
  }
}

/** A command line or an input file cannot be used; exit code 2 for usage, 1 for input. */
export class InputError extends OhLoraError {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(exitCode === 2 ? 'usage' : 'input-invalid', message);
  }
}

/** One readable line of any thrown thing, for logs and stderr. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
