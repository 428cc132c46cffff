import { Events, type Client } from 'discord.js';
import type { CommandContext } from '../commands/command.js';
import { registerCommands } from '../commands/deploy.js';
import { describeError } from '../errors.js';
import type { BotDependencies } from './bot.js';
import { connect } from './client.js';
import { drawer } from './drawing.js';
import { guildDesk } from './guild-desk.js';
import { GuildStays } from './guild-stays.js';
import { GuildTimeouts } from './guild-timeouts.js';
import { Interactions } from './interactions.js';
import { MessageTurns } from './message-turns.js';
import { ModLog } from './mod-log.js';
import { recoverTurns } from './recovery.js';
import { Settings } from './settings.js';
import { TurnDesk } from './turn-desk.js';

/** Running turns have so long to finish when she stops, ms. */
const FINISH_WITHIN_MS = 25_000;

/** Timeouts end; blocks may not. */
const RENEW_EVERY_MS = 3_600_000;

interface Parts {
  desk: TurnDesk;
  timeouts: GuildTimeouts;
  stays: GuildStays;
  messages: MessageTurns;
  interactions: Interactions;
}

/** One login, from open to close: wires Discord's events to what acts on them. */
export class BotSession {
  private readonly renewal: NodeJS.Timeout;

  private constructor(
    private readonly client: Client<true>,
    private readonly parts: Parts,
  ) {
    this.renewal = setInterval(() => void parts.timeouts.renew(), RENEW_EVERY_MS);
    void parts.timeouts.renew();
    parts.stays.start();
  }

  static async open(deps: BotDependencies): Promise<BotSession> {
    const { config, discord, logger, storage, clock } = deps;
    let parts: Parts | null = null;
    const { client } = await connect({
      token: discord.token,
      restUrl: discord.restUrl,
      messageContent: config.MESSAGE_CONTENT_INTENT,
      logger,
      prepare: (unready, messageContent) => {
        // The first message can come with the very event that says she is ready.
        unready.once(Events.ClientReady, (ready) => {
          parts = assemble(ready, deps, messageContent);
          listen(ready, parts);
        });
      },
    });
    const ready = parts as Parts | null;
    if (ready === null) throw new Error('logged in without being ready');

    await registerCommands(client.rest, client.application.id).catch((error: unknown) =>
      logger.error({ fault: describeError(error) }, 'the slash commands could not be registered'),
    );
    const answer = (message: Parameters<MessageTurns['answer']>[0]) =>
      ready.messages.answer(message);
    await recoverTurns({ client, storage, clock, logger, answer });
    logger.info({ user: client.user.tag, guilds: client.guilds.cache.size }, 'she is there');
    return new BotSession(client, ready);
  }

  async close(): Promise<void> {
    const { desk, interactions, messages, stays } = this.parts;
    clearInterval(this.renewal);
    await desk.close(FINISH_WITHIN_MS);
    await Promise.all([messages.idle(), interactions.idle()]);
    // discord.js calls its own goodbye a reconnection.
    this.client.removeAllListeners(Events.ShardReconnecting);
    await this.client.destroy();
    // Until then a guild may still tell her that she was removed.
    await stays.stop();
  }
}

function assemble(client: Client<true>, deps: BotDependencies, readsEverything: boolean): Parts {
  const { config, storage, moderation, clock, logger } = deps;
  const settings = new Settings(storage);
  const modLog = new ModLog(client, settings, config.OWNER_IDS, logger);
  const timeouts = new GuildTimeouts({
    client,
    settings,
    moderation,
    modLog,
    clock,
    logger,
    defaultTimeZone: config.DEFAULT_TIME_ZONE,
  });
  const desk = new TurnDesk({
    conversation: deps.conversation,
    logger,
    limits: { concurrent: config.CONCURRENT_TURNS, waiting: config.QUEUE_LIMIT },
    waiting: deps.waiting,
    onReply: ({ userId, place }, { notice }) => {
      if (notice?.code !== 'struck' || place.guildId === null) return;
      void timeouts.apply(place.guildId, userId, true);
    },
  });
  const context: CommandContext = {
    config,
    storage,
    settings,
    moderation,
    clock,
    logger,
    talk: (request) => desk.talk(request),
    draw: drawer(deps.renderer, logger),
    classify: (text) => deps.classify(text),
    guild: guildDesk(client, timeouts, modLog, () => readsEverything),
  };
  const me = client.user.id;
  const messages = new MessageTurns({
    me,
    config,
    storage,
    settings,
    moderation,
    desk,
    timeouts,
    clock,
    logger,
  });
  const stays = new GuildStays({
    me,
    storage,
    settings,
    clock,
    logger,
    guildIds: () => client.guilds.cache.keys(),
  });
  return { desk, timeouts, stays, messages, interactions: new Interactions(context) };
}

function listen(client: Client, { messages, interactions, stays }: Parts): void {
  client.on(Events.MessageCreate, (message) => void messages.create(message));
  client.on(Events.MessageUpdate, (_old, message) => messages.edit(message));
  client.on(Events.MessageDelete, ({ id }) => messages.delete(id));
  client.on(Events.MessageBulkDelete, (gone) => {
    for (const id of gone.keys()) messages.delete(id);
  });
  // In an outage discord.js says GuildUnavailable and keeps the guild: that is no leave.
  client.on(Events.GuildDelete, () => void stays.note());
  client.on(Events.GuildCreate, () => void stays.note());
  client.on(Events.InteractionCreate, (interaction) => void interactions.handle(interaction));
}
