import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../errors.js';
import type { Offence } from './ledger-entry.js';

const UNIT_MS = { h: 3_600_000, d: 86_400_000 } as const;

/** `warning`, or a number of hours or days (`24h`, `14d`) → milliseconds. */
const penalty = z
  .string()
  .regex(/^(warning|[1-9]\d*[hd])$/, 'must be warning, or hours or days such as 24h or 14d')
  .transform((text) =>
    text === 'warning' ? 0 : Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as 'h' | 'd'],
  );

const steps = z.array(penalty).min(1);

const policySchema = z.strictObject({
  maximum: penalty,
  penalties: z.strictObject({
    '사랑 고백/만남': steps,
    정치: steps,
    패드립: steps,
    '혐오/기타': steps,
  }),
});

/** What the n-th strike of each category brings, in ms of block (0: a warning). */
export interface Policy {
  /** The most that one turn can bring, ms. */
  maximum: number;
  penalties: Record<Offence, readonly number[]>;
}

export type PolicyPreset = 'standard' | 'mild';

/** @throws {ConfigError} naming every fault of the file. */
export function parsePolicy(name: string, json: unknown): Policy {
  const parsed = policySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `policy ${name}, ${issue.path.join('.')}: ${issue.message}`),
  );
}

/** The presets that ship with the product. */
export function loadPolicies(): Record<PolicyPreset, Policy> {
  const read = (name: PolicyPreset) => {
    const file = new URL(`./policies/${name}.json`, import.meta.url);
    return parsePolicy(name, JSON.parse(readFileSync(file, 'utf8')));
  };
  return { standard: read('standard'), mild: read('mild') };
}
