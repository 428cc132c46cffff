import type { Guild } from '../world/records.js';
import type { World } from '../world/world.js';
import type { AllowedMentions } from './schemas.js';

export interface Mentions {
  everyone: boolean;
  userIds: string[];
  roleIds: string[];
}

/** The ids that a pattern with one group finds in a text, each once, in order. */
function idsIn(content: string, pattern: RegExp): string[] {
  return [...new Set([...content.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}

export interface MentionSource {
  world: World;
  content: string;
  allowed: AllowedMentions | null | undefined;
  guild: Guild | null;
  /** Whether the author may ping everyone and roles that are not mentionable. */
  mayMentionEveryone: boolean;
  /** Author of the message replied to. */
  repliedUserId: string | null;
}

/** Who a message pings: what its text mentions, as far as `allowed_mentions` and permissions go. */
export function parseMentions(source: MentionSource): Mentions {
  const { world, content, allowed, guild, repliedUserId } = source;
  const parses = (kind: 'users' | 'roles' | 'everyone'): boolean =>
    !allowed || (allowed.parse ?? []).includes(kind);

  const userIds = idsIn(content, /<@!?(\d{1,20})>/g).filter(
    (id) => world.accounts.has(id) && (parses('users') || (allowed?.users ?? []).includes(id)),
  );
  // Without allowed_mentions a reply pings; with it, only if it says so.
  if (repliedUserId && (allowed ? allowed.replied_user === true : true)) {
    if (!userIds.includes(repliedUserId)) userIds.push(repliedUserId);
  }
  const roleIds = idsIn(content, /<@&(\d{1,20})>/g).filter((id) => {
    const role = guild?.roles.get(id);
    if (!role || !(role.mentionable || source.mayMentionEveryone)) return false;
    return parses('roles') || (allowed?.roles ?? []).includes(id);
  });
  const everyone =
    guild !== null &&
    source.mayMentionEveryone &&
    parses('everyone') &&
    /@(everyone|here)\b/.test(content);
  return { everyone, userIds, roleIds };
}
