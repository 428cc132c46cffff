import { ButtonStyle, ComponentType, MessageFlags, type ButtonInteraction } from 'discord.js';
import type { CommandCall, CommandContext } from '../commands/command.js';
import type { Locale } from '../texts/locale.js';
import { textsFor } from '../texts/texts.js';
import { toPayload, type ButtonRow } from './outgoing.js';

const PREFIX = 'appeal';

/** Accept and decline, under an appeal in the mod-log. */
export function appealRow(userId: string, appealId: string, locale: Locale): ButtonRow {
  const { buttons } = textsFor(locale);
  const button = (
    decision: string,
    label: string,
    style: ButtonStyle.Success | ButtonStyle.Danger,
  ) =>
    ({
      type: ComponentType.Button,
      style,
      label,
      custom_id: [PREFIX, decision, userId, appealId].join('|'),
    }) as const;
  return {
    type: ComponentType.ActionRow,
    components: [
      button('accept', buttons.accept, ButtonStyle.Success),
      button('decline', buttons.decline, ButtonStyle.Danger),
    ],
  };
}

/** Records a moderator's decision. @returns `false` when the button is not one of these. */
export async function pressAppealButton(
  interaction: ButtonInteraction,
  call: CommandCall,
  { moderation, guild, settings }: CommandContext,
): Promise<boolean> {
  const [prefix, decision, userId = '', appealId = ''] = interaction.customId.split('|');
  if (prefix !== PREFIX) return false;
  const { texts, guildId, channelId } = call;
  if (!call.isOwner && (!call.isModerator || guildId === null)) {
    const refusal = toPayload({ text: texts.errors.moderatorsOnly });
    await interaction.reply({ ...refusal, flags: MessageFlags.Ephemeral });
    return true;
  }
  await interaction.deferUpdate();
  const accepted = decision === 'accept';
  const place = { guildId, channelId };
  const by = call.userId;
  const result = await moderation.decideAppeal({ userId, appealId, accepted, by, place });
  if (result === 'unknown') throw new Error(`no appeal ${appealId}`);
  const { blockedUntil } = await moderation.standing(userId);
  if (accepted && blockedUntil === null && guildId !== null) {
    await guild.liftTimeout(guildId, userId);
  }
  const locale = guildId === null ? call.locale : ((await settings.guild(guildId)).locale ?? 'ko');
  const outcome =
    result === 'decided'
      ? textsFor(locale).modLog.appealDecided({ accepted, by: `<@${by}>` })
      : textsFor(locale).appeal.alreadyDecided;
  await interaction.editReply(
    toPayload({ text: `${interaction.message.content}\n${outcome}`, rows: [] }),
  );
  return true;
}
