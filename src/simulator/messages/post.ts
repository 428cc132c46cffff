import {
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Bits,
  RESTJSONErrorCodes as Code,
  type APIMessageInteractionMetadata,
} from 'discord.js';
import { discordError, formError } from '../errors.js';
import { canSee, channelPermissions } from '../permissions.js';
import type { Channel, Message, Sticker } from '../world/records.js';
import { joinThread, reviveThread } from '../world/threads.js';
import type { World } from '../world/world.js';
import { announceMessage } from './announce.js';
import type { Upload } from './attachments.js';
import { nodes } from './components.js';
import { compose, isLayout, layoutText } from './compose.js';
import { parseMentions } from './mentions.js';
import type { CreateMessageBody } from './schemas.js';

/** Oldest messages of a channel are forgotten beyond this number. */
const KEPT_PER_CHANNEL = 10_000;
const SETTABLE =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage;

export interface Posting {
  channel: Channel;
  authorId: string;
  body: CreateMessageBody;
  uploads: readonly Upload[];
  /** Set for answers to interactions. */
  interaction?: { metadata: APIMessageInteractionMetadata; commandName: string | null };
  /** The only person to see it. */
  visibleTo?: string | null;
  /** A deferred answer that has nothing to show yet. */
  loading?: boolean;
}

/** An empty message of a type, not yet in its channel. */
export function blankMessage(
  world: World,
  channel: Channel,
  authorId: string,
  type: MessageType,
): Message {
  return {
    id: world.ids.next(),
    channelId: channel.id,
    authorId,
    type,
    content: '',
    timestamp: world.isoNow(),
    editedTimestamp: null,
    tts: false,
    mentionEveryone: false,
    mentionIds: [],
    mentionRoleIds: [],
    attachments: [],
    embeds: [],
    components: [],
    stickers: [],
    flags: 0,
    pinned: false,
    reactions: [],
    reference: null,
    interaction: null,
    commandName: null,
    applicationId: null,
    nonce: null,
    visibleTo: null,
  };
}

/** Puts a finished message into its channel and tells everyone. */
export function publish(world: World, channel: Channel, message: Message): void {
  channel.messages.set(message.id, message);
  if (message.visibleTo === null) channel.lastMessageId = message.id;
  if (channel.messages.size > KEPT_PER_CHANNEL) {
    const [oldest] = channel.messages.values();
    if (oldest) forget(world, channel, oldest);
  }
  announceMessage(world, 'MESSAGE_CREATE', message);
}

/** Drops a message and its files without telling anyone. */
export function forget(world: World, channel: Channel, message: Message): void {
  channel.messages.delete(message.id);
  for (const attachment of message.attachments) world.files.delete(attachment.id);
}

function findReplied(world: World, channel: Channel, body: CreateMessageBody): Message | null {
  const reference = body.message_reference;
  if (!reference) return null;
  const replied = channel.messages.get(reference.message_id);
  if (replied && replied.visibleTo === null) return replied;
  if (reference.fail_if_not_exists === false) return null;
  throw formError('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function findSticker(world: World, channel: Channel, id: string): Sticker {
  const sticker = world.guilds.get(channel.guildId ?? '')?.stickers.get(id);
  if (!sticker) throw discordError(Code.InvalidStickerSent);
  return sticker;
}

/**
 * Makes a message from a checked body. Permissions are the caller's business.
 * @throws {DiscordError} 50006, 50035, 50081 or 40005
 */
export function postMessage(world: World, posting: Posting): Message {
  const { channel, authorId, body, uploads } = posting;
  const visibleTo = posting.visibleTo ?? null;
  const replied = findReplied(world, channel, body);
  const message = blankMessage(
    world,
    channel,
    authorId,
    replied ? MessageType.Reply : MessageType.Default,
  );
  message.flags = (body.flags ?? 0) & SETTABLE;
  if (visibleTo) message.flags |= MessageFlags.Ephemeral;
  if (posting.loading) message.flags |= MessageFlags.Loading;
  const content = (body.content ?? '').trim();
  const empty =
    !content &&
    !body.embeds?.length &&
    !body.components?.length &&
    !body.sticker_ids?.length &&
    uploads.length === 0;
  if (empty && !posting.loading) throw discordError(Code.CannotSendAnEmptyMessage);

  message.stickers = (body.sticker_ids ?? []).map((id) => findSticker(world, channel, id));
  const parts = compose(world, {
    channel,
    body,
    uploads,
    flags: message.flags,
    ephemeral: visibleTo !== null,
  });
  Object.assign(message, parts, { content, tts: body.tts ?? false, nonce: body.nonce ?? null });
  if (replied) {
    message.reference = {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: replied.id,
      ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    };
  }
  if (posting.interaction) {
    const { metadata, commandName } = posting.interaction;
    message.interaction = metadata;
    message.commandName = commandName;
    if (commandName && !replied) message.type = MessageType.ChatInputCommand;
  }
  if (world.isBot(authorId)) message.applicationId = world.application.id;
  applyMentions(world, channel, message, body, replied);
  message.visibleTo = visibleTo;
  reviveThread(world, channel, authorId);
  publish(world, channel, message);
  // As on Discord, a mention in a thread brings the mentioned into it.
  for (const id of message.mentionIds) {
    if (channel.thread && canSee(world, channel, id)) joinThread(world, channel, id);
  }
  return message;
}

/** Sets who a message pings, from its text and the body's `allowed_mentions`. */
export function applyMentions(
  world: World,
  channel: Channel,
  message: Message,
  body: Pick<CreateMessageBody, 'allowed_mentions'>,
  replied: Message | null,
): void {
  const bits = channelPermissions(world, channel, message.authorId);
  const shown = isLayout(message.flags) ? layoutText(nodes(message.components)) : message.content;
  const mentions = parseMentions({
    world,
    content: shown,
    allowed: body.allowed_mentions,
    guild: channel.guildId ? (world.guilds.get(channel.guildId) ?? null) : null,
    mayMentionEveryone: (bits & Bits.MentionEveryone) !== 0n,
    repliedUserId: replied?.authorId ?? null,
  });
  message.mentionIds = mentions.userIds;
  message.mentionRoleIds = mentions.roleIds;
  message.mentionEveryone = mentions.everyone;
}
