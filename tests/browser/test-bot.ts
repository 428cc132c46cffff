import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  LabelBuilder,
  ModalBuilder,
  Partials,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type Message,
  type RESTPostAPIChatInputApplicationCommandsJSONBody as CommandBody,
} from 'discord.js';
import type { Simulator } from '../../src/simulator/server.js';
import { stripedPng } from './striped-png.js';

const COLOURS = [
  { name: 'purple', ko: '보라', value: 'purple' },
  { name: 'pink', ko: '분홍', value: 'pink' },
  { name: 'sky blue', ko: '하늘', value: 'sky' },
];

const COMMANDS: CommandBody[] = [
  {
    name: 'paint',
    name_localizations: { ko: '칠하기' },
    description: 'Paints a picture',
    description_localizations: { ko: '그림을 칠해요' },
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'colour',
        name_localizations: { ko: '색' },
        description: 'Which colour',
        description_localizations: { ko: '어떤 색으로 칠할까요' },
        required: true,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'stripes',
        name_localizations: { ko: '줄' },
        description: 'How many stripes',
        description_localizations: { ko: '줄을 몇 개 그릴까요' },
        min_value: 1,
        max_value: 9,
      },
      {
        type: ApplicationCommandOptionType.User,
        name: 'for',
        name_localizations: { ko: '받는-사람' },
        description: 'Whom it is for',
        description_localizations: { ko: '누구에게 줄까요' },
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'secret',
        name_localizations: { ko: '비밀' },
        description: 'Only you can see it',
        description_localizations: { ko: '나만 볼까요' },
      },
    ],
  },
  {
    name: 'note',
    name_localizations: { ko: '쪽지' },
    description: 'Notes',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'show',
        name_localizations: { ko: '보기' },
        description: 'Shows a note',
        description_localizations: { ko: '쪽지를 보여줘요' },
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'write',
        name_localizations: { ko: '쓰기' },
        description: 'Writes a note',
        description_localizations: { ko: '쪽지를 써요' },
      },
    ],
  },
  {
    name: 'silence',
    name_localizations: { ko: '침묵' },
    description: 'Never answers',
    description_localizations: { ko: '아무 대답도 하지 않아요' },
  },
];

/** A small bot that uses what the page has to show. `pressed` collects what people chose. */
export interface TestBot {
  client: Client<true>;
  pressed: string[];
  stop(): Promise<void>;
}

/** Logs a discord.js client in to the simulator. */
export async function startTestBot(simulator: Simulator): Promise<TestBot> {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.MessageContent,
    ],
    partials: [Partials.Channel],
    rest: { api: simulator.apiUrl, version: '10' },
  });
  const pressed: string[] = [];
  client.on(Events.MessageCreate, (message) => void answer(message));
  client.on(Events.InteractionCreate, (interaction) => void respond(interaction, pressed));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(simulator.botToken);
  const online = await ready;
  await online.application.commands.set(COMMANDS);
  return { client: online, pressed, stop: () => client.destroy() };
}

async function answer(message: Message): Promise<void> {
  if (message.author.bot || !message.channel.isSendable()) return;
  if (!message.inGuild() && message.content === '') return;
  await message.channel.sendTyping();
  await new Promise((resolve) =>
    setTimeout(resolve, message.content.includes('천천히') ? 1500 : 150),
  );
  const picture = new AttachmentBuilder(stripedPng(256, 5), { name: 'stripes.png' });
  picture.setDescription('줄무늬 그림 (생성된 그림)');
  await message.reply({
    content: `따라 할게: ${message.content}`,
    files: [picture],
    allowedMentions: { parse: [], repliedUser: false },
  });
}

async function respond(interaction: Interaction, pressed: string[]): Promise<void> {
  if (interaction.isAutocomplete()) await complete(interaction);
  else if (interaction.isChatInputCommand()) await run(interaction);
  else if (interaction.isButton()) {
    pressed.push(interaction.customId);
    if (interaction.customId === 'dead') return;
    await new Promise((resolve) => setTimeout(resolve, 800));
    await interaction.reply({ content: '다시 칠했어요', flags: MessageFlags.Ephemeral });
  } else if (interaction.isStringSelectMenu()) {
    pressed.push(...interaction.values);
    await interaction.update({ content: `고른 것: ${interaction.values.join(', ')}` });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`쪽지: ${interaction.fields.getTextInputValue('text')}`);
  }
}

async function complete(interaction: AutocompleteInteraction): Promise<void> {
  const typed = interaction.options.getFocused().toLowerCase();
  const fitting = COLOURS.filter(({ name, ko }) => name.includes(typed) || ko.includes(typed));
  await interaction.respond(
    fitting.map(({ name, ko, value }) => ({ name, nameLocalizations: { ko }, value })),
  );
}

async function run(interaction: ChatInputCommandInteraction): Promise<void> {
  if (interaction.commandName === 'silence') return;
  if (interaction.commandName === 'paint') {
    await paint(interaction);
    return;
  }
  if (interaction.options.getSubcommand() === 'show') {
    const menu = new StringSelectMenuBuilder({
      custom_id: 'which',
      placeholder: '쪽지를 골라 주세요',
      options: [
        { label: '첫째', value: 'first', description: '어제 쓴 것' },
        { label: '둘째', value: 'second' },
      ],
    });
    const embed = new EmbedBuilder({
      title: '쪽지함',
      description: '**두 개**가 있어요',
      color: 0xb69cff,
      fields: [
        { name: '첫째', value: '어제', inline: true },
        { name: '둘째', value: '오늘', inline: true },
      ],
      footer: { text: '쪽지 모음' },
    });
    const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu);
    await interaction.reply({ embeds: [embed], components: [row] });
    return;
  }
  const text = new TextInputBuilder({
    custom_id: 'text',
    style: TextInputStyle.Paragraph,
    required: true,
    min_length: 2,
  });
  const label = new LabelBuilder({ label: '내용' }).setTextInputComponent(text);
  const modal = new ModalBuilder({ custom_id: 'note', title: '쪽지 쓰기' });
  modal.addLabelComponents(label);
  await interaction.showModal(modal);
}

async function paint(interaction: ChatInputCommandInteraction): Promise<void> {
  const secret = interaction.options.getBoolean('secret') ?? false;
  await interaction.deferReply(secret ? { flags: MessageFlags.Ephemeral } : {});
  await new Promise((resolve) => setTimeout(resolve, 400));
  const stripes = interaction.options.getInteger('stripes') ?? 3;
  const whom = interaction.options.getUser('for');
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder({
      custom_id: 'again',
      label: '한 번 더',
      emoji: '🔄',
      style: ButtonStyle.Primary,
    }),
    new ButtonBuilder({ custom_id: 'dead', label: '먹통', style: ButtonStyle.Secondary }),
  );
  await interaction.editReply({
    content: `${interaction.options.getString('colour', true)} 줄 ${stripes}개${whom ? ` → <@${whom.id}>` : ''}`,
    files: [
      new AttachmentBuilder(stripedPng(256, stripes), {
        name: 'paint.png',
        description: '칠한 그림',
      }),
    ],
    components: [buttons],
    allowedMentions: { parse: [] },
  });
}
