import type { FastifyInstance } from 'fastify';
import { respond } from '../interactions/respond.js';
import { startInteraction } from '../interactions/start.js';
import type { Simulation } from '../simulation.js';
import { readBody } from './body.js';
import { callingPerson, idParam, query, textParam } from './request.js';

/** Both ends of an interaction: a person starts it, the application answers it. */
export function interactionRoutes(api: FastifyInstance, simulation: Simulation): void {
  api.post('/interactions', async (request, reply) => {
    const account = callingPerson(request);
    const { json, uploads } = await readBody(request);
    startInteraction(simulation, account, json, uploads);
    return reply.code(204).send();
  });

  api.post('/interactions/:interaction/:token/callback', async (request, reply) => {
    const { json, uploads } = await readBody(request);
    const id = idParam(request, 'interaction');
    const result = respond(simulation, id, textParam(request, 'token'), json, uploads);
    if (query(request, 'with_response') !== 'true') return reply.code(204).send();
    return result;
  });
}
