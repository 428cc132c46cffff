/** What a command of the CLI may touch of its process. Answers go to `stdout`, all else to `stderr`. */
export interface CliContext {
  env: Readonly<Record<string, string | undefined>>;
  /** Writes one line. */
  stdout(line: string): void;
  stderr(line: string): void;
}
