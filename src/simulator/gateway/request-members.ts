import { GatewayIntentBits as Intent } from 'discord.js';
import { z } from 'zod';
import { presentMember } from '../world/present.js';
import type { World } from '../world/world.js';
import type { Session } from './session.js';

const schema = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  limit: z.number().int().min(0).default(0),
  user_ids: z.union([z.string(), z.array(z.string()).max(100)]).optional(),
  nonce: z.string().max(32).optional(),
  presences: z.boolean().optional(),
});

/** Most members in one chunk, as with Discord. */
const CHUNK = 1000;

/**
 * Opcode 8: members of a guild by ids, by the beginning of their name, or all of them (all only
 * with the members intent). Answers with GUILD_MEMBERS_CHUNK dispatches.
 */
export function requestMembers(world: World, session: Session, data: unknown): void {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return;
  const { guild_id: guildId, query = '', limit, user_ids: wanted, nonce } = parsed.data;
  const guild = world.guilds.get(guildId);
  if (!guild?.members.has(session.viewer.accountId)) return;

  let found = [...guild.members.values()];
  let missing: string[] = [];
  if (wanted !== undefined) {
    const ids = [wanted].flat();
    found = found.filter((member) => ids.includes(member.userId));
    missing = ids.filter((id) => !guild.members.has(id));
  } else if (query === '' && limit === 0) {
    if (session.viewer.bot && !(session.viewer.intents & Intent.GuildMembers)) found = [];
  } else {
    found = found
      .filter((member) => world.account(member.userId).user.username.startsWith(query))
      .slice(0, Math.min(limit || 100, 100));
  }
  const count = Math.max(1, Math.ceil(found.length / CHUNK));
  for (let index = 0; index < count; index += 1) {
    session.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: guildId,
      members: found
        .slice(index * CHUNK, (index + 1) * CHUNK)
        .map((member) => presentMember(world, member)),
      chunk_index: index,
      chunk_count: count,
      ...(missing.length ? { not_found: missing } : {}),
      ...(nonce === undefined ? {} : { nonce }),
    });
  }
}
