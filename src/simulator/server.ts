import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Faults } from './faults.js';
import { Gateway } from './gateway/gateway.js';
import { Interactions } from './interactions/interactions.js';
import { FrameSockets, LIVE_FACE_PATH, type FrameSource } from './live-face.js';
import { Nonces } from './messages/nonces.js';
import { RateLimits } from './rate-limits.js';
import { createHttpServer } from './rest/http-server.js';
import type { SessionInfo } from './rest/simulator.js';
import { createDemoWorld, type DemoWorld } from './seed.js';
import type { Simulation } from './simulation.js';
import { routeUpgrades } from './upgrades.js';
import { systemClock, type Clock } from '../clock.js';
import type { World } from './world/world.js';

const PAGE_DIRECTORY = fileURLToPath(new URL('page', import.meta.url));

export interface SimulatorOptions {
  /** TCP port on 127.0.0.1; 0 (the default) takes any free one. */
  port?: number;
  clock?: Clock;
  /** 0…1023; ids of the demo world depend on it. */
  seed?: number;
  /** ms between heartbeats that clients are asked for. */
  heartbeatIntervalMs?: number;
  /** ms that a bot has for its first answer to an interaction. */
  interactionDeadlineMs?: number;
  /** Discord's rate limits for routes whose limits are known, instead of generous ones. */
  strictRateLimits?: boolean;
  /** Static files of the web page. */
  pageDirectory?: string;
  /** Frames of the bot's face for the page; without them it shows her last picture. */
  liveFace?: FrameSource;
  /** Hears of errors in the simulator itself; the request is answered with 500. */
  onFault?: (route: string, error: Error) => void;
}

/** A running server with its demo world. */
export interface Simulator {
  /** The page: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** discord.js' `rest.api`, without the version. */
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly botToken: string;
  readonly applicationId: string;
  /** The guild, people and channels of the demo world. */
  readonly demo: DemoWorld;
  /** Everything on the server; look freely, change it through REST or the modules of `world/`. */
  readonly state: World;
  readonly faults: Faults;
  stop(): Promise<void>;
}

/**
 * Starts the simulator.
 * @throws {Error} when the port is taken
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? systemClock;
  const demo = createDemoWorld(clock, options.seed ?? 1);
  const { world } = demo;
  const gateway = new Gateway(world, {
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
  });
  const rateLimits = new RateLimits(clock, options.strictRateLimits ?? false);
  const faults = new Faults(world, gateway, rateLimits);
  const interactions = new Interactions(
    world,
    gateway.timers,
    options.interactionDeadlineMs ?? 3000,
  );
  const nonces = new Nonces(clock);
  const simulation: Simulation = { world, gateway, faults, rateLimits, interactions, nonces };
  const app = await createHttpServer(
    simulation,
    () => sessionInfo(demo, options.liveFace !== undefined),
    options.pageDirectory ?? PAGE_DIRECTORY,
    options.onFault ?? (() => undefined),
  );
  const frames = options.liveFace && new FrameSockets(options.liveFace);
  routeUpgrades(app.server, {
    '/gateway': gateway,
    ...(frames && { [LIVE_FACE_PATH]: frames }),
  });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const { port } = app.server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;

  return {
    url: world.origin,
    apiUrl: `${world.origin}/api`,
    gatewayUrl: gateway.url,
    botToken: demo.botToken,
    applicationId: world.application.id,
    demo,
    state: world,
    faults,
    async stop() {
      await gateway.stop();
      await frames?.stop();
      await app.close();
    },
  };
}

function sessionInfo(
  { world, guild, people, channels }: DemoWorld,
  hasLiveFace: boolean,
): SessionInfo {
  const { id, name, botId } = world.application;
  return {
    application: { id, name, bot: world.account(botId).user },
    guild_id: guild.id,
    people: people.map(({ user, token, kind, dmChannelId }) => ({
      user,
      token,
      kind,
      dm_channel_id: dmChannelId,
    })),
    channels,
    gateway_path: '/gateway',
    live_face_path: hasLiveFace ? LIVE_FACE_PATH : null,
    api_path: '/api/v10',
    limits: { message_length: 2000, attachment_bytes: 10 * 1024 * 1024, attachments: 10 },
  };
}
