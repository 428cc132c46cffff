import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RESTJSONErrorCodes as Code } from 'discord.js';
import { discordError } from '../errors.js';
import { botViewer, followUp, messageOf } from '../interactions/follow-up.js';
import type { Interaction } from '../interactions/interactions.js';
import { deleteMessages, editMessage } from '../messages/edit.js';
import { presentMessage } from '../messages/present.js';
import { createMessageSchema, editMessageSchema } from '../messages/schemas.js';
import type { Simulation } from '../simulation.js';
import { validate } from '../validation.js';
import { readBody } from './body.js';
import { idParam, textParam } from './request.js';

/** An interaction's token used as a webhook: follow-ups, and its messages read, edited, deleted. */
export function webhookRoutes(api: FastifyInstance, simulation: Simulation): void {
  const { world, interactions } = simulation;
  const interactionOf = (request: FastifyRequest): Interaction => {
    if (idParam(request, 'application') !== world.application.id) {
      throw discordError(Code.UnknownWebhook);
    }
    return interactions.answered(textParam(request, 'token'));
  };
  const base = '/webhooks/:application/:token';

  api.post(base, async (request) => {
    const { json, uploads } = await readBody(request);
    const body = validate(createMessageSchema, json);
    const message = followUp(simulation, interactionOf(request), { body, uploads });
    return presentMessage(world, message, botViewer(world));
  });

  api.get(`${base}/messages/:message`, (request) => {
    const { message } = messageOf(
      simulation,
      interactionOf(request),
      textParam(request, 'message'),
    );
    return presentMessage(world, message, botViewer(world));
  });

  api.patch(`${base}/messages/:message`, async (request) => {
    const { json, uploads } = await readBody(request);
    const { channel, message } = messageOf(
      simulation,
      interactionOf(request),
      textParam(request, 'message'),
    );
    editMessage(world, channel, message, validate(editMessageSchema, json), uploads);
    return presentMessage(world, message, botViewer(world));
  });

  api.delete(`${base}/messages/:message`, async (request, reply) => {
    const { channel, message } = messageOf(
      simulation,
      interactionOf(request),
      textParam(request, 'message'),
    );
    deleteMessages(world, channel, [message]);
    return reply.code(204).send();
  });
}
