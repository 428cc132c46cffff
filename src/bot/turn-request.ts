import type { Message } from 'discord.js';
import type { TurnRequest } from '../pipeline/turn-types.js';
import { localeFrom, type Locale } from '../texts/locale.js';
import { replyLocale, turnText } from './incoming.js';
import { mentionNames, seenMessage } from './seen-message.js';
import type { Settings } from './settings.js';

/** The turn that a message asks for. `id` differs from the message's when it is taken once more. */
export async function turnRequest(
  message: Message,
  { id, me, settings }: { id: string; me: string; settings: Settings },
): Promise<TurnRequest> {
  const { attachments, content } = seenMessage(message, me);
  return {
    id,
    userId: message.author.id,
    place: { guildId: message.guildId, channelId: message.channelId, link: message.url },
    text: turnText(content, attachments.length > 0, mentionNames(message, me)),
    attachments,
    locale: await messageLocale(message, settings),
    via: 'message',
    roleIds: message.member?.roles.cache.map((role) => role.id) ?? [],
  };
}

/** The language of the system's words in answer to a message. */
export async function messageLocale(message: Message, settings: Settings): Promise<Locale> {
  const { guild, guildId, author, content } = message;
  const discord = guild?.preferredLocale;
  return replyLocale({
    user: (await settings.user(author.id)).locale,
    guild: guildId === null ? undefined : (await settings.guild(guildId)).locale,
    text: content,
    discord: discord === undefined ? undefined : localeFrom(discord),
  });
}
