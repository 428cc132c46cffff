import { PermissionFlagsBits, type Client } from 'discord.js';
import type { GuildDesk } from '../commands/command.js';
import type { GuildTimeouts } from './guild-timeouts.js';
import type { ModLog } from './mod-log.js';

/** What commands do in a guild, on a connected client. */
export function guildDesk(
  client: Client,
  timeouts: GuildTimeouts,
  modLog: ModLog,
  readsEverything: () => boolean,
): GuildDesk {
  return {
    async canWrite(channelId) {
      const channel = await client.channels.fetch(channelId).catch(() => null);
      if (channel === null || channel.isDMBased()) return false;
      const { me } = channel.guild.members;
      const needed = channel.isThread()
        ? PermissionFlagsBits.SendMessagesInThreads
        : PermissionFlagsBits.SendMessages;
      return (
        me !== null && channel.permissionsFor(me).has([PermissionFlagsBits.ViewChannel, needed])
      );
    },
    readsEverything,
    timeoutFault: (guildId) => Promise.resolve(timeouts.faultOf(guildId)),
    liftTimeout: (guildId, userId) => timeouts.lift(guildId, userId),
    postModLog: (guildId, message) => modLog.post(guildId, message),
  };
}
