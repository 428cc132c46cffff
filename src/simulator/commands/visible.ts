import {
  ApplicationCommandType,
  InteractionContextType as Context,
  PermissionFlagsBits as Bits,
} from 'discord.js';
import { channelPermissions } from '../permissions.js';
import type { Channel, Command } from '../world/records.js';
import type { World } from '../world/world.js';

/** Whether somebody may use a command in a channel: place, context, permissions. */
export function maySee(
  world: World,
  command: Command,
  channel: Channel,
  accountId: string,
): boolean {
  const context = channel.guildId === null ? Context.BotDM : Context.Guild;
  if (command.guild_id && command.guild_id !== channel.guildId) return false;
  if (!command.guild_id && command.contexts && !command.contexts.includes(context)) return false;
  const { botId } = world.application;
  if (channel.guildId === null) return channel.recipients.includes(botId);
  if (!world.guilds.get(channel.guildId)?.members.has(botId)) return false;
  const bits = channelPermissions(world, channel, accountId);
  if (!(bits & Bits.UseApplicationCommands)) return false;
  const needed = command.default_member_permissions;
  if (needed === null) return true;
  // "0" means: nobody but administrators.
  if (BigInt(needed) === 0n) return (bits & Bits.Administrator) !== 0n;
  return (bits & BigInt(needed)) === BigInt(needed);
}

/** The slash commands that somebody may use in a channel, by name. */
export function visibleCommands(world: World, channel: Channel, accountId: string): Command[] {
  return [...world.commands.values()]
    .filter((each) => each.type === ApplicationCommandType.ChatInput)
    .filter((each) => maySee(world, each, channel, accountId))
    .sort((a, b) => a.name.localeCompare(b.name));
}
