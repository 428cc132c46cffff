import type { Message, PartialMessage } from 'discord.js';
import { PermissionFlagsBits } from 'discord.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import { describeError } from '../errors.js';
import { withTurnId, type Logger } from '../logger.js';
import type { TurnReply } from '../pipeline/turn-types.js';
import type { RunningTurn } from '../storage/records.js';
import type { Storage } from '../storage/storage.js';
import { textsFor } from '../texts/texts.js';
import { wordNotice } from '../texts/notice.js';
import type { ModerationDesk } from './bot.js';
import { deliver } from './delivery.js';
import type { GuildTimeouts } from './guild-timeouts.js';
import { isForHer } from './incoming.js';
import { OpenTurn } from './open-turn.js';
import { outgoingReply, toPayload, type Outgoing } from './outgoing.js';
import { replyRows } from './reply-rows.js';
import { seenMessage } from './seen-message.js';
import type { Settings } from './settings.js';
import type { TurnDesk } from './turn-desk.js';
import { messageLocale, turnRequest } from './turn-request.js';
import { keepTyping } from './typing.js';
import { showPlace } from './waiting-note.js';

/** Whoever edits more often than this gets an answer to what stood there by then. */
const MAX_EDITS = 5;
/** Messages remembered as answered, against events that arrive twice. */
const REMEMBERED = 2000;

export interface MessageTurnDependencies {
  /** User id of the bot. */
  me: string;
  config: Config;
  storage: Storage;
  settings: Settings;
  moderation: Pick<ModerationDesk, 'standing'>;
  desk: TurnDesk;
  timeouts: GuildTimeouts;
  clock: Clock;
  logger: Logger;
}

