import { RESTJSONErrorCodes } from 'discord.js';
import { z } from 'zod';
import { DiscordError, type FormErrors } from './errors.js';

type Issue = z.core.$ZodIssue;

function describe(issue: Issue): { code: string; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined)
        return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
      return { code: 'BASE_TYPE_BAD_TYPE', message: `Must be of type ${issue.expected}.` };
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? {
            code: 'NUMBER_TYPE_MAX',
            message: `Value must be less than or equal to ${issue.maximum}.`,
          }
        : {
            code: 'BASE_TYPE_MAX_LENGTH',
            message: `Must be ${issue.maximum} or fewer in length.`,
          };
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? {
            code: 'NUMBER_TYPE_MIN',
            message: `Value must be greater than or equal to ${issue.minimum}.`,
          }
        : {
            code: 'BASE_TYPE_MIN_LENGTH',
            message: `Must be ${issue.minimum} or more in length.`,
          };
    case 'invalid_value':
      return {
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of (${issue.values.map(String).join(', ')}).`,
      };
    case 'invalid_format':
      return {
        code: 'STRING_TYPE_REGEX',
        message: 'String value did not match validation regex.',
      };
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return {
        code: typeof code === 'string' ? code : 'BASE_TYPE_INVALID',
        message: issue.message,
      };
    }
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

/** A union reports its branches; the one that got furthest says what is wrong. */
function flatten(issue: Issue, path: PropertyKey[] = []): { path: PropertyKey[]; issue: Issue }[] {
  const here = [...path, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = issue.errors.reduce((best, errors) =>
      errors.length < best.length ? errors : best,
    );
    return branch.flatMap((inner) => flatten(inner, here));
  }
  return [{ path: here, issue }];
}

function toFormErrors(issues: readonly Issue[]): FormErrors {
  const root: FormErrors = {};
  for (const { path, issue } of issues.flatMap((each) => flatten(each))) {
    let node = root;
    for (const key of path) {
      const next = node[String(key)];
      if (next && !Array.isArray(next)) node = next;
      else node = node[String(key)] = {};
    }
    const list = node['_errors'];
    const entry = describe(issue);
    if (Array.isArray(list)) list.push(entry);
    else node['_errors'] = [entry];
  }
  return root;
}

/** Checks a request's body. @throws {DiscordError} 50035 with Discord's nested errors. */
export function validate<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new DiscordError(
    400,
    RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    'Invalid Form Body',
    toFormErrors(result.error.issues),
  );
}

/** A string of at most `max` characters, counted as Discord does: in code points. */
export function text(max: number, min = 0): z.ZodType<string> {
  return z.string().superRefine((value, context) => {
    const length = [...value].length;
    if (length > max) {
      context.addIssue({
        code: 'custom',
        message: `Must be ${max} or fewer in length.`,
        params: { code: 'BASE_TYPE_MAX_LENGTH' },
      });
    } else if (length < min) {
      const required = length === 0;
      context.addIssue({
        code: 'custom',
        message: required ? 'This field is required' : `Must be ${min} or more in length.`,
        params: { code: required ? 'BASE_TYPE_REQUIRED' : 'BASE_TYPE_MIN_LENGTH' },
      });
    }
  });
}

/** A snowflake: a decimal string (numbers are taken and written as strings). */
export const snowflake = z
  .union([z.string(), z.number().int().transform(String)])
  .refine((value) => /^\d{1,20}$/.test(value), {
    error: 'Value is not snowflake.',
    params: { code: 'NUMBER_TYPE_COERCE' },
  });
