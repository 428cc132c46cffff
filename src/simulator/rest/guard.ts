import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestFault } from '../faults.js';
import { unauthorized } from '../errors.js';
import type { Simulation } from '../simulation.js';
import type { Account } from '../world/records.js';
import type { World } from '../world/world.js';

/** Routes whose token stands in the path, and those that anyone may ask. */
const OPEN = /^\S+ \/(interactions\/:interaction\/|webhooks\/|gateway$|simulator\/session$)/;
const CALLBACK = 'POST /interactions/:interaction/:token/callback';

function authenticate(world: World, header: string | undefined): Account | null {
  if (!header) return null;
  const bot = header.startsWith('Bot ');
  const account = world.accountByToken(bot ? header.slice(4) : header);
  if (!account || (account.user.bot === true) !== bot) throw unauthorized();
  return account;
}

function majorOf(request: FastifyRequest): string {
  const params = request.params as Record<string, string | undefined>;
  return params['channel'] ?? params['guild'] ?? params['token'] ?? '';
}

function tooMany(reply: FastifyReply, retryAfterS: number, global: boolean): FastifyReply {
  return reply
    .code(429)
    .headers({
      'retry-after': String(Math.ceil(retryAfterS)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    })
    .send({ message: 'You are being rate limited.', retry_after: retryAfterS, global });
}

/** Applies a fault; true when the request has been dealt with. */
async function apply(
  fault: RequestFault,
  request: FastifyRequest,
  reply: FastifyReply,
  simulation: Simulation,
): Promise<boolean> {
  switch (fault.kind) {
    case 'delay':
      await simulation.gateway.timers.sleep(fault.ms);
      return false;
    case 'lose-answer':
      request.answerLost = true;
      return false;
    case 'drop':
      reply.hijack();
      request.raw.socket.destroy();
      return true;
    case 'rate-limit':
      reply.headers({
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset-after': String(fault.retryAfterS),
      });
      tooMany(reply, fault.retryAfterS, fault.global);
      return true;
    case 'status':
      reply.code(fault.status).send({ message: `${fault.status}: Simulated fault`, code: 0 });
      return true;
  }
}

/** What comes before every API route: who asks, switched-on faults, rate limits. */
export function guardRequests(api: FastifyInstance, simulation: Simulation, prefix: string): void {
  api.decorateRequest('account', null);
  api.decorateRequest('routeName', '');
  api.decorateRequest('answerLost', false);

  api.addHook('onRequest', async (request, reply) => {
    const path = (request.routeOptions.url ?? '').slice(prefix.length);
    request.routeName = `${request.method} ${path}`;
    const open = OPEN.test(request.routeName);
    const account = open ? null : authenticate(simulation.world, request.headers.authorization);
    request.account = account;
    if (!open && !account) throw unauthorized();

    for (const fault of simulation.faults.take(request.routeName, account?.user.id ?? null)) {
      if (await apply(fault, request, reply, simulation)) return reply;
    }
    // People's clients are not what is tested; callbacks are exempt from the global limit.
    if (account && !account.user.bot) return;
    const global = account !== null && request.routeName !== CALLBACK;
    const verdict = simulation.rateLimits.take(request.routeName, majorOf(request), global);
    reply.headers(verdict.headers);
    if (!verdict.allowed) return tooMany(reply, verdict.retryAfterS, verdict.global);
  });

  api.addHook('onSend', (request, _reply, payload, done) => {
    if (request.answerLost) request.raw.socket.destroy();
    done(null, payload);
  });
}
