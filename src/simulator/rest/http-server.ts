import { existsSync } from 'node:fs';
import multipart from '@fastify/multipart';
import statics from '@fastify/static';
import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import { RESTJSONErrorCodes } from 'discord.js';
import { DiscordError } from '../errors.js';
import { isLocalRequest } from '../local-only.js';
import type { Simulation } from '../simulation.js';
import { applicationRoutes } from './applications.js';
import { channelRoutes } from './channels.js';
import { commandRoutes } from './commands.js';
import { fileRoutes } from './files.js';
import { gatewayRoutes } from './gateway.js';
import { guildRoutes } from './guilds.js';
import { guardRequests } from './guard.js';
import { interactionRoutes } from './interactions.js';
import { memberRoutes } from './members.js';
import { messageRoutes } from './messages.js';
import { reactionRoutes } from './reactions.js';
import { simulatorRoutes, type SessionInfo } from './simulator.js';
import { threadRoutes } from './threads.js';
import { userRoutes } from './users.js';
import { webhookRoutes } from './webhooks.js';

const API_PREFIX = '/api/v10';

function toDiscordError(error: FastifyError | DiscordError): DiscordError | null {
  if (error instanceof DiscordError) return error;
  if (error.statusCode === 413) {
    return new DiscordError(
      413,
      RESTJSONErrorCodes.RequestEntityTooLarge,
      'Request entity too large',
    );
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new DiscordError(error.statusCode, 0, `${error.statusCode}: ${error.message}`);
  }
  return null;
}

/** Takes JSON bodies, empty ones too (clients send some with a JSON content type). */
function acceptJson(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 1024 * 1024 },
    (_request, body, done) => {
      try {
        done(null, body === '' ? {} : (JSON.parse(String(body)) as unknown));
      } catch {
        const code = RESTJSONErrorCodes.RequestBodyContainsInvalidJSON;
        done(new DiscordError(400, code, 'The request body contains invalid JSON.'));
      }
    },
  );
}

/**
 * The HTTP side: REST under `/api/v10`, files, and the page at `/`.
 * @param onFault hears of errors in the simulator itself, which are answered with 500
 * @param pageDirectory static files of the page; left out when it does not exist
 */
export async function createHttpServer(
  simulation: Simulation,
  session: () => SessionInfo,
  pageDirectory: string,
  onFault: (route: string, error: Error) => void,
): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true, logger: false });
  app.removeContentTypeParser('application/json');
  acceptJson(app);
  await app.register(multipart, {
    limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 10, fields: 10, fieldSize: 1024 * 1024 },
    throwFileSizeLimit: false,
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const local = isLocalRequest(request.headers);
    done(
      local ? undefined : new DiscordError(403, 0, '403: The simulator answers this machine only.'),
    );
  });
  app.setErrorHandler((error, request, reply) => {
    const known = toDiscordError(error);
    if (known) return reply.code(known.status).send(known.body());
    // Not the client's fault.
    onFault(request.routeName, error);
    return reply.code(500).send({ message: '500: Internal Server Error', code: 0 });
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ message: '404: Not Found', code: 0 }),
  );

  await app.register(
    (api) => {
      guardRequests(api, simulation, API_PREFIX);
      const routes = [
        applicationRoutes,
        channelRoutes,
        commandRoutes,
        gatewayRoutes,
        guildRoutes,
        interactionRoutes,
        memberRoutes,
        messageRoutes,
        reactionRoutes,
        threadRoutes,
        userRoutes,
        webhookRoutes,
      ];
      for (const add of routes) add(api, simulation);
      simulatorRoutes(api, simulation, session);
    },
    { prefix: API_PREFIX },
  );
  fileRoutes(app, simulation.world);
  if (existsSync(pageDirectory)) await app.register(statics, { root: pageDirectory });
  return app;
}
