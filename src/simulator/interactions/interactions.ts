import { randomBytes } from 'node:crypto';
import { RESTJSONErrorCodes as Code, type InteractionType } from 'discord.js';
import { discordError } from '../errors.js';
import type { ComponentNode } from '../messages/components.js';
import { announceTo } from '../world/announce.js';
import type { Timers } from '../world/timers.js';
import type { World } from '../world/world.js';

/** How long an interaction's token can be used. */
const TOKEN_LIFE_MS = 15 * 60_000;
const MOST_KEPT = 5000;

export interface Modal {
  custom_id: string;
  title: string;
  components: ComponentNode[];
}

/** What a person did (command, button, …) and how the application answered. */
export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  callerId: string;
  channelId: string;
  guildId: string | null;
  nonce: string | number | null;
  locale: string;
  /** ms since 1970. */
  createdAt: number;
  state: 'pending' | 'answered' | 'failed';
  /** Full name of the command, such as `memory show`; null for components and modals. */
  commandName: string | null;
  /** The message whose component was used. */
  sourceMessageId: string | null;
  /** Message that `@original` means. */
  originalId: string | null;
  /** The answer was a modal. */
  modal: Modal | null;
}

export type NewInteraction = Pick<
  Interaction,
  | 'type'
  | 'callerId'
  | 'channelId'
  | 'guildId'
  | 'nonce'
  | 'locale'
  | 'commandName'
  | 'sourceMessageId'
>;

/** Keeps running interactions, their tokens and their deadline. */
export class Interactions {
  readonly #world: World;
  readonly #timers: Timers;
  readonly #deadlineMs: number;
  readonly #byId = new Map<string, Interaction>();
  readonly #stopDeadline = new Map<string, () => void>();

  /** @param deadlineMs time for the first answer; Discord gives 3,000 ms. */
  constructor(world: World, timers: Timers, deadlineMs: number) {
    this.#world = world;
    this.#timers = timers;
    this.#deadlineMs = deadlineMs;
  }

  open(spec: NewInteraction): Interaction {
    this.#prune();
    const interaction: Interaction = {
      ...spec,
      id: this.#world.ids.next(),
      token: randomBytes(48).toString('base64url'),
      createdAt: this.#world.clock.now(),
      state: 'pending',
      originalId: null,
      modal: null,
    };
    this.#byId.set(interaction.id, interaction);
    this.#stopDeadline.set(
      interaction.id,
      this.#timers.after(this.#deadlineMs, () => this.#fail(interaction)),
    );
    return interaction;
  }

  /** The interaction whose modal a person submits. @throws {DiscordError} 10062 */
  withModal(id: string, callerId: string): Interaction & { modal: Modal } {
    const interaction = this.#byId.get(id);
    if (!interaction?.modal || interaction.callerId !== callerId || this.#isOld(interaction)) {
      throw discordError(Code.UnknownInteraction);
    }
    return interaction as Interaction & { modal: Modal };
  }

  /**
   * The interaction that a first answer is for.
   * @throws {DiscordError} 10062 when unknown or late, 40060 when answered already
   */
  awaiting(id: string, token: string): Interaction {
    const interaction = this.#byId.get(id);
    if (!interaction || interaction.token !== token) throw discordError(Code.UnknownInteraction);
    if (interaction.state === 'answered') {
      throw discordError(Code.InteractionHasAlreadyBeenAcknowledged);
    }
    const late = this.#world.clock.now() - interaction.createdAt > this.#deadlineMs;
    if (interaction.state === 'failed' || late) throw discordError(Code.UnknownInteraction);
    return interaction;
  }

  /**
   * The answered interaction behind a webhook's token.
   * @throws {DiscordError} 10015 when unknown or not answered, 50027 after 15 minutes
   */
  answered(token: string): Interaction {
    const interaction = [...this.#byId.values()].find((each) => each.token === token);
    if (interaction?.state !== 'answered') throw discordError(Code.UnknownWebhook);
    if (this.#isOld(interaction)) throw discordError(Code.InvalidWebhookToken);
    return interaction;
  }

  /** Marks an interaction as answered and tells the person's client. */
  succeed(interaction: Interaction): void {
    interaction.state = 'answered';
    this.#stopDeadline.get(interaction.id)?.();
    this.#stopDeadline.delete(interaction.id);
    this.tell(interaction, 'INTERACTION_SUCCESS', {});
  }

  /** Tells the person who started an interaction. */
  tell(interaction: Interaction, type: string, payload: object): void {
    announceTo(this.#world, interaction.callerId, type, {
      id: interaction.id,
      nonce: interaction.nonce,
      ...payload,
    });
  }

  #fail(interaction: Interaction): void {
    this.#stopDeadline.delete(interaction.id);
    if (interaction.state !== 'pending') return;
    interaction.state = 'failed';
    this.tell(interaction, 'INTERACTION_FAILURE', { reason_code: 3 });
  }

  #isOld(interaction: Interaction): boolean {
    return this.#world.clock.now() - interaction.createdAt > TOKEN_LIFE_MS;
  }

  #prune(): void {
    // A day's grace, so that a late client still learns that its token is old.
    const oldest = this.#world.clock.now() - 24 * 60 * 60_000;
    for (const [id, interaction] of this.#byId) {
      if (interaction.createdAt > oldest && this.#byId.size < MOST_KEPT) break;
      this.#byId.delete(id);
    }
  }
}
