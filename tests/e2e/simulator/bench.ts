import { once } from 'node:events';
import {
  Client,
  Events,
  GatewayIntentBits as Intent,
  Partials,
  type ClientOptions,
  type TextChannel,
} from 'discord.js';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../src/simulator/server.js';
import { Person } from '../support/person.js';

export const INTENTS = [
  Intent.Guilds,
  Intent.GuildMembers,
  Intent.GuildMessages,
  Intent.GuildMessageReactions,
  Intent.GuildMessageTyping,
  Intent.DirectMessages,
  Intent.DirectMessageTyping,
  Intent.MessageContent,
];

/** An unmodified discord.js client that knows only where the REST server is. */
export async function logIn(
  simulator: Simulator,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    rest: { api: simulator.apiUrl },
    ...options,
  });
  const ready = once(client, Events.ClientReady);
  await client.login(simulator.botToken);
  await ready;
  return client as Client<true>;
}

/** A simulator, a bot on it, and two people. */
export interface Bench {
  simulator: Simulator;
  client: Client<true>;
  haneul: Person;
  jiwoo: Person;
  /** #일반 as the bot sees it. */
  general: TextChannel;
  close(): Promise<void>;
}

export async function openBench(options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await createSimulator(options);
  const client = await logIn(simulator);
  const [first, , moderator] = simulator.demo.people;
  const haneul = await Person.connect(simulator, first);
  const jiwoo = await Person.connect(simulator, moderator);
  const general = (await client.channels.fetch(simulator.demo.channels.general)) as TextChannel;
  return {
    simulator,
    client,
    haneul,
    jiwoo,
    general,
    async close() {
      await Promise.all([haneul.disconnect(), jiwoo.disconnect()]);
      await client.destroy();
      await simulator.stop();
    },
  };
}

/** The next event of a client that fits. @throws {Error} after `timeoutMs` */
export function nextEvent<T>(
  client: Client,
  event: string,
  fits: (value: T) => boolean = () => true,
  timeoutMs = 5000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (value: T): void => {
      if (!fits(value)) return;
      clearTimeout(timer);
      client.off(event, done);
      resolve(value);
    };
    const timer = setTimeout(() => {
      client.off(event, done);
      reject(new Error(`No ${event} in ${timeoutMs} ms`));
    }, timeoutMs);
    client.on(event, done);
  });
}
