import { z } from 'zod';
import { ROLES, type Role } from '../pipeline/contracts.js';

const markers = z.object({ start: z.string().min(1), end: z.string().min(1) });

const decoding = z.object({
  topP: z.number().gt(0).max(1).default(0.95),
  topK: z.number().int().nonnegative().default(50),
  repetitionPenalty: z.number().min(1).max(2).default(1),
});

/** Where a role's text begins and ends, and how its tokens are drawn. */
export interface RoleSettings {
  markers: z.infer<typeof markers>;
  decoding: z.infer<typeof decoding>;
}

/** The markers of spec §1; a model may name others in its manifest entry. */
const MARKERS: Readonly<Record<Role, z.infer<typeof markers>>> = {
  answer: { start: '(답변 시작)', end: '(답변 종료)' },
  memory: { start: '(기억 시작)', end: '(기억 종료)' },
  summary: { start: '(요약 시작)', end: '(요약 종료)' },
  expression: { start: '(표정 출력 시작)', end: '(표정 출력 종료)' },
};

const shape = z.object({
  markers: z.partialRecord(z.enum(ROLES), markers).catch({}),
  decoding: z.partialRecord(z.enum(ROLES), decoding).default({}),
});

/**
 * The settings of one role out of a language model's manifest entry.
 * @throws {z.ZodError} when `decoding` is given and out of range.
 */
export function roleSettings(role: Role, settings: Record<string, unknown>): RoleSettings {
  const given = shape.parse({ markers: {}, ...settings });
  return {
    markers: given.markers[role] ?? MARKERS[role],
    decoding: given.decoding[role] ?? decoding.parse({}),
  };
}
