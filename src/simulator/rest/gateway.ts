import type { FastifyInstance } from 'fastify';
import type { Simulation } from '../simulation.js';
import { callingBot } from './request.js';

/** Where the gateway is. */
export function gatewayRoutes(api: FastifyInstance, { gateway }: Simulation): void {
  api.get('/gateway', () => ({ url: gateway.url }));

  api.get('/gateway/bot', (request) => {
    callingBot(request);
    return {
      url: gateway.url,
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: gateway.remainingIdentifies,
        reset_after: 24 * 60 * 60 * 1000,
        max_concurrency: 1,
      },
    };
  });
}
