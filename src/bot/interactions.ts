import {
  MessageFlags,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type RepliableInteraction,
} from 'discord.js';
import type { CommandContext, Visibility } from '../commands/command.js';
import { findCommand } from '../commands/registry.js';
import { describeError } from '../errors.js';
import { withTurnId } from '../logger.js';
import { localeFrom } from '../texts/locale.js';
import { textsFor } from '../texts/texts.js';
import { pressAppealButton } from './appeal-buttons.js';
import { commandCall } from './command-call.js';
import { deliver } from './delivery.js';
import { requestFault } from './discord-errors.js';
import { toPayload } from './outgoing.js';
import { pressReplyButton } from './reply-buttons.js';

/** Slash commands, their suggestions, and buttons. Every one is answered, also when it fails. */
export class Interactions {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly context: CommandContext) {}

  /** Never rejects. */
  async handle(interaction: Interaction): Promise<void> {
    const work = withTurnId(interaction.id, () => this.dispatch(interaction)).catch(
      (error: unknown) => this.fault(interaction, error),
    );
    this.running.add(work);
    await work;
    this.running.delete(work);
  }

  /** Resolves once nothing runs. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }

  private async dispatch(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) await this.suggest(interaction);
    else if (interaction.isChatInputCommand()) await this.command(interaction);
    else if (interaction.isButton()) await this.press(interaction);
  }

  private async command(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = findCommand(interaction.commandName);
    if (command === undefined) throw new Error(`no command ${interaction.commandName}`);
    const call = await commandCall(interaction, this.context);
    const visibility = await command.visibility(call, this.context);
    // Deferred at once: models may take longer than the three seconds that Discord waits.
    await this.defer(interaction, visibility);
    const answer = await command.run(call, this.context);
    const hidden = answer.ephemeral === true && visibility === 'public';
    if (hidden) await interaction.deleteReply();
    await deliver(
      answer,
      async (current) => {
        const payload = toPayload(current);
        if (hidden) await interaction.followUp({ ...payload, flags: MessageFlags.Ephemeral });
        else await interaction.editReply(payload);
      },
      this.context.logger,
    );
  }

  private async defer(
    interaction: ChatInputCommandInteraction,
    visibility: Visibility,
  ): Promise<void> {
    const options = visibility === 'ephemeral' ? ({ flags: MessageFlags.Ephemeral } as const) : {};
    await interaction.deferReply(options);
  }

  private async suggest(interaction: AutocompleteInteraction): Promise<void> {
    const call = await commandCall(interaction, this.context);
    const suggestions = await findCommand(interaction.commandName)?.suggest?.(call, this.context);
    await interaction.respond(suggestions ?? []);
  }

  private async press(interaction: ButtonInteraction): Promise<void> {
    const call = await commandCall(interaction, this.context);
    const known =
      (await pressReplyButton(interaction, call, this.context)) ||
      (await pressAppealButton(interaction, call, this.context));
    if (known) return;
    const payload = toPayload({ text: call.texts.buttons.outOfDate });
    await interaction.reply({ ...payload, flags: MessageFlags.Ephemeral });
  }

  private async fault(interaction: Interaction, error: unknown): Promise<void> {
    const { logger } = this.context;
    logger.error({ turn: interaction.id, fault: describeError(error) }, 'an interaction failed');
    // The interaction is gone, or there is no way to answer a suggestion.
    if (requestFault(error) === 'gone' || !interaction.isRepliable()) return;
    try {
      await this.apologise(interaction);
    } catch (second) {
      logger.warn({ turn: interaction.id, fault: describeError(second) }, 'nor could it be told');
    }
  }

  private async apologise(interaction: RepliableInteraction): Promise<void> {
    const texts = textsFor(localeFrom(interaction.locale));
    const payload = toPayload({ text: texts.errors.unexpected(interaction.id) });
    const ephemeral = { ...payload, flags: MessageFlags.Ephemeral } as const;
    if (!interaction.deferred && !interaction.replied) await interaction.reply(ephemeral);
    else if (interaction.isButton()) await interaction.followUp(ephemeral);
    else await interaction.editReply(payload);
  }
}
