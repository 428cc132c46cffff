import { createHash } from 'node:crypto';
import { GatewayIntentBits as Intent, type APIUser } from 'discord.js';
import { formError } from '../errors.js';
import type { Account } from './records.js';
import type { World } from './world.js';

const DATA_URI = /^data:image\/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=]+)$/;

/** Where an avatar's bytes lie in the file store. */
export function avatarKey(userId: string, hash: string): string {
  return `avatar:${userId}:${hash}`;
}

function storeAvatar(world: World, userId: string, dataUri: string): string {
  const [, kind, base64] = DATA_URI.exec(dataUri) ?? [];
  if (!kind || !base64) {
    throw formError('avatar', 'IMAGE_INVALID', 'Invalid image data: a data URI is expected.');
  }
  const bytes = Buffer.from(base64, 'base64');
  const digest = createHash('md5').update(bytes).digest('hex');
  const hash = kind === 'gif' ? `a_${digest}` : digest;
  // discord.js calls any picture image/jpg; the bytes say what a browser may take it for.
  const contentType = `image/${kind === 'jpg' ? 'jpeg' : kind}`;
  world.files.put(avatarKey(userId, hash), { filename: hash, contentType, bytes });
  return hash;
}

/** Changes the caller's name or picture and tells them. @throws {DiscordError} 50035 */
export function setProfile(
  world: World,
  account: Account,
  change: { username?: string | undefined; avatar?: string | null | undefined },
): APIUser {
  const { user } = account;
  if (change.username !== undefined) user.username = change.username;
  if (change.avatar === null) user.avatar = null;
  else if (change.avatar !== undefined) user.avatar = storeAvatar(world, user.id, change.avatar);
  world.events.emit({
    type: 'USER_UPDATE',
    guildId: null,
    intents: 0,
    seenBy: (id) => id === user.id,
    payload: () => user,
  });
  for (const guild of world.guildsOf(user.id)) {
    world.events.emit({
      type: 'GUILD_MEMBER_UPDATE',
      guildId: guild.id,
      intents: Intent.GuildMembers,
      alwaysFor: user.id,
      seenBy: (id) => guild.members.has(id),
      payload: () => ({
        guild_id: guild.id,
        user,
        roles: guild.members.get(user.id)?.roles ?? [],
        joined_at: guild.members.get(user.id)?.joinedAt ?? null,
      }),
    });
  }
  return user;
}
