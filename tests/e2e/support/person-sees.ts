import type { APIMessage } from 'discord.js';

/** A file to send. */
export interface PersonFile {
  name: string;
  bytes: Uint8Array;
  /** Alt text. */
  description?: string;
}

/** An answer of the server that was not 2xx. */
export class PersonRequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** A message as it reaches a person's client. */
export type SeenMessage = APIMessage & { guild_id?: string; nonce?: string | number };

/** What became of a command, button or modal. */
export interface Outcome {
  nonce: string;
  /** false: the app did not answer within 3 s. */
  answered: boolean;
}

/** An option's value; a file for attachment options. */
export type OptionValue = string | number | boolean | PersonFile;

/** A modal that was opened for the person. */
export interface SeenModal {
  id: string;
  nonce: string;
  custom_id: string;
  title: string;
  channel_id: string;
  guild_id: string | null;
  components: SeenComponent[];
}

export interface SeenComponent {
  type: number;
  custom_id?: string;
  label?: string;
  disabled?: boolean;
  components?: SeenComponent[];
  component?: SeenComponent;
  accessory?: SeenComponent;
}

export interface SeenCommand {
  id: string;
  name: string;
  options?: SeenOption[];
}

/** An autocomplete suggestion. */
export interface SeenChoice {
  name: string;
  name_localized: string;
  value: string | number;
}

export interface SeenOption {
  type: number;
  name: string;
  options?: SeenOption[];
}

export interface PersonOptions {
  /** Language of the client: `ko` or `en-US`. */
  locale?: string;
}

/** Whether an option's value is a file. */
export function isFile(value: OptionValue): value is PersonFile {
  return typeof value === 'object';
}

/** Components and all that lie within them. */
export function* walk(components: readonly SeenComponent[]): Generator<SeenComponent> {
  for (const component of components) {
    yield component;
    yield* walk(component.components ?? []);
    if (component.component) yield* walk([component.component]);
    if (component.accessory) yield* walk([component.accessory]);
  }
}
