import {
  ActivityType,
  Client,
  Events,
  GatewayIntentBits as Intent,
  Options,
  Partials,
} from 'discord.js';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';

const BASIC_INTENTS = [Intent.Guilds, Intent.GuildMessages, Intent.DirectMessages];
/** discord.js's word for close code 4014. */
const DISALLOWED = 'Used disallowed intents';
/** So long a start may take before it counts as failed, ms. */
const READY_WITHIN_MS = 60_000;

export interface ConnectOptions {
  token: string;
  restUrl?: string | undefined;
  /** Ask for the content of messages that do not call her (a privileged intent). */
  messageContent: boolean;
  logger: Logger;
  /** Adds listeners before the first event can come. */
  prepare(client: Client, messageContent: boolean): void;
}

export interface Connection {
  client: Client<true>;
  /** Discord gives the content of all messages. */
  messageContent: boolean;
}

/**
 * Logs in. Where Discord does not allow the message-content intent, says so once and goes on without.
 * @throws whatever keeps her out (a wrong token, no network).
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  if (options.messageContent) {
    try {
      return { client: await logIn(options, true), messageContent: true };
    } catch (error) {
      if (describeError(error) !== DISALLOWED) throw error;
      options.logger.warn(
        'Discord does not allow the Message Content Intent: she answers mentions, replies, direct ' +
          'messages and /chat, but not the rest of opened channels. Switch it on in the Developer ' +
          'Portal (Bot → Privileged Gateway Intents), or set MESSAGE_CONTENT_INTENT=false.',
      );
    }
  }
  return { client: await logIn(options, false), messageContent: false };
}

async function logIn(options: ConnectOptions, messageContent: boolean): Promise<Client<true>> {
  const client = createClient(options.restUrl, messageContent);
  const { logger } = options;
  // Without a listener the emitter would end the process; discord.js reconnects by itself.
  client.on(Events.Error, (error) => logger.error({ fault: describeError(error) }, 'client'));
  client.on(Events.ShardError, (error) => logger.warn({ fault: describeError(error) }, 'gateway'));
  client.on(Events.Warn, (message) => logger.warn({ fault: message }, 'client'));
  client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, 'gateway: reconnecting'));
  client.on(Events.ShardResume, (shard) => logger.info({ shard }, 'gateway: resumed'));
  options.prepare(client, messageContent);
  try {
    const ready = whenReady(client);
    await Promise.all([ready, client.login(options.token)]);
    return await ready;
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

function createClient(restUrl: string | undefined, messageContent: boolean): Client {
  return new Client({
    intents: messageContent ? [...BASIC_INTENTS, Intent.MessageContent] : BASIC_INTENTS,
    // DM channels are not cached at start; without this their first message would be dropped.
    partials: [Partials.Channel],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    presence: {
      activities: [{ name: 'AI', type: ActivityType.Custom, state: 'AI 가상 인간 · /help' }],
    },
    // She reads a message once; a long history in memory serves nobody.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 50 }),
    rest: { retries: 3, timeout: 15_000, ...(restUrl !== undefined && { api: restUrl }) },
  });
}

function whenReady(client: Client): Promise<Client<true>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('Discord did not let her in within a minute')),
      READY_WITHIN_MS,
    );
    const done = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    client.once(Events.ClientReady, (ready) => done(() => resolve(ready)));
    client.once(Events.ShardDisconnect, ({ code }) =>
      done(() =>
        reject(new Error(code === 4014 ? DISALLOWED : `the gateway closed with code ${code}`)),
      ),
    );
  });
}
