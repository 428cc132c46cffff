import { RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import type { Command } from '../world/records.js';
import type { World } from '../world/world.js';
import type { CommandBody } from './schema.js';

const MOST_COMMANDS = 100;

/** The commands of a guild, or the global ones. */
export function commandsOf(world: World, guildId: string | null): Command[] {
  return [...world.commands.values()].filter((each) => (each.guild_id ?? null) === guildId);
}

function build(world: World, guildId: string | null, body: CommandBody, id: string): Command {
  const dm = body.dm_permission ?? true;
  return {
    id,
    application_id: world.application.id,
    ...(guildId ? { guild_id: guildId } : {}),
    version: world.ids.next(),
    type: body.type,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description,
    description_localizations: body.description_localizations ?? null,
    default_member_permissions: body.default_member_permissions ?? null,
    nsfw: body.nsfw ?? false,
    options: body.options ?? [],
    integration_types: body.integration_types ?? [0],
    ...(guildId ? {} : { dm_permission: dm, contexts: body.contexts ?? (dm ? null : [0]) }),
  } as unknown as Command;
}

/** Tells the people's clients that they should fetch the commands again. */
function announce(world: World, guildId: string | null): void {
  world.events.emit({
    type: 'APPLICATION_COMMAND_INDEX_UPDATE',
    guildId: null,
    intents: 0,
    seenBy: (id) => !world.isBot(id),
    payload: () => ({ application_id: world.application.id, guild_id: guildId }),
  });
}

/** Creates a command; one of the same type and name is replaced and keeps its id. */
export function createCommand(
  world: World,
  guildId: string | null,
  body: CommandBody,
): { command: Command; replaced: boolean } {
  const existing = commandsOf(world, guildId);
  const same = existing.find((each) => each.name === body.name && each.type === body.type);
  if (!same && existing.length >= MOST_COMMANDS) {
    throw discordError(Code.MaximumNumberOfApplicationCommandsReached);
  }
  const command = build(world, guildId, body, same?.id ?? world.ids.next());
  world.commands.set(command.id, command);
  announce(world, guildId);
  return { command, replaced: same !== undefined };
}

/** Puts a list in the place of all commands of a guild (or of the global ones). */
export function replaceCommands(
  world: World,
  guildId: string | null,
  bodies: readonly CommandBody[],
): Command[] {
  const before = commandsOf(world, guildId);
  if (bodies.length > MOST_COMMANDS) {
    throw discordError(Code.MaximumNumberOfApplicationCommandsReached);
  }
  for (const old of before) world.commands.delete(old.id);
  const commands = bodies.map((body) => {
    const same = before.find((each) => each.name === body.name && each.type === body.type);
    return build(world, guildId, body, same?.id ?? world.ids.next());
  });
  for (const command of commands) world.commands.set(command.id, command);
  announce(world, guildId);
  return commands;
}

/** Puts a changed command in the place of an old one. */
export function updateCommand(world: World, old: Command, body: CommandBody): Command {
  const command = build(world, old.guild_id ?? null, body, old.id);
  world.commands.set(command.id, command);
  announce(world, old.guild_id ?? null);
  return command;
}

export function deleteCommand(world: World, command: Command): void {
  world.commands.delete(command.id);
  announce(world, command.guild_id ?? null);
}
