import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { formError } from '../errors.js';
import { walk, type ComponentNode } from '../messages/components.js';
import type { Modal } from './interactions.js';
import { checkValues } from './press.js';
import type { Resolver } from './resolve.js';

/** A field (or a row or label around one) as a person's client sends it. */
export interface SentField {
  type: ComponentType;
  custom_id?: string | undefined;
  value?: string | undefined;
  values?: string[] | undefined;
  components?: SentField[] | undefined;
  component?: SentField | undefined;
}

export const sentFieldSchema: z.ZodType<SentField> = z.lazy(() =>
  z.object({
    type: z.enum(ComponentType),
    custom_id: z.string().optional(),
    value: z.string().max(4000).optional(),
    values: z.array(z.string()).max(25).optional(),
    components: z.array(sentFieldSchema).max(5).optional(),
    component: sentFieldSchema.optional(),
  }),
);

function checkText(field: ComponentNode, value: string): void {
  const path = `data.components.${String(field.custom_id)}`;
  const length = [...value].length;
  const required = field['required'] !== false;
  if (length === 0 && !required) return;
  if (length === 0) throw formError(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  const min = typeof field['min_length'] === 'number' ? field['min_length'] : 0;
  const max = typeof field['max_length'] === 'number' ? field['max_length'] : 4000;
  if (length < min || length > max) {
    throw formError(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
}

function* fieldsOf(sent: readonly SentField[]): Generator<SentField> {
  for (const field of sent) {
    if (field.custom_id !== undefined) yield field;
    if (field.components) yield* fieldsOf(field.components);
    if (field.component) yield* fieldsOf([field.component]);
  }
}

function answer(field: ComponentNode, sent: SentField | undefined, resolver: Resolver): object {
  const base = { type: field.type, id: field.id, custom_id: field.custom_id };
  if (field.type === ComponentType.TextInput) {
    const value = sent?.value ?? '';
    checkText(field, value);
    return { ...base, value };
  }
  const values = sent?.values ?? [];
  if (values.length > 0 || field['required'] !== false) checkValues(field, values, resolver);
  return { ...base, values };
}

/**
 * Checks what a person filled in against the modal, and gives it the modal's shape.
 * @throws {DiscordError} 50035
 */
export function checkSubmission(
  modal: Modal,
  sent: readonly SentField[],
  resolver: Resolver,
): object[] {
  const byId = new Map([...fieldsOf(sent)].map((field) => [field.custom_id, field]));
  const known = new Set([...walk(modal.components)].map((each) => each.custom_id));
  for (const id of byId.keys()) {
    if (!known.has(id)) {
      throw formError('data.components', 'COMPONENT_VALIDATION_FAILED', `Unknown field: ${id}`);
    }
  }
  const fill = (field: ComponentNode): object => answer(field, byId.get(field.custom_id), resolver);
  return modal.components.map((component) => {
    const { type, id } = component;
    if (component.components) return { type, id, components: component.components.map(fill) };
    if (component.component) return { type, id, component: fill(component.component) };
    return { type, id };
  });
}
