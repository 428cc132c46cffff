import type { StrikeScope } from '../moderation/moderation.js';
import type { StrikeStanding } from '../moderation/penalties.js';
import type { CommandCall, CommandContext } from './command.js';

/**
 * Whose strikes the caller may see and pardon (spec §2): moderators those of their guild, owners
 * those of DMs and all others. `null`: none.
 */
export function reachOf({
  isOwner,
  isModerator,
  guildId,
}: Pick<CommandCall, 'isOwner' | 'isModerator' | 'guildId'>): StrikeScope | null {
  if (isOwner) return 'everywhere';
  return isModerator && guildId !== null ? { guildId } : null;
}

/** Strikes of a user that the caller may pardon, newest first. */
export async function strikesInReach(
  userId: string,
  call: CommandCall,
  { moderation }: CommandContext,
): Promise<StrikeStanding[]> {
  const scope = reachOf(call);
  return scope === null ? [] : (await moderation.strikesOf(userId, scope)).reverse();
}
