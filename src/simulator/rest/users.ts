import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { openDm } from '../world/channels.js';
import { leaveGuild } from '../world/guilds.js';
import { presentChannel, presentGuild, presentMember } from '../world/present.js';
import { setProfile } from '../world/profile.js';
import type { Simulation } from '../simulation.js';
import { guildPermissions } from '../permissions.js';
import { snowflake, text, validate } from '../validation.js';
import { caller, callingPerson, idParam, viewerOf } from './request.js';

const profileSchema = z.object({
  username: text(32, 2).optional(),
  avatar: z.string().nullish(),
});
const dmSchema = z
  .object({ recipient_id: snowflake.optional(), recipients: z.array(snowflake).max(1).optional() })
  .transform((body) => body.recipient_id ?? body.recipients?.[0]);
const settingsSchema = z.object({ locale: text(10, 2).optional() });

/** The caller's account, other users, DMs and guilds of the caller. */
export function userRoutes(api: FastifyInstance, { world }: Simulation): void {
  api.get('/users/:user', (request) => world.account(idParam(request, 'user')).user);

  api.patch('/users/@me', (request) =>
    setProfile(world, caller(request), validate(profileSchema, request.body)),
  );

  api.patch('/users/@me/settings', (request) => {
    const account = callingPerson(request);
    account.locale = validate(settingsSchema, request.body).locale ?? account.locale;
    return { locale: account.locale };
  });

  api.get('/users/@me/channels', (request) => {
    const account = caller(request);
    // Bots cannot list their DMs on Discord either.
    if (account.user.bot) return [];
    const viewer = viewerOf(world, account);
    return world.dmsOf(account.user.id).map((each) => presentChannel(world, each, viewer));
  });

  api.post('/users/@me/channels', (request) => {
    const account = caller(request);
    const otherId = validate(dmSchema, request.body);
    const other = world.account(otherId ?? '');
    if (other.user.id === account.user.id || (other.user.bot && account.user.bot)) {
      throw discordError(Code.CannotSendMessagesToThisUser);
    }
    const channel = openDm(world, account.user.id, other.user.id);
    return presentChannel(world, channel, viewerOf(world, account));
  });

  api.get('/users/@me/guilds', (request) => {
    const id = caller(request).user.id;
    return world.guildsOf(id).map((guild) => ({
      ...presentGuild(guild),
      owner: guild.ownerId === id,
      permissions: guildPermissions(world, guild, id).toString(),
    }));
  });

  api.get('/users/@me/guilds/:guild/member', (request) => {
    const guild = world.guild(idParam(request, 'guild'));
    return presentMember(world, world.member(guild, caller(request).user.id));
  });

  api.delete('/users/@me/guilds/:guild', async (request, reply) => {
    leaveGuild(world, world.guild(idParam(request, 'guild')), caller(request).user.id);
    return reply.code(204).send();
  });
}
