import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits as Bits,
  RESTJSONErrorCodes as Code,
  type APIAttachment,
} from 'discord.js';
import { z } from 'zod';
import { maySee } from '../commands/visible.js';
import { discordError, formError } from '../errors.js';
import { storeUploads, uploadLimit, type Upload } from '../messages/attachments.js';
import { findByCustomId, nodes } from '../messages/components.js';
import { canSeeMessage } from '../messages/present.js';
import { requireInChannel } from '../permissions.js';
import type { Simulation } from '../simulation.js';
import { snowflake, validate } from '../validation.js';
import type { Account, Channel, Command, Message } from '../world/records.js';
import { deliver } from './deliver.js';
import { checkSubmission, sentFieldSchema } from './modal.js';
import { checkOptions, fullName, sentOptionSchema } from './options.js';
import { Resolver } from './resolve.js';
import { checkPress } from './press.js';

const common = {
  application_id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.nullish(),
  nonce: z.union([z.string().max(64), z.number()]).nullish(),
  locale: z.string().max(10).optional(),
};
const commandData = z.object({
  id: snowflake,
  name: z.string(),
  type: z.enum(ApplicationCommandType).default(ApplicationCommandType.ChatInput),
  options: z.array(sentOptionSchema).max(25).default([]),
  target_id: snowflake.optional(),
});
const schema = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.union([
      z.literal(InteractionType.ApplicationCommand),
      z.literal(InteractionType.ApplicationCommandAutocomplete),
    ]),
    data: commandData,
  }),
  z.object({
    ...common,
    type: z.literal(InteractionType.MessageComponent),
    message_id: snowflake,
    data: z.object({
      component_type: z.enum(ComponentType),
      custom_id: z.string(),
      values: z.array(z.string()).max(25).default([]),
    }),
  }),
  z.object({
    ...common,
    type: z.literal(InteractionType.ModalSubmit),
    data: z.object({
      id: snowflake,
      custom_id: z.string(),
      components: z.array(sentFieldSchema).max(5),
    }),
  }),
]);

type Body = z.infer<typeof schema>;
type BodyOf<T extends InteractionType> = Extract<Body, { type: T }>;

interface Place {
  account: Account;
  channel: Channel;
  body: Body;
}

/**
 * What a person's client asks for: run a command, autocomplete, press, choose, submit.
 * @throws {DiscordError} 50035 and the like; what the bot makes of it comes by the gateway
 */
export function startInteraction(
  simulation: Simulation,
  account: Account,
  json: unknown,
  uploads: readonly Upload[],
): void {
  const { world } = simulation;
  const body = validate(schema, json);
  if (body.application_id !== world.application.id) throw discordError(Code.UnknownApplication);
  const channel = world.channel(body.channel_id);
  requireInChannel(world, channel, account.user.id);
  const place = { account, channel, body };
  switch (body.type) {
    case InteractionType.MessageComponent:
      press(simulation, place, body);
      return;
    case InteractionType.ModalSubmit:
      submit(simulation, place, body);
      return;
    default:
      command(simulation, place, body, uploads);
      return;
  }
}

function open(
  { interactions }: Simulation,
  { account, channel, body }: Place,
  commandName: string | null,
  source: Message | null,
): ReturnType<typeof interactions.open> {
  if (body.locale) account.locale = body.locale;
  return interactions.open({
    type: body.type,
    callerId: account.user.id,
    channelId: channel.id,
    guildId: channel.guildId,
    nonce: body.nonce ?? null,
    locale: account.locale,
    commandName,
    sourceMessageId: source?.id ?? null,
  });
}

function resolverFor({ world }: Simulation, { account, channel }: Place): Resolver {
  const guild = channel.guildId ? world.guild(channel.guildId) : null;
  return new Resolver(world, guild, account.user.id);
}

function command(
  simulation: Simulation,
  place: Place,
  body: BodyOf<InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete>,
  uploads: readonly Upload[],
): void {
  const { world } = simulation;
  const { account, channel } = place;
  const found: Command | undefined = world.commands.get(body.data.id);
  if (!found || !maySee(world, found, channel, account.user.id)) {
    throw discordError(Code.UnknownApplicationCommand);
  }
  requireInChannel(world, channel, account.user.id, Bits.UseApplicationCommands);
  const resolver = resolverFor(simulation, place);
  const guild = channel.guildId ? world.guild(channel.guildId) : null;
  const target = { world, channelId: channel.id, limitBytes: uploadLimit(guild), ephemeral: true };
  const attachments = new Map<string, APIAttachment>();
  storeUploads(target, uploads, []).forEach((attachment, index) => {
    attachments.set(uploads[index]?.index ?? '', attachment);
  });
  const options = checkOptions(found, body.data.options, {
    resolver,
    attachments,
    partial: body.type === InteractionType.ApplicationCommandAutocomplete,
  });
  const { target_id: targetId } = body.data;
  if (found.type === ApplicationCommandType.User && targetId)
    resolver.add(OptionType.User, targetId);
  if (found.type === ApplicationCommandType.Message && targetId) {
    resolver.addMessage(world.message(channel, targetId));
  }
  const data = {
    id: found.id,
    name: found.name,
    type: found.type,
    ...(found.guild_id ? { guild_id: found.guild_id } : {}),
    ...(targetId ? { target_id: targetId } : {}),
    options,
    ...resolver.result(),
  };
  const name = fullName(found.name, options);
  deliver(world, open(simulation, place, name, null), data, null);
}

function press(
  simulation: Simulation,
  place: Place,
  body: BodyOf<InteractionType.MessageComponent>,
): void {
  const { world } = simulation;
  const message = world.message(place.channel, body.message_id);
  if (!canSeeMessage(world, message, place.account.user.id)) {
    throw discordError(Code.UnknownMessage);
  }
  const component = findByCustomId(nodes(message.components), body.data.custom_id);
  const ofBot = message.authorId === world.application.botId;
  if (!ofBot || !component || component.disabled || component.type !== body.data.component_type) {
    throw formError('data.custom_id', 'COMPONENT_VALIDATION_FAILED', 'Component validation failed');
  }
  const resolver = resolverFor(simulation, place);
  const data = checkPress(component, body.data.values, resolver);
  deliver(world, open(simulation, place, null, message), data, message);
}

function submit(
  simulation: Simulation,
  place: Place,
  body: BodyOf<InteractionType.ModalSubmit>,
): void {
  const { world, interactions } = simulation;
  const origin = interactions.withModal(body.data.id, place.account.user.id);
  if (origin.modal.custom_id !== body.data.custom_id || origin.channelId !== place.channel.id) {
    throw discordError(Code.UnknownInteraction);
  }
  const resolver = resolverFor(simulation, place);
  const components = checkSubmission(origin.modal, body.data.components, resolver);
  const source = origin.sourceMessageId
    ? (place.channel.messages.get(origin.sourceMessageId) ?? null)
    : null;
  const data = { custom_id: body.data.custom_id, components, ...resolver.result() };
  deliver(world, open(simulation, place, null, source), data, source);
}
