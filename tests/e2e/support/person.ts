import { randomUUID } from 'node:crypto';
import {
  ApplicationCommandOptionType as OptionType,
  ComponentType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import type { Simulator } from '../../../src/simulator/server.js';
import { PersonGateway, type Dispatch } from './person-gateway.js';
import {
  PersonRequestError,
  isFile,
  walk,
  type Outcome,
  type OptionValue,
  type PersonFile,
  type PersonOptions,
  type SeenChoice,
  type SeenCommand,
  type SeenComponent,
  type SeenMessage,
  type SeenModal,
  type SeenOption,
} from './person-sees.js';

export type { SeenMessage } from './person-sees.js';

/** Somebody at a Discord client: speaks REST and gateway as the web page does. */
export class Person {
  readonly id: string;
  readonly token: string;
  readonly locale: string;
  /** The DM with the bot. */
  readonly dm: string;
  /** Messages that this person's client shows now, by id; ephemeral ones too. */
  readonly messages = new Map<string, SeenMessage>();
  readonly #simulator: Simulator;
  readonly #returned = new Set<string>();
  #gateway: PersonGateway | null = null;

  private constructor(
    simulator: Simulator,
    who: Simulator['demo']['people'][number],
    options: PersonOptions,
  ) {
    this.#simulator = simulator;
    this.id = who.user.id;
    this.token = who.token;
    this.dm = who.dmChannelId;
    this.locale = options.locale ?? 'ko';
  }

  /** Logs in one of `simulator.demo.people`. */
  static async connect(
    simulator: Simulator,
    who: Simulator['demo']['people'][number],
    options: PersonOptions = {},
  ): Promise<Person> {
    const person = new Person(simulator, who, options);
    person.#gateway = await PersonGateway.connect(simulator.gatewayUrl, person.token, (dispatch) =>
      person.#keep(dispatch),
    );
    return person;
  }

  get gateway(): PersonGateway {
    if (!this.#gateway) throw new Error('This person is not connected');
    return this.#gateway;
  }

  async disconnect(): Promise<void> {
    await this.#gateway?.close();
  }

  /** A REST call as this person. @throws {PersonRequestError} */
  async request<T = unknown>(
    method: string,
    path: string,
    json?: unknown,
    files: readonly PersonFile[] = [],
  ): Promise<T> {
    const headers: Record<string, string> = { authorization: this.token };
    let body: string | FormData | undefined;
    if (files.length > 0) {
      body = new FormData();
      body.set('payload_json', JSON.stringify(json ?? {}));
      for (const [index, file] of files.entries()) {
        body.set(`files[${index}]`, new Blob([Buffer.from(file.bytes)]), file.name);
      }
    } else if (json !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(json);
    }
    const response = await fetch(`${this.#simulator.apiUrl}/v10${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const parsed = (text ? JSON.parse(text) : undefined) as unknown;
    if (response.ok) return parsed as T;
    const { code, message } = parsed as { code: number; message: string };
    throw new PersonRequestError(response.status, code, `${method} ${path}: ${message}`);
  }

  /** Sends a message, with files if any. */
  send(
    channelId: string,
    message: string | Record<string, unknown>,
    files: readonly PersonFile[] = [],
  ): Promise<SeenMessage> {
    const body = typeof message === 'string' ? { content: message } : message;
    const attachments = files.map((file, id) => ({
      id,
      filename: file.name,
      description: file.description,
    }));
    return this.request(
      'POST',
      `/channels/${channelId}/messages`,
      { nonce: randomUUID().slice(0, 25), ...body, ...(files.length ? { attachments } : {}) },
      files,
    );
  }

  reply(to: SeenMessage, content: string): Promise<SeenMessage> {
    return this.send(to.channel_id, { content, message_reference: { message_id: to.id } });
  }

  edit(message: SeenMessage, content: string): Promise<SeenMessage> {
    const path = `/channels/${message.channel_id}/messages/${message.id}`;
    return this.request('PATCH', path, { content });
  }

  delete(message: SeenMessage): Promise<void> {
    return this.request('DELETE', `/channels/${message.channel_id}/messages/${message.id}`);
  }

  /** The newest messages of a channel, oldest first, as a reload would show them. */
  async history(channelId: string, limit = 50): Promise<SeenMessage[]> {
    const path = `/channels/${channelId}/messages?limit=${limit}`;
    const page = await this.request<SeenMessage[]>('GET', path);
    return page.reverse();
  }

  /**
   * The first message of somebody else that fits and was not returned before, once it has content
   * (a deferred answer counts when it is filled in).
   * @param where what the message must be like; a string: its channel
   */
  waitForMessage(
    where: string | ((message: SeenMessage) => boolean),
    timeoutMs = 5000,
  ): Promise<SeenMessage> {
    const fits = (message: SeenMessage): boolean =>
      typeof where === 'string' ? message.channel_id === where : where(message);
    const probe = (): SeenMessage | undefined => {
      for (const message of this.messages.values()) {
        const loading = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
        if (message.author.id === this.id || loading || this.#returned.has(message.id)) continue;
        if (!fits(message)) continue;
        this.#returned.add(message.id);
        return message;
      }
      return undefined;
    };
    return this.gateway.until(probe, 'message', timeoutMs);
  }

  /** Waits until a message that is already there fits, after an edit. */
  waitForEdit(
    messageId: string,
    fits: (message: SeenMessage) => boolean,
    timeoutMs = 5000,
  ): Promise<SeenMessage> {
    const probe = (): SeenMessage | undefined => {
      const message = this.messages.get(messageId);
      return message && fits(message) ? message : undefined;
    };
    return this.gateway.until(probe, 'edit', timeoutMs);
  }

  /** Waits until a message is gone. */
  async waitForDeletion(messageId: string, timeoutMs = 5000): Promise<void> {
    const probe = (): true | undefined => !this.messages.has(messageId) || undefined;
    await this.gateway.until(probe, 'deletion', timeoutMs);
  }

  /** Waits until somebody types. */
  async waitForTyping(channelId: string, timeoutMs = 5000): Promise<string> {
    const data = await this.gateway.take<{ channel_id: string; user_id: string }>(
      'TYPING_START',
      (each) => each.channel_id === channelId,
      timeoutMs,
    );
    return data.user_id;
  }

  /** Whether the person's client shows a message only to this person. */
  seesEphemeral(message: SeenMessage): boolean {
    const shown = this.messages.get(message.id);
    return ((shown?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  }

  /** Commands that the person may use in a channel. */
  commands(channelId: string): Promise<SeenCommand[]> {
    const path = `/simulator/commands?channel_id=${channelId}&locale=${this.locale}`;
    return this.request('GET', path);
  }

  /**
   * Runs a slash command: `runCommand(channel, 'memory show', { key: '취미' })`.
   * Resolves when the app has answered or failed to.
   */
  async runCommand(
    channelId: string,
    name: string,
    values: Record<string, OptionValue> = {},
  ): Promise<Outcome> {
    const files: PersonFile[] = [];
    const data = await this.#commandData(channelId, name, values, null, files);
    return this.#interact(InteractionType.ApplicationCommand, channelId, { data }, files);
  }

  /** What the app offers while `focused` is being typed. */
  async autocomplete(
    channelId: string,
    name: string,
    focused: string,
    values: Record<string, OptionValue>,
  ): Promise<SeenChoice[]> {
    const data = await this.#commandData(channelId, name, values, focused, []);
    const type = InteractionType.ApplicationCommandAutocomplete;
    const { nonce } = await this.#start(type, channelId, { data }, []);
    const response = await this.gateway.take<{ nonce: string; choices: SeenChoice[] }>(
      'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE',
      (each) => each.nonce === nonce,
    );
    return response.choices;
  }

  /** Presses a button, named by its custom id or its label. */
  pressButton(message: SeenMessage, button: string): Promise<Outcome> {
    const found = this.#component(message, button);
    return this.#interact(InteractionType.MessageComponent, message.channel_id, {
      message_id: message.id,
      data: { component_type: ComponentType.Button, custom_id: found.custom_id },
    });
  }

  /** Chooses values in a select menu. */
  choose(message: SeenMessage, customId: string, values: string[]): Promise<Outcome> {
    const found = this.#component(message, customId);
    return this.#interact(InteractionType.MessageComponent, message.channel_id, {
      message_id: message.id,
      data: { component_type: found.type, custom_id: customId, values },
    });
  }

  /** The modal that a command or button of this person opened. */
  waitForModal(timeoutMs = 5000): Promise<SeenModal> {
    return this.gateway.take('INTERACTION_MODAL_CREATE', () => true, timeoutMs);
  }

  /** Fills in a modal's fields by their custom ids and sends it. */
  submitModal(modal: SeenModal, values: Record<string, string | string[]>): Promise<Outcome> {
    const components = [...walk(modal.components)]
      .filter((each) => each.custom_id !== undefined)
      .map((each) => {
        const given = values[each.custom_id ?? ''];
        const filled = Array.isArray(given) ? { values: given } : { value: given };
        const field = { type: each.type, custom_id: each.custom_id, ...filled };
        return { type: ComponentType.ActionRow, components: [field] };
      });
    return this.#interact(InteractionType.ModalSubmit, modal.channel_id, {
      data: { id: modal.id, custom_id: modal.custom_id, components },
    });
  }

  #keep({ type, data }: Dispatch): void {
    const message = data as SeenMessage & { ids?: string[] };
    if (type === 'MESSAGE_CREATE' || type === 'MESSAGE_UPDATE') {
      this.messages.set(message.id, message);
    } else if (type === 'MESSAGE_DELETE') this.messages.delete(message.id);
    else if (type === 'MESSAGE_DELETE_BULK') {
      for (const id of message.ids ?? []) this.messages.delete(id);
    }
  }

  #component(message: SeenMessage, name: string): SeenComponent {
    const shown = this.messages.get(message.id) ?? message;
    const tree = (shown.components ?? []) as unknown as SeenComponent[];
    const found = [...walk(tree)].find((each) => each.custom_id === name || each.label === name);
    if (!found) throw new Error(`The message has no button or menu "${name}"`);
    return found;
  }

  async #commandData(
    channelId: string,
    fullName: string,
    values: Record<string, OptionValue>,
    focused: string | null,
    files: PersonFile[],
  ): Promise<object> {
    const [name = '', ...path] = fullName.split(' ');
    const command = (await this.commands(channelId)).find((each) => each.name === name);
    if (!command) throw new Error(`This person sees no command /${name} here`);
    const level = path.reduce<SeenOption[]>((options, part) => {
      const next = options.find((each) => each.name === part);
      if (!next) throw new Error(`/${name} has no subcommand "${part}"`);
      return next.options ?? [];
    }, command.options ?? []);
    const leaves = Object.entries(values).map(([key, value]) => {
      const option = level.find((each) => each.name === key);
      const focus = key === focused ? { focused: true } : {};
      const sent = isFile(value) ? String(files.push(value) - 1) : value;
      return { type: option?.type ?? OptionType.String, name: key, value: sent, ...focus };
    });
    // Wraps the options into subcommand and group, from the inside out.
    const options = path.reduceRight<object[]>((inner, part, depth) => {
      const group = depth < path.length - 1;
      const type = group ? OptionType.SubcommandGroup : OptionType.Subcommand;
      return [{ type, name: part, options: inner }];
    }, leaves);
    return { id: command.id, name, type: 1, options };
  }

  async #start(
    type: InteractionType,
    channelId: string,
    body: object,
    files: readonly PersonFile[],
  ): Promise<{ nonce: string }> {
    const nonce = randomUUID();
    const channel = this.#simulator.state.channel(channelId);
    const common = {
      type,
      nonce,
      application_id: this.#simulator.applicationId,
      channel_id: channelId,
      locale: this.locale,
      ...(channel.guildId ? { guild_id: channel.guildId } : {}),
    };
    await this.request('POST', '/interactions', { ...common, ...body }, files);
    return { nonce };
  }

  async #interact(
    type: InteractionType,
    channelId: string,
    body: object,
    files: readonly PersonFile[] = [],
  ): Promise<Outcome> {
    const { nonce } = await this.#start(type, channelId, body, files);
    const probe = (): Outcome | undefined => {
      const end = this.gateway.log.find(
        (each) =>
          /^INTERACTION_(SUCCESS|FAILURE)$/.test(each.type) &&
          (each.data as { nonce: string }).nonce === nonce,
      );
      return end ? { nonce, answered: end.type === 'INTERACTION_SUCCESS' } : undefined;
    };
    return this.gateway.until(probe, 'answer to the interaction', 10_000);
  }
}
