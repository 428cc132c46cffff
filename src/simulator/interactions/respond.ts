import { InteractionResponseType as Response, InteractionType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import { formError } from '../errors.js';
import type { Upload } from '../messages/attachments.js';
import { modalSchema } from '../messages/component-schemas.js';
import { finishComponents, type ComponentNode } from '../messages/components.js';
import { editMessage } from '../messages/edit.js';
import { presentMessage } from '../messages/present.js';
import { createMessageSchema, editMessageSchema } from '../messages/schemas.js';
import type { Simulation } from '../simulation.js';
import { text, validate } from '../validation.js';
import type { Message } from '../world/records.js';
import { answerWithMessage, botViewer } from './follow-up.js';
import type { Interaction } from './interactions.js';

const envelope = z.object({ type: z.enum(Response), data: z.unknown().optional() });
const deferSchema = z.object({ flags: z.number().int().min(0).nullish() });
const choicesSchema = z.object({
  choices: z
    .array(
      z.object({
        name: text(100, 1),
        name_localizations: z.record(z.string(), z.string()).nullish(),
        value: z.union([text(100), z.number()]),
      }),
    )
    .max(25),
});

const { ApplicationCommandAutocomplete, MessageComponent, ModalSubmit } = InteractionType;

function wrongType(): never {
  throw formError(
    'type',
    'INTERACTION_RESPONSE_TYPE_INVALID',
    'This response type does not fit the interaction.',
  );
}

function requireFit(interaction: Interaction, type: Response): void {
  const autocomplete = interaction.type === ApplicationCommandAutocomplete;
  const onMessage =
    interaction.type === MessageComponent ||
    (interaction.type === ModalSubmit && interaction.sourceMessageId !== null);
  switch (type) {
    case Response.ChannelMessageWithSource:
    case Response.DeferredChannelMessageWithSource:
      if (autocomplete) wrongType();
      return;
    case Response.DeferredMessageUpdate:
    case Response.UpdateMessage:
      if (!onMessage) wrongType();
      return;
    case Response.ApplicationCommandAutocompleteResult:
      if (!autocomplete) wrongType();
      return;
    case Response.Modal:
      if (autocomplete || interaction.type === ModalSubmit) wrongType();
      return;
    default:
      wrongType();
  }
}

/** What `with_response=true` answers. */
export interface CallbackResult {
  interaction: object;
  resource?: object;
}

/**
 * The application's first answer to an interaction.
 * @throws {DiscordError} 10062 (unknown, late), 40060 (answered already), 50035
 */
export function respond(
  simulation: Simulation,
  id: string,
  token: string,
  json: unknown,
  uploads: readonly Upload[],
): CallbackResult {
  const interaction = simulation.interactions.awaiting(id, token);
  const { type, data = {} } = validate(envelope, json);
  requireFit(interaction, type);
  let message: Message | null = null;
  switch (type) {
    case Response.ChannelMessageWithSource: {
      const body = validate(createMessageSchema, data);
      message = answerWithMessage(simulation, interaction, { body, uploads });
      break;
    }
    case Response.DeferredChannelMessageWithSource: {
      const { flags } = validate(deferSchema, data);
      const body = { flags: (flags ?? 0) & MessageFlags.Ephemeral };
      message = answerWithMessage(simulation, interaction, { body, uploads: [], loading: true });
      break;
    }
    case Response.DeferredMessageUpdate:
      message = source(simulation, interaction);
      break;
    case Response.UpdateMessage: {
      message = source(simulation, interaction);
      const body = validate(editMessageSchema, data);
      const channel = simulation.world.channel(interaction.channelId);
      editMessage(simulation.world, channel, message, body, uploads);
      break;
    }
    case Response.ApplicationCommandAutocompleteResult:
      autocomplete(simulation, interaction, data);
      break;
    default:
      openModal(simulation, interaction, data);
  }
  interaction.originalId = message?.id ?? null;
  simulation.interactions.succeed(interaction);
  return result(simulation, interaction, type, message);
}

function source({ world }: Simulation, interaction: Interaction): Message {
  return world.message(world.channel(interaction.channelId), interaction.sourceMessageId ?? '');
}

function autocomplete(simulation: Simulation, interaction: Interaction, data: unknown): void {
  const { choices } = validate(choicesSchema, data);
  simulation.interactions.tell(interaction, 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE', {
    choices: choices.map(({ name, name_localizations: names, value }) => ({
      name,
      name_localized: names?.[interaction.locale] ?? name,
      value,
    })),
  });
}

function openModal(simulation: Simulation, interaction: Interaction, data: unknown): void {
  const modal = validate(modalSchema, data);
  const components = modal.components as unknown as ComponentNode[];
  finishComponents(components);
  interaction.modal = { ...modal, components };
  const { application } = simulation.world;
  simulation.interactions.tell(interaction, 'INTERACTION_MODAL_CREATE', {
    ...interaction.modal,
    channel_id: interaction.channelId,
    guild_id: interaction.guildId,
    application: { id: application.id, name: application.name },
  });
}

function result(
  simulation: Simulation,
  interaction: Interaction,
  type: Response,
  message: Message | null,
): CallbackResult {
  const { world } = simulation;
  const facts = {
    id: interaction.id,
    type: interaction.type,
    channel_id: interaction.channelId,
    ...(interaction.guildId ? { guild_id: interaction.guildId } : {}),
  };
  if (!message) return { interaction: facts, resource: { type } };
  return {
    interaction: {
      ...facts,
      response_message_id: message.id,
      response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
      response_message_ephemeral: message.visibleTo !== null,
    },
    resource: { type, message: presentMessage(world, message, botViewer(world)) },
  };
}
