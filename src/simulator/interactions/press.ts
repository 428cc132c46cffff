import { ApplicationCommandOptionType as Kind, ComponentType } from 'discord.js';
import { formError } from '../errors.js';
import type { ComponentNode } from '../messages/components.js';
import type { Resolver } from './resolve.js';

/** Which option type a select of users, roles, … resolves like. */
const KINDS: Partial<Record<ComponentType, Kind>> = {
  [ComponentType.UserSelect]: Kind.User,
  [ComponentType.RoleSelect]: Kind.Role,
  [ComponentType.MentionableSelect]: Kind.Mentionable,
  [ComponentType.ChannelSelect]: Kind.Channel,
};

/** @throws {DiscordError} 50035 for too few, too many or unknown values */
export function checkValues(component: ComponentNode, values: string[], resolver: Resolver): void {
  const invalid = (message: string): never => {
    throw formError('data.values', 'COMPONENT_VALIDATION_FAILED', message);
  };
  const min = typeof component['min_values'] === 'number' ? component['min_values'] : 1;
  const max = typeof component['max_values'] === 'number' ? component['max_values'] : 1;
  if (values.length < min || values.length > max) invalid(`Choose ${min} to ${max} values.`);
  const kind = KINDS[component.type];
  const options = (component['options'] ?? []) as { value: string }[];
  for (const value of values) {
    const known = kind
      ? resolver.add(kind, value)
      : options.some((option) => option.value === value);
    if (!known) invalid(`Unknown value: ${value}`);
  }
}

/** The `data` of a component interaction. */
export function checkPress(component: ComponentNode, values: string[], resolver: Resolver): object {
  const base = {
    id: component.id,
    custom_id: component.custom_id,
    component_type: component.type,
  };
  if (component.type === ComponentType.Button) return base;
  checkValues(component, values, resolver);
  return { ...base, values, ...resolver.result() };
}
