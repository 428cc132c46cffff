import type { Attachment } from '../pipeline/turn-types.js';
import type { Locale } from '../texts/locale.js';

/** A message as far as she looks at it: facts, so that the rules below know no Discord. */
export interface SeenMessage {
  id: string;
  authorId: string;
  /** A bot, a webhook, or Discord itself. */
  byMachine: boolean;
  guildId: string | null;
  channelId: string;
  /** The channel that a thread belongs to. */
  parentId: string | null;
  content: string;
  mentionsMe: boolean;
  repliesToMe: boolean;
  attachments: readonly Attachment[];
}

/** Does she answer? DM, @mention, reply to her, opened channels and their threads (spec §4). */
export function isForHer(message: SeenMessage, openChannels: readonly string[]): boolean {
  if (message.byMachine) return false;
  if (message.guildId === null || message.mentionsMe || message.repliesToMe) return true;
  // Without the message-content intent there is nothing to read in what does not call her.
  if (message.content === '' && message.attachments.length === 0) return false;
  return [message.channelId, message.parentId].some(
    (id) => id !== null && openChannels.includes(id),
  );
}

/** Names of what a text mentions, by id. */
export interface MentionNames {
  me: string;
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/** What she hears when somebody only calls her. */
const CALLED = '로라야';

/** Discord's syntax as words: mentions become names, custom emoji their names (spec §1, `text`). */
export function plainText(content: string, names: MentionNames): string {
  const text = content
    .replace(/<@!?(\d+)>/gu, (_all, id: string) =>
      id === names.me ? ' ' : (names.user(id) ?? '친구'),
    )
    .replace(/<@&(\d+)>/gu, (_all, id: string) => names.role(id) ?? ' ')
    .replace(/<#(\d+)>/gu, (_all, id: string) => names.channel(id) ?? '채널')
    .replace(/<a?:(\w+):\d+>/gu, (_all, name: string) => ` ${name.replaceAll('_', ' ')} `)
    .replace(/<\/([^:>]+):\d+>/gu, '/$1')
    .replace(/<t:-?\d+(?::\w)?>/gu, ' ')
    .replace(/[ \t]+/gu, ' ')
    .trim();
  return text;
}

/** The text of a turn: never empty unless something was attached. */
export function turnText(content: string, attached: boolean, names: MentionNames): string {
  const text = plainText(content, names);
  return text === '' && !attached ? CALLED : text;
}

/** The language of notices: chosen, else the guild's, else the text's, else Discord's for the guild. */
export function replyLocale(facts: {
  user: Locale | undefined;
  guild: Locale | undefined;
  text: string;
  discord: Locale | undefined;
}): Locale {
  const { user, guild, text, discord } = facts;
  if (user ?? guild) return (user ?? guild) as Locale;
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return discord ?? (/\p{Script=Latin}{3}/u.test(text) ? 'en' : 'ko');
}
