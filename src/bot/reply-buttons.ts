import { ComponentType, MessageFlags, type ButtonInteraction, type Message } from 'discord.js';
import { drawScores } from '../pipeline/expression/scores.js';
import { seededRandom, seedFromText } from '../random.js';
import type { CommandCall, CommandContext } from '../commands/command.js';
import { textsFor } from '../texts/texts.js';
import {
  outgoingReply,
  pictureFile,
  toPayload,
  type ButtonRow,
  type Outgoing,
} from './outgoing.js';
import { readPressId, replyRows, buttonRow, type ReplyPress } from './reply-rows.js';
import { turnRequest } from './turn-request.js';

/** Acts on a press under one of her replies. @returns `false` when the button is not one of these. */
export async function pressReplyButton(
  interaction: ButtonInteraction,
  call: CommandCall,
  context: CommandContext,
): Promise<boolean> {
  const press = readPressId(interaction.customId);
  if (press === undefined) return false;
  if (press.kind === 'report') {
    await report(interaction, call, context);
  } else if (press.userId !== call.userId) {
    await whisper(interaction, call.texts.buttons.notYours);
  } else if (press.kind === 'again') {
    await again(interaction, press, call, context);
  } else {
    await motion(interaction, press, call, context);
  }
  return true;
}

/** The same message answered once more, in place. */
async function again(
  interaction: ButtonInteraction,
  press: Extract<ReplyPress, { kind: 'again' }>,
  call: CommandCall,
  context: CommandContext,
): Promise<void> {
  const { userId, guildId, texts, locale } = call;
  await interaction.deferUpdate();
  const asked = await interaction.channel?.messages.fetch(press.messageId).catch(() => null);
  if (!asked) {
    await whisper(interaction, texts.buttons.outOfDate);
    return;
  }
  const id = `${press.messageId}:${press.count}`;
  const me = interaction.client.user.id;
  const request = await turnRequest(asked, { id, me, settings: context.settings });
  const reply = await context.talk({ ...request, via: 'command' });
  if (reply === 'queue-full' || reply === 'stopping') {
    const { queueFull, stopping } = texts.notices;
    await whisper(interaction, reply === 'queue-full' ? queueFull : stopping);
    return;
  }
  const facts = { userId, guildId, locale, messageId: press.messageId, count: press.count };
  const rows = await replyRows(reply, facts, context);
  const message = outgoingReply(reply, { locale, rows });
  if (message === null) return;
  // A notice is not an answer: the old answer stays.
  if (reply.kind === 'notice') await whisper(interaction, message.text);
  else await edit(interaction, message);
}

/** The picture in motion, or held still. */
async function motion(
  interaction: ButtonInteraction,
  press: Extract<ReplyPress, { kind: 'motion' }>,
  call: CommandCall,
  context: CommandContext,
): Promise<void> {
  await interaction.deferUpdate();
  const { face, expression, format } = press;
  const seed = seedFromText(interaction.message.id);
  const picture = await context.draw({
    face,
    to: drawScores(expression, seededRandom(seed)),
    hair: (await context.settings.user(call.userId)).hair ?? null,
    format,
    seed,
  });
  if (picture === null) {
    await whisper(interaction, call.texts.buttons.noPicture);
    return;
  }
  const next = format === 'gif' ? 'png' : 'gif';
  await edit(interaction, {
    text: interaction.message.content,
    files: [pictureFile(picture, expression, call.locale)],
    rows: rowsWith(interaction.message, { ...press, format: next }, call),
  });
}

/** A link to the answer goes to the moderators; from a DM the answer itself, which is hers. */
async function report(
  interaction: ButtonInteraction,
  call: CommandCall,
  context: CommandContext,
): Promise<void> {
  const { guildId, userId, texts } = call;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const chosen = guildId === null ? undefined : await context.settings.guild(guildId);
  const { url, content } = interaction.message;
  const told = await context.guild.postModLog(guildId, {
    text: textsFor(chosen?.locale ?? 'ko').modLog.report({
      reporter: `<@${userId}>`,
      link: guildId === null ? `\n> ${content.replaceAll('\n', '\n> ')}` : url,
    }),
  });
  const text = told ? texts.buttons.reported : texts.buttons.nowhereToReport;
  await interaction.editReply(toPayload({ text }));
}

/** The same buttons with another one for motion. */
function rowsWith(
  message: Message,
  motionPress: Extract<ReplyPress, { kind: 'motion' }>,
  { locale }: CommandCall,
): ButtonRow[] {
  const presses = message.components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map(({ customId }) => readPressId(customId ?? ''))
    .filter((press) => press !== undefined)
    .map((press) => (press.kind === 'motion' ? motionPress : press));
  return [buttonRow(presses, locale)];
}

/** The old picture goes, the new one comes. */
async function edit(interaction: ButtonInteraction, message: Outgoing): Promise<void> {
  await interaction.editReply({ ...toPayload(message), attachments: [] });
}

/** A word for the presser only. */
async function whisper(interaction: ButtonInteraction, text: string): Promise<void> {
  const payload = { ...toPayload({ text }), flags: MessageFlags.Ephemeral } as const;
  if (interaction.deferred || interaction.replied) await interaction.followUp(payload);
  else await interaction.reply(payload);
}
