import {
  GatewayIntentBits as Intent,
  MessageFlags,
  MessageReferenceType,
  PermissionFlagsBits,
  StickerFormatType,
  type APIAttachment,
  type APIMessage,
  type APIReaction,
} from 'discord.js';
import { channelPermissions } from '../permissions.js';
import type { Viewer } from '../world/events.js';
import { presentChannel, presentPartialMember, threadOf } from '../world/present.js';
import type { Channel, Message, Reaction } from '../world/records.js';
import type { World } from '../world/world.js';
import { freeAttachments } from './attachments.js';
import { nodes } from './components.js';

/** Without the message-content intent a bot reads DMs, its own messages and those that ping it. */
function mayReadContent(channel: Channel, message: Message, viewer: Viewer): boolean {
  return (
    !viewer.bot ||
    channel.guildId === null ||
    (viewer.intents & Intent.MessageContent) !== 0 ||
    message.authorId === viewer.accountId ||
    message.mentionIds.includes(viewer.accountId)
  );
}

function presentReaction(reaction: Reaction, viewer: Viewer): APIReaction {
  return {
    emoji: reaction.emoji,
    count: reaction.userIds.length,
    count_details: { normal: reaction.userIds.length, burst: 0 },
    me: reaction.userIds.includes(viewer.accountId),
    me_burst: false,
    burst_colors: [],
  };
}

/** In components V2 only what a component refers to is shown. */
function shownAttachments(message: Message): APIAttachment[] {
  if (message.flags & MessageFlags.IsComponentsV2) return [];
  return freeAttachments(message.attachments, message.embeds, nodes(message.components));
}

/** @param depth how many levels of replied-to messages are shown, as Discord: one. */
function present(world: World, message: Message, viewer: Viewer, depth: number): APIMessage {
  const channel = world.channel(message.channelId);
  const readable = mayReadContent(channel, message, viewer);
  const thread = threadOf(world, message);
  const result = {
    id: message.id,
    channel_id: message.channelId,
    author: world.account(message.authorId).user,
    type: message.type,
    content: readable ? message.content : '',
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: message.tts,
    mention_everyone: message.mentionEveryone,
    mentions: message.mentionIds.map((id) => world.account(id).user),
    mention_roles: message.mentionRoleIds,
    attachments: readable ? shownAttachments(message) : [],
    embeds: readable ? message.embeds : [],
    components: readable ? message.components : [],
    ...(message.stickers.length
      ? {
          sticker_items: message.stickers.map((each) => ({
            ...each,
            format_type: StickerFormatType.PNG,
          })),
        }
      : {}),
    flags: message.flags | (thread ? MessageFlags.HasThread : 0),
    pinned: message.pinned,
    ...(message.reactions.length
      ? { reactions: message.reactions.map((each) => presentReaction(each, viewer)) }
      : {}),
    ...(message.applicationId ? { application_id: message.applicationId } : {}),
    ...(message.interaction
      ? {
          webhook_id: message.applicationId,
          interaction_metadata: message.interaction,
          ...(message.commandName
            ? {
                interaction: {
                  id: message.interaction.id,
                  type: message.interaction.type,
                  name: message.commandName,
                  user: message.interaction.user,
                },
              }
            : {}),
        }
      : {}),
    ...(thread ? { thread: presentChannel(world, thread, viewer) } : {}),
  };
  const reference = message.reference;
  if (!reference) return result as unknown as APIMessage;
  return {
    ...result,
    message_reference: reference,
    ...(depth > 0 && reference.type !== MessageReferenceType.Forward
      ? { referenced_message: referenced(world, message, viewer, depth) }
      : {}),
  } as unknown as APIMessage;
}

function referenced(
  world: World,
  message: Message,
  viewer: Viewer,
  depth: number,
): APIMessage | null {
  const { channel_id: channelId, message_id: messageId } = message.reference ?? {};
  if (!channelId || !messageId) return null;
  const target = world.channels.get(channelId)?.messages.get(messageId);
  if (!target || (target.visibleTo && target.visibleTo !== viewer.accountId)) return null;
  return present(world, target, viewer, depth - 1);
}

/** A message as REST answers it to `viewer`. */
export function presentMessage(world: World, message: Message, viewer: Viewer): APIMessage {
  return present(world, message, viewer, 1);
}

/** A message as MESSAGE_CREATE and MESSAGE_UPDATE bring it: with guild, member and nonce. */
export function presentMessageEvent(world: World, message: Message, viewer: Viewer): object {
  const channel = world.channel(message.channelId);
  const base = presentMessage(world, message, viewer);
  const nonce = message.nonce === null ? {} : { nonce: message.nonce };
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  if (!guild) return { ...base, ...nonce, channel_type: channel.type };
  const member = guild.members.get(message.authorId);
  return {
    ...base,
    ...nonce,
    channel_type: channel.type,
    guild_id: guild.id,
    ...(member ? { member: presentPartialMember(member) } : {}),
    mentions: base.mentions.map((user) => {
      const mentioned = guild.members.get(user.id);
      return mentioned ? { ...user, member: presentPartialMember(mentioned) } : user;
    }),
  };
}

/** Whether an account may see a message at all. */
export function canSeeMessage(world: World, message: Message, accountId: string): boolean {
  if (message.visibleTo !== null) return message.visibleTo === accountId;
  const channel = world.channels.get(message.channelId);
  if (!channel) return false;
  return (channelPermissions(world, channel, accountId) & PermissionFlagsBits.ViewChannel) !== 0n;
}
