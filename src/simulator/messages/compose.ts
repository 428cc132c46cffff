import {
  MessageFlags,
  type APIAttachment,
  type APIEmbed,
  type APIMessageTopLevelComponent,
} from 'discord.js';
import { z } from 'zod';
import { formError } from '../errors.js';
import { validate } from '../validation.js';
import type { World } from '../world/world.js';
import type { Channel } from '../world/records.js';
import {
  finishEmbeds,
  finishMedia,
  storeUploads,
  uploadLimit,
  type Upload,
} from './attachments.js';
import { messageLayout, messageRows } from './component-schemas.js';
import { finishComponents, walk, type ComponentNode } from './components.js';
import type { EditMessageBody } from './schemas.js';

/** The visible parts of a message, made from a request's body. */
export interface Composition {
  attachments: APIAttachment[];
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
}

const LAYOUT_TEXT_LIMIT = 4000;

export function isLayout(flags: number): boolean {
  return (flags & MessageFlags.IsComponentsV2) !== 0;
}

/** The text that a components V2 message shows; mentions in it count. */
export function layoutText(components: readonly ComponentNode[]): string {
  const parts: string[] = [];
  for (const component of walk(components)) if (component.content) parts.push(component.content);
  return parts.join('\n');
}

function parseComponents(raw: unknown[], flags: number): ComponentNode[] {
  if (!isLayout(flags)) {
    const rows = validate(messageRowsBody, { components: raw }).components;
    return rows;
  }
  const layout = validate(messageLayoutBody, { components: raw })
    .components as unknown as ComponentNode[];
  if ([...layoutText(layout)].length > LAYOUT_TEXT_LIMIT) {
    throw formError(
      'components',
      'BASE_TYPE_MAX_LENGTH',
      `The text of all components must be ${LAYOUT_TEXT_LIMIT} or fewer in length.`,
    );
  }
  return layout;
}

const messageRowsBody = z.object({ components: messageRows });
const messageLayoutBody = z.object({ components: messageLayout });

function forbidLegacyFields(body: EditMessageBody): void {
  const field = body.content ? 'content' : body.embeds?.length ? 'embeds' : null;
  if (field) {
    throw formError(
      field,
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The content and embeds fields cannot be used when using MessageFlags.IS_COMPONENTS_V2',
    );
  }
}

export interface ComposeOptions {
  channel: Channel;
  body: EditMessageBody;
  uploads: readonly Upload[];
  flags: number;
  ephemeral: boolean;
  /** What the message already had, when it is edited. */
  before?: Composition | undefined;
}

/**
 * Checks and finishes attachments, embeds and components of a new or edited message. When editing,
 * fields left out stay; `attachments` names what is kept, new files are added.
 * @throws {DiscordError} 50035 or 40005
 */
export function compose(world: World, options: ComposeOptions): Composition {
  const { channel, body, uploads, flags, before } = options;
  if (isLayout(flags)) forbidLegacyFields(body);
  // Everything that can fail comes before the first change to the world.
  const components = body.components ? parseComponents(body.components, flags) : null;
  if (components) finishComponents(components);

  const guild = channel.guildId ? (world.guilds.get(channel.guildId) ?? null) : null;
  const stored = storeUploads(
    {
      world,
      channelId: channel.id,
      limitBytes: uploadLimit(guild),
      ephemeral: options.ephemeral,
    },
    uploads,
    body.attachments ?? [],
  );
  const kept = (before?.attachments ?? []).flatMap((each) => {
    if (!body.attachments) return [each];
    const meta = body.attachments.find((item) => item.id === each.id);
    if (!meta) return [];
    return [meta.description ? { ...each, description: meta.description } : each];
  });
  const attachments = [...kept, ...stored];
  if (attachments.length > 10) {
    throw formError('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  }
  if (components) finishMedia(components, attachments);
  return {
    attachments,
    embeds: body.embeds ? finishEmbeds(body.embeds, attachments) : (before?.embeds ?? []),
    components: components
      ? (components as unknown as APIMessageTopLevelComponent[])
      : (before?.components ?? []),
  };
}
