import { PermissionFlagsBits as Bits, RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { channelPermissions, requireInChannel } from '../permissions.js';
import type { Channel } from '../world/records.js';
import type { World } from '../world/world.js';

export interface Sending {
  hasFiles: boolean;
  hasEmbeds: boolean;
  isReply: boolean;
}

/**
 * What a DM needs: an open door on the other side, and for bots a guild that both are in.
 * @throws {DiscordError} 50007 or 50278
 */
function requireOpenDm(world: World, channel: Channel, authorId: string): void {
  const guilds = world.guildsOf(authorId);
  for (const id of channel.recipients) {
    if (id === authorId) continue;
    if (world.accounts.get(id)?.dmClosed) throw discordError(Code.CannotSendMessagesToThisUser);
    if (world.isBot(authorId) && !guilds.some((guild) => guild.members.has(id))) {
      throw discordError(Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds);
    }
  }
}

/**
 * Whether an account may send this into a channel.
 * @throws {DiscordError} 50001, 50013, 50007, 160002 or 160005
 */
export function requireToSend(
  world: World,
  channel: Channel,
  authorId: string,
  sending: Sending,
): void {
  let needed = channel.thread ? Bits.SendMessagesInThreads : Bits.SendMessages;
  if (sending.hasFiles) needed |= Bits.AttachFiles;
  if (sending.hasEmbeds) needed |= Bits.EmbedLinks;
  requireInChannel(world, channel, authorId, needed);
  if (channel.guildId === null) requireOpenDm(world, channel, authorId);
  const bits = channelPermissions(world, channel, authorId);
  if (sending.isReply && !(bits & Bits.ReadMessageHistory)) {
    throw discordError(Code.CannotReplyWithoutPermissionToReadMessageHistory);
  }
  if (channel.thread?.locked && !(bits & Bits.ManageThreads)) throw discordError(Code.ThreadLocked);
}
