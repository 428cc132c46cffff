import type { APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { formError } from '../errors.js';

/** The fields of a component that the server itself looks at. */
export interface ComponentNode {
  type: ComponentType;
  id?: number | undefined;
  custom_id?: string | undefined;
  content?: string | undefined;
  disabled?: boolean | null | undefined;
  components?: ComponentNode[] | undefined;
  component?: ComponentNode | undefined;
  accessory?: ComponentNode | undefined;
  [field: string]: unknown;
}

/** Every component of a tree, parents before children. */
export function* walk(components: readonly ComponentNode[]): Generator<ComponentNode> {
  for (const component of components) {
    yield component;
    if (component.components) yield* walk(component.components);
    if (component.component) yield* walk([component.component]);
    if (component.accessory) yield* walk([component.accessory]);
  }
}

/** Components as nodes; the API's union types share no index signature. */
export function nodes(components: readonly APIMessageTopLevelComponent[]): ComponentNode[] {
  return components as unknown as ComponentNode[];
}

export function findByCustomId(
  components: readonly ComponentNode[],
  customId: string,
): ComponentNode | undefined {
  for (const component of walk(components)) {
    if (component.custom_id === customId) return component;
  }
  return undefined;
}

/**
 * Gives each component an id, as Discord does, and checks what holds for the whole tree.
 * @throws {DiscordError} 50035 for a custom id used twice
 */
export function finishComponents(components: ComponentNode[]): void {
  const seen = new Set<string>();
  const taken = new Set<number>();
  for (const component of walk(components)) if (component.id) taken.add(component.id);
  let next = 1;
  for (const component of walk(components)) {
    if (component.custom_id !== undefined) {
      if (seen.has(component.custom_id)) {
        throw formError(
          'components',
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      }
      seen.add(component.custom_id);
    }
    if (!component.id) {
      while (taken.has(next)) next += 1;
      component.id = next;
      taken.add(next);
    }
  }
}
