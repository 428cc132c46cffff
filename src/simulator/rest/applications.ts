import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { applicationFlags } from '../gateway/intents.js';
import type { Simulation } from '../simulation.js';
import type { World } from '../world/world.js';
import { text, validate } from '../validation.js';
import { callingBot } from './request.js';

const changeSchema = z.object({ description: text(400).optional() });

function presentApplication(world: World): object {
  const { application } = world;
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: application.description,
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: applicationFlags(application.privilegedIntents),
    owner: world.account(application.ownerId).user,
    team: null,
    bot: world.account(application.botId).user,
    approximate_guild_count: world.guildsOf(application.botId).length,
    approximate_user_install_count: 0,
    integration_types_config: { 0: {}, 1: {} },
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
  };
}

/** The application behind the bot. */
export function applicationRoutes(api: FastifyInstance, { world }: Simulation): void {
  for (const path of ['/applications/@me', '/oauth2/applications/@me']) {
    api.get(path, (request) => {
      callingBot(request);
      return presentApplication(world);
    });
  }

  api.patch('/applications/@me', (request) => {
    callingBot(request);
    const { description } = validate(changeSchema, request.body);
    world.application.description = description ?? world.application.description;
    return presentApplication(world);
  });
}
