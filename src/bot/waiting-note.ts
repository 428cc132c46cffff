import type { Message } from 'discord.js';
import type { Locale } from '../texts/locale.js';
import { textsFor } from '../texts/texts.js';
import { toPayload } from './outgoing.js';

/** A shorter wait needs no word: she is typing. */
const FIRST_AFTER_MS = 4000;
const UPDATE_EVERY_MS = 5000;
/** Tells notes from answers after a crash. */
const MARK = '⏳';

export function isWaitingNote(content: string): boolean {
  return content.startsWith(MARK);
}

/**
 * Tells the user their place in line while they wait; the note is gone when the answer is there.
 *
 * @param place 0 once the turn runs
 * @returns takes the note away
 */
export function showPlace(
  message: Message,
  place: () => number,
  locale: Locale,
): () => Promise<void> {
  let note: Message | null = null;
  let shown = 0;
  let work = Promise.resolve();
  const update = async () => {
    const now = place();
    if (now === 0 || now === shown) return;
    shown = now;
    const payload = toPayload({ text: `${MARK} ${textsFor(locale).replies.waiting(now)}` });
    note = note === null ? await message.reply(payload) : await note.edit(payload);
  };
  const tick = () => {
    // A note is a courtesy: where it cannot be posted, the answer still comes.
    work = work.then(update).catch(() => undefined);
  };
  let timer = setTimeout(() => {
    tick();
    timer = setInterval(tick, UPDATE_EVERY_MS);
  }, FIRST_AFTER_MS);
  return async () => {
    clearTimeout(timer);
    await work;
    await note?.delete().catch(() => undefined);
  };
}
