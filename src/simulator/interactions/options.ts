import {
  ApplicationCommandOptionType as Kind,
  type APIAttachment,
  type APIApplicationCommandOption,
} from 'discord.js';
import { z } from 'zod';
import { formError } from '../errors.js';
import type { Command } from '../world/records.js';
import type { Resolver } from './resolve.js';

/** An option as a person's client sends it. */
export interface SentOption {
  type: Kind;
  name: string;
  value?: string | number | boolean | undefined;
  focused?: boolean | undefined;
  options?: SentOption[] | undefined;
}

export const sentOptionSchema: z.ZodType<SentOption> = z.lazy(() =>
  z.object({
    type: z.enum(Kind),
    name: z.string().min(1).max(32),
    value: z.union([z.string().max(6000), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(sentOptionSchema).max(25).optional(),
  }),
);

interface Definition {
  type: Kind;
  name: string;
  required?: boolean | undefined;
  options?: readonly Definition[] | undefined;
  choices?: readonly { value: string | number }[] | undefined;
  autocomplete?: boolean | undefined;
  min_value?: number | undefined;
  max_value?: number | undefined;
  min_length?: number | undefined;
  max_length?: number | undefined;
}

export interface OptionContext {
  resolver: Resolver;
  /** Files of attachment options, by their index in the request. */
  attachments: ReadonlyMap<string, APIAttachment>;
  /** Autocomplete: values are unfinished, nothing is required. */
  partial: boolean;
}

const isGroup = (type: Kind): boolean => type === Kind.Subcommand || type === Kind.SubcommandGroup;

function fail(path: string, message: string): never {
  throw formError(path, 'INTERACTION_APPLICATION_COMMAND_OPTION_INVALID', message);
}

function checkNumber(path: string, definition: Definition, value: number): void {
  if (definition.type === Kind.Integer && !Number.isInteger(value)) {
    fail(path, 'Value must be a whole number.');
  }
  if (value < (definition.min_value ?? -Infinity) || value > (definition.max_value ?? Infinity)) {
    fail(path, 'Value is out of range.');
  }
}

function checkText(path: string, definition: Definition, value: string): void {
  const length = [...value].length;
  if (length < (definition.min_length ?? 0) || length > (definition.max_length ?? 6000)) {
    fail(path, 'Value has a wrong length.');
  }
}

function checkValue(
  path: string,
  definition: Definition,
  sent: SentOption,
  context: OptionContext,
): SentOption {
  const { value } = sent;
  // What is being typed for autocomplete goes on as it is, always as text.
  if (context.partial && sent.focused) return { ...sent, value: String(value ?? '') };
  if (value === undefined) fail(path, 'This option needs a value.');
  switch (definition.type) {
    case Kind.String:
      if (typeof value !== 'string') fail(path, 'Value must be text.');
      checkText(path, definition, value);
      break;
    case Kind.Integer:
    case Kind.Number:
      if (typeof value !== 'number') fail(path, 'Value must be a number.');
      checkNumber(path, definition, value);
      break;
    case Kind.Boolean:
      if (typeof value !== 'boolean') fail(path, 'Value must be true or false.');
      break;
    case Kind.Attachment: {
      const attachment = context.attachments.get(String(value));
      if (!attachment) fail(path, `There is no files[${String(value)}] in the request.`);
      context.resolver.addAttachment(attachment);
      return { ...sent, value: attachment.id };
    }
    default:
      if (!context.resolver.add(definition.type, String(value))) fail(path, 'Unknown id.');
  }
  const { choices } = definition;
  if (choices?.length && !choices.some((choice) => choice.value === value)) {
    fail(path, 'Value is not one of the choices.');
  }
  return sent;
}

function checkLevel(
  path: string,
  definitions: readonly Definition[],
  sent: readonly SentOption[],
  context: OptionContext,
): SentOption[] {
  const groups = definitions.some((each) => isGroup(each.type));
  if (groups && sent.length !== 1) fail(path, 'Exactly one subcommand is needed.');
  for (const definition of definitions) {
    const given = sent.some((each) => each.name === definition.name);
    if (definition.required && !given && !context.partial) {
      throw formError(`${path}.${definition.name}`, 'BASE_TYPE_REQUIRED', 'This field is required');
    }
  }
  return sent.map((option, index) => {
    const here = `${path}.${index}`;
    const definition = definitions.find((each) => each.name === option.name);
    if (!definition || definition.type !== option.type) {
      fail(here, `The command has no option "${option.name}" of type ${option.type}.`);
    }
    if (!isGroup(definition.type)) return checkValue(here, definition, option, context);
    const inner = definition.options ?? [];
    return {
      ...option,
      options: checkLevel(`${here}.options`, inner, option.options ?? [], context),
    };
  });
}

/**
 * Checks a person's options against the command's definition and collects what they refer to.
 * @throws {DiscordError} 50035
 */
export function checkOptions(
  command: Command,
  sent: readonly SentOption[],
  context: OptionContext,
): SentOption[] {
  const definitions: readonly APIApplicationCommandOption[] = command.options ?? [];
  return checkLevel('data.options', definitions, sent, context);
}

/** The command's name with subcommand group and subcommand: `memory show`. */
export function fullName(name: string, options: readonly SentOption[]): string {
  const [first] = options;
  if (!first || !isGroup(first.type)) return name;
  return fullName(`${name} ${first.name}`, first.options ?? []);
}
