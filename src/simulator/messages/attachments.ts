import { RESTJSONErrorCodes, type APIAttachment, type APIEmbed } from 'discord.js';
import { discordError, formError } from '../errors.js';
import type { Guild } from '../world/records.js';
import type { World } from '../world/world.js';
import { walk, type ComponentNode } from './components.js';
import { contentTypeOf, imageSize } from './image-size.js';
import type { EmbedBody } from './schemas.js';

/** A file as it came in a multipart body. */
export interface Upload {
  /** The n of `files[n]`. */
  index: string;
  filename: string;
  bytes: Buffer;
}

const MIB = 1024 * 1024;

/** Most bytes a file may have, by the guild's boosts. */
export function uploadLimit(guild: Guild | null): number {
  const tier = guild?.premiumTier ?? 0;
  return (tier >= 3 ? 100 : tier === 2 ? 50 : 10) * MIB;
}

export interface AttachmentMeta {
  id: string;
  filename?: string | null | undefined;
  description?: string | null | undefined;
  /** Of voice messages. */
  duration_secs?: number | null | undefined;
  waveform?: string | null | undefined;
}

/** Discord keeps letters of all scripts, digits, dot, dash and underscore in file names. */
function safeFilename(name: string): string {
  const clean = name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '_');
  return clean.replace(/^[._]+(?=.)/, '').slice(-200) || 'unknown';
}

export interface AttachmentTarget {
  world: World;
  channelId: string;
  limitBytes: number;
  ephemeral: boolean;
}

/**
 * Stores uploads and makes their attachment objects.
 * @throws {DiscordError} 40005 for a file over the limit
 */
export function storeUploads(
  target: AttachmentTarget,
  uploads: readonly Upload[],
  metas: readonly AttachmentMeta[],
): APIAttachment[] {
  const { world, channelId, limitBytes } = target;
  if (uploads.some((upload) => upload.bytes.length > limitBytes)) {
    throw discordError(RESTJSONErrorCodes.RequestEntityTooLarge);
  }
  return uploads.map((upload) => {
    const meta = metas.find((each) => each.id === upload.index);
    const id = world.ids.next();
    const filename = safeFilename(meta?.filename || upload.filename);
    const contentType = contentTypeOf(filename);
    const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
    world.files.put(id, { filename, contentType, bytes: upload.bytes });
    const size = contentType.startsWith('image/') ? imageSize(upload.bytes) : null;
    return {
      id,
      filename,
      ...(meta?.description ? { description: meta.description } : {}),
      content_type: contentType,
      size: upload.bytes.length,
      url: world.origin + path,
      proxy_url: world.origin + path,
      ...(size ?? {}),
      ...(meta?.waveform
        ? { waveform: meta.waveform, duration_secs: meta.duration_secs ?? 0 }
        : {}),
      ...(target.ephemeral ? { ephemeral: true } : {}),
    };
  });
}

const SCHEME = 'attachment://';

function resolve(url: string, path: string, attachments: readonly APIAttachment[]): APIAttachment {
  const name = url.slice(SCHEME.length);
  const attachment = attachments.find(
    (each) => each.filename === name || each.filename === safeFilename(name),
  );
  if (!attachment) {
    throw formError(
      path,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment was not found: ${name}`,
    );
  }
  return attachment;
}

function embedMedia(url: string, path: string, attachments: readonly APIAttachment[]): object {
  if (!url.startsWith(SCHEME)) return { url, proxy_url: url };
  const found = resolve(url, path, attachments);
  return {
    url: found.url,
    proxy_url: found.proxy_url,
    ...(found.width ? { width: found.width, height: found.height } : {}),
  };
}

/** Embeds as Discord shows them: typed, `attachment://` replaced by real addresses. */
export function finishEmbeds(
  embeds: readonly EmbedBody[],
  attachments: readonly APIAttachment[],
): APIEmbed[] {
  return embeds.map((embed, index) => {
    const kept = Object.entries(embed).filter(([, value]) => value !== null);
    const finished: Record<string, unknown> = { type: 'rich', ...Object.fromEntries(kept) };
    for (const key of ['image', 'thumbnail'] as const) {
      const url = embed[key]?.url;
      if (url) finished[key] = embedMedia(url, `embeds.${index}.${key}.url`, attachments);
    }
    for (const key of ['author', 'footer'] as const) {
      const icon = embed[key]?.icon_url;
      if (icon?.startsWith(SCHEME)) {
        const found = resolve(icon, `embeds.${index}.${key}.icon_url`, attachments);
        finished[key] = { ...embed[key], icon_url: found.url, proxy_icon_url: found.proxy_url };
      }
    }
    return finished;
  });
}

/** Replaces `attachment://` in galleries, thumbnails and file components. */
export function finishMedia(
  components: readonly ComponentNode[],
  attachments: readonly APIAttachment[],
): void {
  const unfurl = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    const media = holder as { url: string };
    if (!media.url.startsWith(SCHEME)) return;
    const found = resolve(media.url, 'components', attachments);
    Object.assign(media, {
      url: found.url,
      proxy_url: found.proxy_url,
      attachment_id: found.id,
      content_type: found.content_type,
      ...(found.width ? { width: found.width, height: found.height } : {}),
    });
  };
  for (const component of walk(components)) {
    unfurl(component['media']);
    unfurl(component['file']);
    const items = component['items'];
    if (Array.isArray(items)) for (const item of items as { media?: unknown }[]) unfurl(item.media);
  }
}

/** Attachments that no embed or component shows already; Discord lists only these. */
export function freeAttachments(
  attachments: readonly APIAttachment[],
  embeds: readonly APIEmbed[],
  components: readonly ComponentNode[],
): APIAttachment[] {
  if (attachments.length === 0) return [];
  const shown = JSON.stringify([embeds, components]);
  return attachments.filter((each) => !shown.includes(JSON.stringify(each.url)));
}
