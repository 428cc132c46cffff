import type { Client, Message } from 'discord.js';
import type { Clock } from '../clock.js';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { RunningTurn } from '../storage/records.js';
import type { Storage } from '../storage/storage.js';
import { requestFault } from './discord-errors.js';
import { isWaitingNote } from './waiting-note.js';

/** Older messages have been overtaken by events; an answer would puzzle. */
const MAX_AGE_MS = 6 * 3_600_000;
/** Messages after the user's in which her reply is looked for. */
const LOOKED_AT = 100;

interface RecoveryDependencies {
  client: Client<true>;
  storage: Pick<Storage, 'turns'>;
  clock: Clock;
  logger: Logger;
  answer: (message: Message) => Promise<void>;
}

/**
 * Takes up the turns that were running when the process died: the text is fetched again from
 * Discord, and what was answered already is left alone. Resolves when all of them are in line.
 */
export async function recoverTurns(deps: RecoveryDependencies): Promise<void> {
  const { client, storage, logger } = deps;
  const turns = await storage.turns.list(client.user.id);
  for (const turn of turns.sort((a, b) => a.startedAt - b.startedAt)) {
    try {
      const message = await unanswered(turn, deps);
      if (message === null) await storage.turns.delete(client.user.id, turn.id);
      else void deps.answer(message);
      logger.info({ turn: turn.id, again: message !== null }, 'a turn was interrupted');
    } catch (error) {
      logger.warn({ turn: turn.id, fault: describeError(error) }, 'a turn cannot be taken up');
    }
  }
}

/** The message, if it still waits for a reply. */
async function unanswered(
  turn: RunningTurn,
  { client, clock }: RecoveryDependencies,
): Promise<Message | null> {
  if (clock.now() - turn.startedAt > MAX_AGE_MS) return null;
  try {
    const channel = await client.channels.fetch(turn.channelId);
    if (channel?.isTextBased() !== true || !channel.isSendable()) return null;
    const message = await channel.messages.fetch({ message: turn.messageId, force: true });
    const after = await channel.messages.fetch({ after: turn.messageId, limit: LOOKED_AT });
    const replies = after.filter(
      ({ author, reference }) =>
        author.id === client.user.id && reference?.messageId === turn.messageId,
    );
    const [notes, answers] = replies.partition(({ content }) => isWaitingNote(content));
    for (const note of notes.values()) await note.delete().catch(() => undefined);
    return answers.size === 0 ? message : null;
  } catch (error) {
    const fault = requestFault(error);
    if (fault === 'gone' || fault === 'forbidden') return null;
    throw error;
  }
}
