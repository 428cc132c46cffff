import type { Faults } from './faults.js';
import type { Gateway } from './gateway/gateway.js';
import type { Interactions } from './interactions/interactions.js';
import type { Nonces } from './messages/nonces.js';
import type { RateLimits } from './rate-limits.js';
import type { World } from './world/world.js';

/** The parts of one running simulator, as its routes see them. */
export interface Simulation {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly interactions: Interactions;
  readonly nonces: Nonces;
}
