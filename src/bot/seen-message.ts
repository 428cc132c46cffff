import { MessageFlags, type Attachment as DiscordAttachment, type Message } from 'discord.js';
import type { Attachment } from '../pipeline/turn-types.js';
import type { MentionNames, SeenMessage } from './incoming.js';

/** A Discord message as facts. */
export function seenMessage(message: Message, me: string): SeenMessage {
  const botRole = message.guild?.members.me?.roles.botRole?.id;
  return {
    id: message.id,
    authorId: message.author.id,
    byMachine: message.author.bot || message.webhookId !== null || message.system,
    guildId: message.guildId,
    channelId: message.channelId,
    parentId: message.channel.isThread() ? message.channel.parentId : null,
    content: message.content,
    mentionsMe:
      message.mentions.users.has(me) ||
      (botRole !== undefined && message.mentions.roles.has(botRole)),
    repliesToMe: message.mentions.repliedUser?.id === me,
    attachments: [
      ...message.attachments.map((attachment) => kindOf(message, attachment)),
      ...message.stickers.map((): Attachment => 'sticker'),
    ],
  };
}

/** Names of those whom the message mentions, as its readers see them. */
export function mentionNames({ mentions, guild }: Message, me: string): MentionNames {
  return {
    me,
    user: (id) => mentions.members?.get(id)?.displayName ?? mentions.users.get(id)?.displayName,
    role: (id) =>
      guild?.members.me?.roles.botRole?.id === id ? ' ' : mentions.roles.get(id)?.name,
    channel: (id) => guild?.channels.cache.get(id)?.name,
  };
}

function kindOf(message: Message, { contentType }: DiscordAttachment): Attachment {
  if (message.flags.has(MessageFlags.IsVoiceMessage)) return 'voice';
  return contentType?.startsWith('image/') === true ? 'picture' : 'file';
}
