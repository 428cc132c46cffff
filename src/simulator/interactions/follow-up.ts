import {
  MessageFlags,
  RESTJSONErrorCodes as Code,
  type APIMessageInteractionMetadata,
} from 'discord.js';
import { discordError } from '../errors.js';
import type { Upload } from '../messages/attachments.js';
import { editMessage } from '../messages/edit.js';
import { postMessage } from '../messages/post.js';
import type { CreateMessageBody } from '../messages/schemas.js';
import type { Simulation } from '../simulation.js';
import type { Viewer } from '../world/events.js';
import type { Channel, Message } from '../world/records.js';
import type { World } from '../world/world.js';
import type { Interaction } from './interactions.js';

/** How the bot sees messages that it reaches by an interaction's token: its own, in full. */
export function botViewer(world: World): Viewer {
  return { accountId: world.application.botId, bot: true, intents: 0 };
}

function metadata(world: World, interaction: Interaction): APIMessageInteractionMetadata {
  return {
    id: interaction.id,
    type: interaction.type,
    user: world.account(interaction.callerId).user,
    authorizing_integration_owners: { 0: interaction.guildId ?? '0' },
    ...(interaction.commandName ? { name: interaction.commandName } : {}),
    ...(interaction.sourceMessageId ? { interacted_message_id: interaction.sourceMessageId } : {}),
  } as unknown as APIMessageInteractionMetadata;
}

export interface Answer {
  body: CreateMessageBody;
  uploads: readonly Upload[];
  loading?: boolean;
}

/** Posts a message of the bot as answer to an interaction; its flags say whether it is ephemeral. */
export function answerWithMessage(
  { world }: Simulation,
  interaction: Interaction,
  { body, uploads, loading = false }: Answer,
): Message {
  const channel = world.channel(interaction.channelId);
  const ephemeral = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const source = interaction.sourceMessageId
    ? channel.messages.get(interaction.sourceMessageId)
    : undefined;
  // Answers to buttons are shown as replies to the message with the button, without a ping.
  const reference =
    source && source.visibleTo === null
      ? {
          message_reference: { message_id: source.id, fail_if_not_exists: false },
          allowed_mentions: body.allowed_mentions ?? { parse: ['users' as const] },
        }
      : {};
  return postMessage(world, {
    channel,
    authorId: world.application.botId,
    body: { ...body, ...reference },
    uploads,
    interaction: {
      metadata: metadata(world, interaction),
      commandName: interaction.commandName,
    },
    visibleTo: ephemeral ? interaction.callerId : null,
    loading,
  });
}

/** The message that an interaction's token may touch. @throws {DiscordError} 10008 */
export function messageOf(
  { world }: Simulation,
  interaction: Interaction,
  id: string,
): { channel: Channel; message: Message } {
  const channel = world.channel(interaction.channelId);
  const message = world.message(channel, id === '@original' ? (interaction.originalId ?? '') : id);
  const own = message.interaction?.id === interaction.id || message.id === interaction.originalId;
  if (!own) throw discordError(Code.UnknownMessage);
  return { channel, message };
}

/** A follow-up; after a deferral the first one takes the place of the waiting message. */
export function followUp(
  simulation: Simulation,
  interaction: Interaction,
  answer: Answer,
): Message {
  const { world } = simulation;
  const channel = world.channel(interaction.channelId);
  const original = channel.messages.get(interaction.originalId ?? '');
  if (original && original.flags & MessageFlags.Loading) {
    editMessage(world, channel, original, answer.body, answer.uploads);
    return original;
  }
  return answerWithMessage(simulation, interaction, answer);
}
