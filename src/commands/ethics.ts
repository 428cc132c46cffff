import { ChannelType } from 'discord.js';
import { CATEGORIES } from '../moderation/ledger-entry.js';
import type { GuildSettings } from '../storage/records.js';
import { CHOICE_WORDS, COMMAND_WORDS } from '../texts/command-words.js';
import { CATEGORY_WORDS } from '../texts/words.js';
import type { Command, CommandAnswer, CommandCall, CommandContext } from './command.js';
import {
  booleanOption,
  channelOption,
  choiceOption,
  defineCommand,
  integerOption,
  roleOption,
  stringOption,
  subcommand,
} from './define.js';

const words = COMMAND_WORDS.ethics;
const DEFAULT_EXPIRY_DAYS = 180;

type EthicsSettings = NonNullable<GuildSettings['ethics']>;

/** `/ethics`: how strict she is in this guild, and a dry run. */
export const ethics: Command = {
  definition: defineCommand(words, {
    options: [
      subcommand(words.parts.settings, [
        choiceOption(words.parts.preset, CHOICE_WORDS.preset),
        integerOption(words.parts.expiry, { min: 1, max: 3650 }),
        channelOption(words.parts.modLog, [ChannelType.GuildText]),
        roleOption(words.parts.exemptRole),
        booleanOption(words.parts.timeouts),
      ]),
      subcommand(words.parts.test, [
        stringOption(words.parts.text, { required: true, maxLength: 2000 }),
      ]),
    ],
    moderatorsOnly: true,
    guildOnly: true,
  }),
  visibility: () => 'ephemeral',

  async run(call, context) {
    const { texts, guildId } = call;
    if (!call.isModerator && !call.isOwner) return { text: texts.errors.moderatorsOnly };
    if (call.subcommand === 'test') return test(call, context);
    if (guildId === null) return { text: texts.errors.guildOnly };
    return change(guildId, call, context);
  },
};

async function change(
  guildId: string,
  { texts, options }: CommandCall,
  { settings, guild }: CommandContext,
): Promise<CommandAnswer> {
  const changed = await settings.changeGuild(guildId, (old) => {
    const before = old.ethics ?? {};
    const role = options.id('exempt-role');
    const preset = options.string('preset') as EthicsSettings['preset'] | null;
    const expiryDays = options.number('expiry-days');
    const modLogChannel = options.id('mod-log');
    const timeouts = options.boolean('timeouts');
    const next: EthicsSettings = {
      ...before,
      ...(preset && { preset }),
      ...(expiryDays !== null && { expiryDays }),
      ...(modLogChannel !== null && { modLogChannel }),
      ...(timeouts !== null && { timeouts }),
      ...(role !== null && { exemptRoles: toggled(before.exemptRoles ?? [], role) }),
    };
    return { ...old, ethics: next };
  });
  const now = changed.ethics ?? {};
  const fault = now.timeouts === true ? await guild.timeoutFault(guildId) : null;
  const deaf = now.modLogChannel !== undefined && !(await guild.canWrite(now.modLogChannel));
  return {
    text: [
      texts.ethics.settings({
        preset: now.preset ?? 'standard',
        expiryDays: now.expiryDays ?? DEFAULT_EXPIRY_DAYS,
        modLog: now.modLogChannel === undefined ? null : `<#${now.modLogChannel}>`,
        exemptRoles: (now.exemptRoles ?? []).map((id) => `<@&${id}>`),
        timeouts: now.timeouts ?? false,
      }),
      ...(fault === null ? [] : [texts.ethics.cannotTimeOut(texts.modLog.reasons[fault])]),
      ...(deaf ? [texts.ethics.cannotLog] : []),
    ].join('\n'),
  };
}

async function test(
  { options, texts, locale }: CommandCall,
  { classify }: CommandContext,
): Promise<CommandAnswer> {
  const { scores, verdicts } = await classify(options.string('text') ?? '');
  const name = CATEGORY_WORDS[locale];
  return {
    text: texts.ethics.test({
      lines: CATEGORIES.map((category) => `${name[category]}: ${scores[category].toFixed(3)}`),
      verdicts: verdicts.map((category) => name[category]),
    }),
  };
}

function toggled(list: readonly string[], id: string): string[] {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}
