import { MessageFlags, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import type { Channel, Message } from '../world/records.js';
import type { World } from '../world/world.js';
import { announceDeletion, announceMessage } from './announce.js';
import type { Upload } from './attachments.js';
import { compose } from './compose.js';
import { applyMentions, forget } from './post.js';
import type { EditMessageBody } from './schemas.js';

/**
 * Changes a message's content, embeds, components, attachments and flags; fields left out stay.
 * A deferred answer becomes a real one by this.
 * @throws {DiscordError} 50006, 50035 or 40005
 */
export function editMessage(
  world: World,
  channel: Channel,
  message: Message,
  body: EditMessageBody,
  uploads: readonly Upload[],
): void {
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0;
  const asked = body.flags ?? 0;
  const suppress =
    body.flags === undefined || body.flags === null
      ? message.flags & MessageFlags.SuppressEmbeds
      : asked & MessageFlags.SuppressEmbeds;
  const flags =
    (message.flags & ~MessageFlags.SuppressEmbeds & ~MessageFlags.Loading) |
    suppress |
    (asked & MessageFlags.IsComponentsV2);
  const content =
    body.content === undefined
      ? flags & MessageFlags.IsComponentsV2
        ? ''
        : message.content
      : (body.content ?? '').trim();
  const parts = compose(world, {
    channel,
    body,
    uploads,
    flags,
    ephemeral: message.visibleTo !== null,
    before: message,
  });
  if (!content && !parts.embeds.length && !parts.components.length && !parts.attachments.length) {
    throw discordError(Code.CannotSendAnEmptyMessage);
  }
  const keptIds = new Set(parts.attachments.map((each) => each.id));
  for (const old of message.attachments) if (!keptIds.has(old.id)) world.files.delete(old.id);
  Object.assign(message, parts, { content, flags });
  if (!wasLoading) message.editedTimestamp = world.isoNow();
  if (body.content !== undefined || body.allowed_mentions) {
    const repliedId = message.reference?.message_id;
    const replied = repliedId ? (channel.messages.get(repliedId) ?? null) : null;
    const pinged = replied !== null && message.mentionIds.includes(replied.authorId);
    applyMentions(world, channel, message, body, pinged ? replied : null);
  }
  announceMessage(world, 'MESSAGE_UPDATE', message);
}

/** Deletes messages of one channel and tells everyone. */
export function deleteMessages(world: World, channel: Channel, messages: Message[]): void {
  for (const message of messages) forget(world, channel, message);
  announceDeletion(world, channel, messages);
}
