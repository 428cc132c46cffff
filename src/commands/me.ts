import { COMMAND_WORDS } from '../texts/command-words.js';
import { formatMoment } from '../texts/format.js';
import type { Command, CommandAnswer, CommandCall, CommandContext } from './command.js';
import { booleanOption, defineCommand, subcommand } from './define.js';
import { eraseUser } from './erase-user.js';
import { jsonFile } from './json-file.js';
import { exportedItem } from './memory.js';

const words = COMMAND_WORDS.me;

/** `/me`: everything that is kept on the user, as a file or deleted with a receipt. */
export const me: Command = {
  definition: defineCommand(words, {
    options: [
      subcommand(words.parts.export),
      subcommand(words.parts.delete, [booleanOption(words.parts.confirm, true)]),
    ],
  }),
  visibility: () => 'ephemeral',
  run: (call, context) =>
    call.subcommand === 'delete' ? erase(call, context) : exportAll(call, context),
};

async function exportAll(call: CommandCall, { storage }: CommandContext): Promise<CommandAnswer> {
  const { userId, texts } = call;
  const [settings, sessions, memories, ledger] = await Promise.all([
    storage.users.get(userId),
    storage.sessions.list(userId),
    storage.memories.list(userId),
    storage.ledger.list(userId),
  ]);
  const data = {
    userId,
    settings: settings ?? {},
    sessions,
    memories: memories.map(exportedItem),
    // Moderators are not named to those whom they judged.
    ledger: ledger.map((entry) => ({ ...entry, by: entry.by === userId ? userId : 'moderation' })),
  };
  return { text: texts.me.exported, files: [jsonFile('oh-lora-me.json', data)] };
}

async function erase(call: CommandCall, context: CommandContext): Promise<CommandAnswer> {
  const { texts, userId, timeZone, locale } = call;
  if (call.options.boolean('confirm') !== true) return { text: texts.me.notConfirmed };
  const erased = await eraseUser(userId, context);
  const { keptUntil } = erased;
  return {
    text: texts.me.receipt({
      ...erased,
      keptUntil: keptUntil === null ? null : formatMoment(keptUntil, timeZone, locale),
    }),
  };
}
