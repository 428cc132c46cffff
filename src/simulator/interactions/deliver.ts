import { InteractionContextType as Context } from 'discord.js';
import { uploadLimit } from '../messages/attachments.js';
import { presentMessage } from '../messages/present.js';
import { channelPermissions } from '../permissions.js';
import { announceTo } from '../world/announce.js';
import { presentChannel, presentMember } from '../world/present.js';
import type { Message } from '../world/records.js';
import type { World } from '../world/world.js';
import type { Interaction } from './interactions.js';

/** Sends INTERACTION_CREATE to the bot. */
export function deliver(
  world: World,
  interaction: Interaction,
  data: object,
  source: Message | null,
): void {
  const { application } = world;
  const { callerId, guildId } = interaction;
  const channel = world.channel(interaction.channelId);
  const guild = guildId ? world.guild(guildId) : null;
  const bot = { accountId: application.botId, bot: true, intents: 0 };
  const { user } = world.account(callerId);
  const member = guild?.members.get(callerId);
  const permissions = (id: string): string => channelPermissions(world, channel, id).toString();
  const owner = guild ? guild.id : '0';

  announceTo(
    world,
    application.botId,
    'INTERACTION_CREATE',
    {
      id: interaction.id,
      application_id: application.id,
      type: interaction.type,
      token: interaction.token,
      version: 1,
      data,
      channel_id: channel.id,
      channel: { ...presentChannel(world, channel, bot), permissions: permissions(callerId) },
      ...(guild && member
        ? {
            guild_id: guild.id,
            guild: { id: guild.id, locale: guild.locale, features: [] },
            guild_locale: guild.locale,
            member: { ...presentMember(world, member), permissions: permissions(callerId) },
          }
        : { user }),
      ...(source
        ? {
            message: presentMessage(world, source, { ...bot, accountId: application.botId }),
          }
        : {}),
      locale: interaction.locale,
      app_permissions: permissions(application.botId),
      context: guild ? Context.Guild : Context.BotDM,
      authorizing_integration_owners: { 0: owner },
      entitlements: [],
      attachment_size_limit: uploadLimit(guild),
    },
    guildId,
  );
}
