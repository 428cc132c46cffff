import { setTimeout as sleep } from 'node:timers/promises';
import {
  ActionRowBuilder,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nextEvent, openBench, type Bench } from './bench.js';

/** Shorter than Discord's 3 s, so that silence is told soon. */
const DEADLINE_MS = 2000;

describe('interactions between a person and discord.js', () => {
  let bench: Bench;
  let channel: string;
  const faults: Error[] = [];

  beforeAll(async () => {
    bench = await openBench({
      interactionDeadlineMs: DEADLINE_MS,
      onFault: (_route, error) => faults.push(error),
    });
    channel = bench.general.id;
    await bench.client.application.commands.set([
      { name: 'ping', description: 'Answers' },
      {
        name: 'memory',
        nameLocalizations: { ko: '기억' },
        description: 'Memory',
        options: [
          {
            type: OptionType.Subcommand,
            name: 'show',
            description: 'Show',
            options: [
              { type: OptionType.String, name: 'key', description: 'Key', autocomplete: true },
              { type: OptionType.User, name: 'user', description: 'User' },
              { type: OptionType.Channel, name: 'place', description: 'Place' },
              { type: OptionType.Attachment, name: 'file', description: 'File' },
            ],
          },
        ],
      },
      {
        name: 'hair',
        description: 'Hair',
        options: [
          {
            type: OptionType.Number,
            name: 'height',
            description: 'Height',
            required: true,
            minValue: 0,
            maxValue: 1,
          },
        ],
      },
      { name: 'Report', type: ApplicationCommandType.Message },
    ]);
  });

  afterAll(() => bench.close());
  afterEach(() => expect(faults).toEqual([]));

  const sees = (content: string) =>
    bench.haneul.waitForMessage((message) => message.content === content);
  const next = <T extends Interaction>() => nextEvent<T>(bench.client, 'interactionCreate');

  it('answers a command at once, with its name above the message', async () => {
    const { haneul } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    expect(interaction.locale).toBe('ko');
    expect(interaction.inCachedGuild() && interaction.member.displayName).toBe('하늘');
    const response = await interaction.reply({ content: '퐁', withResponse: true });
    expect(response.resource?.message?.content).toBe('퐁');
    expect((await outcome).answered).toBe(true);
    const seen = await sees('퐁');
    expect(seen.interaction_metadata?.user.id).toBe(haneul.id);
    expect(seen.type).toBe(20);
  });

  it('shows an ephemeral answer to the caller only', async () => {
    const { haneul, jiwoo } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    await interaction.reply({ content: '너만 봐', flags: MessageFlags.Ephemeral });
    await outcome;
    const seen = await sees('너만 봐');
    expect(haneul.seesEphemeral(seen)).toBe(true);
    await bench.general.send('모두 봐');
    await jiwoo.waitForMessage((message) => message.content === '모두 봐');
    expect(jiwoo.messages.has(seen.id)).toBe(false);
    expect((await haneul.history(channel)).some((each) => each.id === seen.id)).toBe(false);
    await interaction.deleteReply();
    await haneul.waitForDeletion(seen.id);
  });

  it('defers, fills in the answer with a picture, follows up', async () => {
    const { haneul } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    await interaction.deferReply();
    await outcome;
    const thinking = [...haneul.messages.values()].at(-1);
    expect((thinking?.flags ?? 0) & MessageFlags.Loading).toBe(MessageFlags.Loading);
    await interaction.editReply({
      content: '다 됐어',
      files: [{ attachment: Buffer.from('x'), name: 'a.txt' }],
    });
    const seen = await sees('다 됐어');
    expect(seen).toMatchObject({ id: thinking?.id, content: '다 됐어', edited_timestamp: null });
    expect(seen.attachments[0]?.filename).toBe('a.txt');
    expect((await interaction.fetchReply()).content).toBe('다 됐어');
    const more = await interaction.followUp({ content: '하나 더', flags: MessageFlags.Ephemeral });
    const second = await sees('하나 더');
    expect([second.id, haneul.seesEphemeral(second)]).toEqual([more.id, true]);
    await interaction.editReply({ message: more, content: '고침' });
    await haneul.waitForEdit(more.id, (message) => message.content === '고침');
  });

  it('keeps a deferred ephemeral answer ephemeral, and fills it by the first follow-up', async () => {
    const { haneul, jiwoo } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await outcome;
    await interaction.followUp('몰래');
    const seen = await sees('몰래');
    expect(haneul.seesEphemeral(seen)).toBe(true);
    expect(jiwoo.messages.has(seen.id)).toBe(false);
  });

  it('resolves users, channels and files of options', async () => {
    const { haneul, jiwoo } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'memory show', {
      key: '취미',
      user: jiwoo.id,
      place: channel,
      file: { name: 'list.txt', bytes: Buffer.from('등산') },
    });
    const { options, ...interaction } = await coming;
    expect(options.getSubcommand()).toBe('show');
    expect(options.getString('key')).toBe('취미');
    expect(options.getUser('user')?.globalName).toBe('모더 지우');
    expect(options.getChannel('place')?.name).toBe('일반');
    const file = await fetch(options.getAttachment('file', true).url);
    expect(await file.text()).toBe('등산');
    expect(interaction.id).toBeDefined();
    expect((await outcome).answered).toBe(false);
  });

  it('refuses options that the command does not allow', async () => {
    const { haneul } = bench;
    const run = (values: Record<string, number>) => haneul.runCommand(channel, 'hair', values);
    await expect(run({})).rejects.toMatchObject({ code: 50035 });
    await expect(run({ height: 1.5 })).rejects.toMatchObject({ code: 50035 });
    await expect(run({ width: 1 })).rejects.toMatchObject({ code: 50035 });
  });

  it('offers autocomplete choices in the language of the person', async () => {
    const { haneul } = bench;
    const coming = next<AutocompleteInteraction>();
    const choices = haneul.autocomplete(channel, 'memory show', 'key', { key: '취' });
    const interaction = await coming;
    expect(interaction.options.getFocused(true)).toMatchObject({ name: 'key', value: '취' });
    await interaction.respond([
      { name: 'hobby', nameLocalizations: { ko: '취미' }, value: 'hobby' },
    ]);
    expect(await choices).toEqual([{ name: 'hobby', name_localized: '취미', value: 'hobby' }]);
  });

  it('tells the person when the bot is silent, and refuses the late answer with 10062', async () => {
    const { haneul } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    expect((await outcome).answered).toBe(false);
    await expect(interaction.reply('늦었다')).rejects.toMatchObject({ code: 10062, status: 404 });
  });

  it('refuses a second first answer with 40060', async () => {
    const { haneul, client, simulator } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    await interaction.reply('하나');
    await outcome;
    const path = `${simulator.apiUrl}/v10/interactions/${interaction.id}/${interaction.token}/callback`;
    const second = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 4, data: { content: '둘' } }),
    });
    expect(await second.json()).toMatchObject({ code: 40060 });
    await expect(
      client.rest.get(`/webhooks/${simulator.applicationId}/wrong/messages/@original`),
    ).rejects.toMatchObject({ code: 10015 });
    await sees('하나');
  });

  it('updates a message by its button, and leaves disabled buttons dead', async () => {
    const { general, haneul } = bench;
    const button = new ButtonBuilder()
      .setCustomId('again')
      .setLabel('🔄')
      .setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    const sent = await general.send({ content: '버튼', components: [row] });
    const seen = await haneul.waitForMessage((message) => message.id === sent.id);
    const coming = next<ButtonInteraction>();
    const outcome = haneul.pressButton(seen, '🔄');
    const interaction = await coming;
    expect(interaction.customId).toBe('again');
    expect(interaction.message.id).toBe(sent.id);
    row.components[0]?.setDisabled(true);
    await interaction.update({ content: '눌렸다', components: [row] });
    expect((await outcome).answered).toBe(true);
    const updated = await haneul.waitForEdit(sent.id, (message) => message.content === '눌렸다');
    await expect(haneul.pressButton(updated, 'again')).rejects.toMatchObject({ code: 50035 });
  });

  it('defers an update, then edits the message it came from', async () => {
    const { general, haneul } = bench;
    const button = new ButtonBuilder()
      .setCustomId('stop')
      .setLabel('멈춤')
      .setStyle(ButtonStyle.Danger);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    const sent = await general.send({ content: '움직임', components: [row] });
    const seen = await haneul.waitForMessage((message) => message.id === sent.id);
    const coming = next<ButtonInteraction>();
    const outcome = haneul.pressButton(seen, 'stop');
    const interaction = await coming;
    await interaction.deferUpdate();
    await outcome;
    await interaction.editReply({ content: '멈췄다', components: [] });
    await haneul.waitForEdit(sent.id, (message) => message.content === '멈췄다');
  });

  it('passes on what is chosen in a select menu', async () => {
    const { general, haneul } = bench;
    const menu = new StringSelectMenuBuilder()
      .setCustomId('color')
      .setMaxValues(2)
      .addOptions({ label: '보라', value: 'purple' }, { label: '분홍', value: 'pink' });
    const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu);
    const sent = await general.send({ components: [row] });
    const seen = await haneul.waitForMessage((message) => message.id === sent.id);
    await expect(haneul.choose(seen, 'color', ['green'])).rejects.toMatchObject({ code: 50035 });
    const coming = next<StringSelectMenuInteraction>();
    const outcome = haneul.choose(seen, 'color', ['pink', 'purple']);
    const interaction = await coming;
    expect(interaction.values).toEqual(['pink', 'purple']);
    await interaction.reply({ content: '골랐네', flags: MessageFlags.Ephemeral });
    await outcome;
    await sees('골랐네');
  });

  it('opens a modal and brings back what was written into it', async () => {
    const { haneul } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    const why = new TextInputBuilder()
      .setCustomId('why')
      .setStyle(TextInputStyle.Paragraph)
      .setMaxLength(10);
    const pick = new StringSelectMenuBuilder()
      .setCustomId('kind')
      .addOptions({ label: '실수', value: 'mistake' });
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId('appeal')
        .setTitle('이의 제기')
        .addLabelComponents(
          new LabelBuilder().setLabel('이유').setTextInputComponent(why),
          new LabelBuilder().setLabel('종류').setStringSelectMenuComponent(pick),
        ),
    );
    await outcome;
    const modal = await haneul.waitForModal();
    expect(modal.title).toBe('이의 제기');
    const long = { why: '가'.repeat(11), kind: ['mistake'] };
    await expect(haneul.submitModal(modal, long)).rejects.toMatchObject({ code: 50035 });
    const submitting = next<ModalSubmitInteraction>();
    const submitted = haneul.submitModal(modal, { why: '억울해요', kind: ['mistake'] });
    const submission = await submitting;
    expect(submission.fields.getTextInputValue('why')).toBe('억울해요');
    expect(submission.fields.getStringSelectValues('kind')).toEqual(['mistake']);
    await submission.reply({ content: '접수했어요', flags: MessageFlags.Ephemeral });
    await submitted;
    await sees('접수했어요');
  });

  it('takes commands in a DM, where there is no member', async () => {
    const { haneul } = bench;
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(haneul.dm, 'ping');
    const interaction = await coming;
    expect([interaction.guildId, interaction.member, interaction.user.id]).toEqual([
      null,
      null,
      haneul.id,
    ]);
    await interaction.reply('디엠 퐁');
    await outcome;
    await sees('디엠 퐁');
  });

  it('answers even where the bot may not send messages', async () => {
    const { haneul, simulator, client } = bench;
    simulator.faults.denyInChannel(channel, client.user.id, 1n << 11n);
    await sleep(20);
    await expect(bench.general.send('못 보내')).rejects.toMatchObject({ code: 50013 });
    const coming = next<ChatInputCommandInteraction>();
    const outcome = haneul.runCommand(channel, 'ping');
    const interaction = await coming;
    await interaction.reply('그래도 답해');
    await outcome;
    simulator.faults.clear();
    await sees('그래도 답해');
  });
});
