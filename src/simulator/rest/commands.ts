import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RESTJSONErrorCodes as Code } from 'discord.js';
import { presentCommand } from '../commands/present.js';
import {
  commandsOf,
  createCommand,
  deleteCommand,
  replaceCommands,
  updateCommand,
} from '../commands/registry.js';
import { commandSchema } from '../commands/schema.js';
import { discordError } from '../errors.js';
import type { Simulation } from '../simulation.js';
import { validate } from '../validation.js';
import type { Command } from '../world/records.js';
import type { World } from '../world/world.js';
import { callingBot, idParam, query } from './request.js';

/** The guild of the path, null for global commands. @throws {DiscordError} 10002, 10004, 50001 */
function scope(world: World, request: FastifyRequest): string | null {
  const bot = callingBot(request);
  if (idParam(request, 'application') !== world.application.id) {
    throw discordError(Code.UnknownApplication);
  }
  if (!request.routeName.includes(':guild')) return null;
  const guild = world.guilds.get(idParam(request, 'guild'));
  if (!guild?.members.has(bot.user.id)) throw discordError(Code.MissingAccess);
  return guild.id;
}

function find(world: World, request: FastifyRequest): Command {
  const guildId = scope(world, request);
  const command = world.commands.get(idParam(request, 'command'));
  if (!command || (command.guild_id ?? null) !== guildId) {
    throw discordError(Code.UnknownApplicationCommand);
  }
  return command;
}

/** Application commands, global and of a guild. */
export function commandRoutes(api: FastifyInstance, { world }: Simulation): void {
  for (const base of [
    '/applications/:application/commands',
    '/applications/:application/guilds/:guild/commands',
  ]) {
    api.get(base, (request) => {
      const all = query(request, 'with_localizations') === 'true';
      return commandsOf(world, scope(world, request)).map((each) => presentCommand(each, all));
    });

    api.put(base, (request) => {
      const guildId = scope(world, request);
      const bodies = validate(z.array(commandSchema), request.body);
      return replaceCommands(world, guildId, bodies);
    });

    api.post(base, async (request, reply) => {
      const guildId = scope(world, request);
      const body = validate(commandSchema, request.body);
      const { command, replaced } = createCommand(world, guildId, body);
      return reply.code(replaced ? 200 : 201).send(command);
    });

    api.get(`${base}/:command`, (request) => find(world, request));

    api.patch(`${base}/:command`, (request) => {
      const command = find(world, request);
      const change = z.record(z.string(), z.unknown()).parse(request.body ?? {});
      return updateCommand(world, command, validate(commandSchema, { ...command, ...change }));
    });

    api.delete(`${base}/:command`, async (request, reply) => {
      deleteCommand(world, find(world, request));
      return reply.code(204).send();
    });
  }
}
