import type { FastifyInstance } from 'fastify';
import type { APIUser } from 'discord.js';
import { visibleCommands } from '../commands/visible.js';
import { localizeCommand } from '../commands/present.js';
import { requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { callingPerson, query } from './request.js';

/** Somebody the page can speak as. */
export interface PersonInfo {
  user: APIUser;
  token: string;
  kind: 'member' | 'moderator';
  dm_channel_id: string;
}

/** What the page needs to begin; see docs/simulator.md. */
export interface SessionInfo {
  application: { id: string; name: string; bot: APIUser };
  guild_id: string;
  people: PersonInfo[];
  channels: Record<string, string>;
  gateway_path: string;
  /** Websocket of frames (JPEG, one a message); `null`: there are none. */
  live_face_path: string | null;
  api_path: string;
  limits: { message_length: number; attachment_bytes: number; attachments: number };
}

/** Routes that Discord does not have: who is there, and which commands somebody may see. */
export function simulatorRoutes(
  api: FastifyInstance,
  { world }: Simulation,
  session: () => SessionInfo,
): void {
  api.get('/simulator/session', () => session());

  api.get('/simulator/commands', (request) => {
    const account = callingPerson(request);
    const channel = world.channel(query(request, 'channel_id') ?? '');
    requireInChannel(world, channel, account.user.id);
    const locale = query(request, 'locale') ?? account.locale;
    return visibleCommands(world, channel, account.user.id).map((command) =>
      localizeCommand(command, locale),
    );
  });

  api.get('/channels/:channel/application-commands/search', (request) => {
    const account = callingPerson(request);
    const { channel: channelId } = request.params as { channel: string };
    const channel = world.channel(channelId);
    requireInChannel(world, channel, account.user.id);
    const wanted = (query(request, 'query') ?? '').toLowerCase();
    const commands = visibleCommands(world, channel, account.user.id)
      .map((command) => localizeCommand(command, query(request, 'locale') ?? account.locale))
      .filter((each) => each.name.startsWith(wanted) || each.name_localized.startsWith(wanted));
    const { id, name, description, botId } = world.application;
    return {
      application_commands: commands,
      applications: [{ id, name, description, bot: world.account(botId).user }],
    };
  });
}
