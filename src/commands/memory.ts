import { formatItem, type MemoryItem } from '../pipeline/memory/memory-item.js';
import { localTime } from '../pipeline/text/calendar.js';
import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command, CommandAnswer, CommandCall, CommandContext } from './command.js';
import { booleanOption, defineCommand, stringOption, subcommand } from './define.js';
import { jsonFile } from './json-file.js';

const words = COMMAND_WORDS.memory;
const SHOWN = 30;
const MAX_SUGGESTIONS = 25;

/** `/memory`: what she remembers of the user, and how to make her forget. */
export const memory: Command = {
  definition: defineCommand(words, {
    options: [
      subcommand(words.parts.show),
      subcommand(words.parts.forget, [
        stringOption(words.parts.item, { required: true, suggests: true }),
      ]),
      subcommand(words.parts.forgetAll, [booleanOption(words.parts.confirm, true)]),
      subcommand(words.parts.export),
      subcommand(words.parts.on),
      subcommand(words.parts.off),
    ],
  }),
  visibility: () => 'ephemeral',

  run(call, context) {
    switch (call.subcommand) {
      case 'forget':
        return forget(call, context);
      case 'forget-all':
        return forgetAll(call, context);
      case 'export':
        return exportItems(call, context);
      case 'on':
      case 'off':
        return switchMemory(call, context, call.subcommand === 'on');
      default:
        return show(call, context);
    }
  },

  async suggest(call, context) {
    const typed = (call.options.focused?.value ?? '').normalize('NFC');
    return (await currentItems(call, context))
      .filter((item) => formatItem(item).includes(typed))
      .slice(-MAX_SUGGESTIONS)
      .map((item) => ({ name: formatItem(item).slice(0, 100), value: item.id }));
  },
};

async function show(call: CommandCall, context: CommandContext): Promise<CommandAnswer> {
  const { texts } = call;
  const items = await currentItems(call, context);
  const off = (await context.settings.user(call.userId)).memory === false;
  const lines = items
    .slice(-SHOWN)
    .map((item) => `• ${formatItem(item)} (${placeWord(item, call)})`);
  const hidden = items.length - lines.length;
  return {
    text: [
      ...(items.length === 0 ? [texts.memory.nothing] : [texts.memory.heading(items.length)]),
      ...lines,
      ...(hidden > 0 ? [texts.memory.more(hidden)] : []),
      ...(off ? [texts.memory.off] : []),
    ].join('\n'),
  };
}

async function forget(call: CommandCall, { storage }: CommandContext): Promise<CommandAnswer> {
  const { texts, userId } = call;
  const wanted = (call.options.string('item') ?? '').normalize('NFC').trim();
  const items = await storage.memories.list(userId);
  // Chosen from the list, or typed by hand.
  const item = items.find(({ id, ...pair }) => id === wanted || formatItem(pair) === wanted);
  if (item === undefined) return { text: texts.memory.unknown };
  await storage.memories.delete(userId, item.id);
  return { text: texts.memory.forgotten(formatItem(item)) };
}

/** The last summaries go as well: they may hold what was told. */
async function forgetAll(call: CommandCall, { storage }: CommandContext): Promise<CommandAnswer> {
  const { texts, userId } = call;
  if (call.options.boolean('confirm') !== true) return { text: texts.memory.notConfirmed };
  const count = (await storage.memories.list(userId)).length;
  await storage.memories.clear(userId);
  await storage.sessions.clear(userId);
  return { text: texts.memory.forgottenAll(count) };
}

async function exportItems(call: CommandCall, context: CommandContext): Promise<CommandAnswer> {
  const items = await currentItems(call, context);
  if (items.length === 0) return { text: call.texts.memory.nothing };
  return {
    text: call.texts.memory.exported(items.length),
    files: [jsonFile('oh-lora-memory.json', items.map(exportedItem))],
  };
}

async function switchMemory(
  call: CommandCall,
  { settings }: CommandContext,
  on: boolean,
): Promise<CommandAnswer> {
  await settings.changeUser(call.userId, (old) => ({ ...old, memory: on }));
  return { text: call.texts.memory.switched(on) };
}

/** What of an item a person can read. */
export function exportedItem({ key, value, learnedAt, guildId, day }: MemoryItem) {
  return { key, value, learnedAt: new Date(learnedAt).toISOString(), guildId, day };
}

/** Items whose day is over are as good as forgotten. */
async function currentItems(
  { userId, timeZone }: CommandCall,
  { storage, clock }: CommandContext,
): Promise<MemoryItem[]> {
  const today = localTime(clock.now(), timeZone).day;
  const items = await storage.memories.list(userId);
  return items.filter(({ day }) => day === undefined || day >= today);
}

function placeWord(item: MemoryItem, { texts, guildId }: CommandCall): string {
  if (item.guildId === null) return texts.memory.direct;
  return item.guildId === guildId ? texts.memory.here : texts.memory.elsewhere;
}