/** Messages in, replies out: one reply for each message that is for her, whatever happens between. */
export class MessageTurns {
  private readonly open = new Map<string, OpenTurn>();
  private readonly answered = new Set<string>();
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly deps: MessageTurnDependencies) {}

  /** Answers a new message if it is for her. Never rejects. */
  async create(message: Message): Promise<void> {
    try {
      if (await this.isForHer(message)) await this.answer(message);
    } catch (error) {
      this.deps.logger.error(
        { turn: message.id, fault: describeError(error) },
        'a message is lost',
      );
    }
  }

  edit(message: Message | PartialMessage): void {
    if (!message.partial) this.open.get(message.id)?.edit(message);
  }

  delete(messageId: string): void {
    this.open.get(messageId)?.delete();
  }

  /** Takes the turn of a message, and posts its reply. Resolves when that is done; never rejects. */
  async answer(message: Message): Promise<void> {
    // An event that came twice, or a message that the last start left behind.
    if (this.open.has(message.id)) return;
    const turn = new OpenTurn(message);
    this.open.set(message.id, turn);
    const work = withTurnId(message.id, () => this.inLine(turn))
      .catch((error: unknown) => this.fault(turn, error))
      .finally(() => {
        this.open.delete(message.id);
        this.running.delete(work);
      });
    this.running.add(work);
    await work;
  }

  /** Resolves once no message waits for its reply. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }

  private async isForHer(message: Message): Promise<boolean> {
    const { me, settings, desk } = this.deps;
    const seen = seenMessage(message, me);
    if (seen.byMachine || this.answered.has(message.id)) return false;
    const guild = message.guildId === null ? undefined : await settings.guild(message.guildId);
    // While she stops nobody is let in.
    return isForHer(seen, guild?.openChannels ?? []) && mayAnswer(message) && desk.isOpen();
  }

  private async inLine(turn: OpenTurn): Promise<void> {
    const { message } = turn;
    const { storage, desk, clock, me, settings } = this.deps;
    const userId = message.author.id;
    const record: RunningTurn = {
      id: message.id,
      userId,
      guildId: message.guildId,
      channelId: message.channelId,
      messageId: message.id,
      nonce: message.id,
      startedAt: clock.now(),
    };
    const locale = await messageLocale(message, settings);
    await storage.turns.put(me, record.id, record);
    // A deletion may have come while the record was written.
    if (turn.isDeleted()) return this.settle(turn);
    const queued = desk.enter(userId, () => this.run(turn));
    if (queued === null) {
      await this.post(turn, { text: wordNotice({ code: 'queue-full' }, locale) });
      return this.settle(turn);
    }
    turn.leaveLine = () => queued.cancel();
    const hideNote = showPlace(message, () => queued.place(), locale);
    try {
      await queued.done;
    } catch (error) {
      // Left the line or the process gives up: not a fault. Unfinished turns stay on record.
      if (!isAbort(error)) throw error;
    } finally {
      await hideNote();
    }
    if (turn.isDeleted()) await this.settle(turn);
  }

  private async run(turn: OpenTurn): Promise<void> {
    const stopTyping = (await this.isBlocked(turn)) ? () => undefined : keepTyping(channelOf(turn));
    try {
      const reply = await this.take(turn);
      if (reply === null) return;
      turn.posting = true;
      const message = await this.wordReply(turn, reply);
      if (message !== null) await this.post(turn, message.outgoing);
      if (message?.introduces === true) await this.introduced(turn.message.author.id);
    } finally {
      stopTyping();
    }
    await this.settle(turn);
  }

  /** @returns `null` when the message was deleted meanwhile. */
  private async take(turn: OpenTurn): Promise<TurnReply | null> {
    const { desk, settings, me } = this.deps;
    for (let edits = 0; ; edits += 1) {
      const { signal, isCurrent } = turn.begin();
      const request = await turnRequest(turn.message, { id: turn.message.id, me, settings });
      try {
        const reply = await desk.take({ ...request, signal });
        if (isCurrent() || (edits >= MAX_EDITS && !turn.isDeleted())) return reply;
      } catch (error) {
        if (isCurrent() || !isAbort(error)) throw error;
      }
      if (turn.isDeleted()) return null;
    }
  }

  private async wordReply(
    { message }: OpenTurn,
    reply: TurnReply,
  ): Promise<{ outgoing: Outgoing; introduces: boolean } | null> {
    const { settings } = this.deps;
    const { guildId, author } = message;
    const locale = await messageLocale(message, settings);
    const introduces = guildId === null && (await settings.user(author.id)).introduced !== true;
    const rows = await replyRows(
      reply,
      { userId: author.id, guildId, locale, messageId: message.id },
      this.deps,
    );
    const outgoing = outgoingReply(reply, { locale, introduce: introduces, rows });
    return outgoing && { outgoing, introduces };
  }

  /** Exactly once: Discord drops a second message with the same nonce. */
  private async post(turn: OpenTurn, outgoing: Outgoing): Promise<void> {
    const { message } = turn;
    await deliver(
      outgoing,
      async (current, { reference }) => {
        await channelOf(turn).send({
          ...toPayload(current),
          nonce: message.id,
          enforceNonce: true,
          ...(reference && { reply: { messageReference: message.id, failIfNotExists: true } }),
        });
      },
      this.deps.logger,
      () => !turn.isDeleted() && !this.deps.desk.isAborted(),
    );
  }

  /** Over: a crash from here on has nothing to take up again. */
  private async settle({ message }: OpenTurn): Promise<void> {
    // Given up in the middle of posting: the next start looks whether it went out.
    if (this.deps.desk.isAborted()) return;
    this.answered.add(message.id);
    const [oldest] = this.answered;
    if (this.answered.size > REMEMBERED && oldest !== undefined) this.answered.delete(oldest);
    await this.deps.storage.turns.delete(this.deps.me, message.id);
  }

  private async fault(turn: OpenTurn, error: unknown): Promise<void> {
    const { logger, settings } = this.deps;
    const { message } = turn;
    logger.error({ turn: message.id, fault: describeError(error) }, 'a turn failed');
    try {
      const texts = textsFor(await messageLocale(message, settings));
      // Once the reply was on its way, a second message could double it: it stays on record, and
      // the next start looks whether it went out.
      if (turn.posting) return;
      await this.post(turn, { text: texts.errors.unexpected(message.id) });
      await this.settle(turn);
    } catch (second) {
      logger.error({ turn: message.id, fault: describeError(second) }, 'nor could it be told');
    }
  }

  /** Blocked users see no typing that leads to nothing; in a guild their timeout is renewed. */
  private async isBlocked({ message }: OpenTurn): Promise<boolean> {
    const { blockedUntil } = await this.deps.moderation.standing(message.author.id);
    if (blockedUntil === null) return false;
    const { guildId, author } = message;
    if (guildId !== null) void this.deps.timeouts.apply(guildId, author.id, false);
    return true;
  }

  private async introduced(userId: string): Promise<void> {
    await this.deps.settings.changeUser(userId, (old) => ({ ...old, introduced: true }));
  }
}

function channelOf({ message }: OpenTurn) {
  if (!message.channel.isSendable()) throw new Error('not a channel to write in');
  return message.channel;
}

/** Where she may not write, trying would only cost requests. */
function mayAnswer(message: Message): boolean {
  if (!message.channel.isSendable()) return false;
  if (message.guild === null || message.channel.isDMBased()) return true;
  const me = message.guild.members.me;
  const needed = message.channel.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return me !== null && message.channel.permissionsFor(me).has(needed);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
