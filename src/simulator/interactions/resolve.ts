import { ApplicationCommandOptionType as Kind, type APIAttachment } from 'discord.js';
import { channelPermissions, guildPermissions } from '../permissions.js';
import { presentMessage } from '../messages/present.js';
import { presentChannel, presentPartialMember, presentRole } from '../world/present.js';
import type { Guild, Message } from '../world/records.js';
import type { World } from '../world/world.js';

type Table = Record<string, object>;

/** Collects the objects behind ids in options and select values: `data.resolved`. */
export class Resolver {
  readonly #world: World;
  readonly #guild: Guild | null;
  readonly #callerId: string;
  readonly #tables: Record<string, Table> = {};

  constructor(world: World, guild: Guild | null, callerId: string) {
    this.#world = world;
    this.#guild = guild;
    this.#callerId = callerId;
  }

  /** @param kind option type 6…9. @returns false if there is nothing with that id. */
  add(kind: Kind, id: string): boolean {
    switch (kind) {
      case Kind.User:
        return this.#user(id);
      case Kind.Channel:
        return this.#channel(id);
      case Kind.Role:
        return this.#role(id);
      case Kind.Mentionable:
        return this.#user(id) || this.#role(id);
      default:
        return false;
    }
  }

  addAttachment(attachment: APIAttachment): void {
    this.#put('attachments', attachment.id, attachment);
  }

  addMessage(message: Message): void {
    const viewer = { accountId: this.#callerId, bot: false, intents: 0 };
    this.#put('messages', message.id, presentMessage(this.#world, message, viewer));
  }

  /** Nothing when nothing was referred to, as with Discord. */
  result(): { resolved?: Record<string, Table> } {
    return Object.keys(this.#tables).length ? { resolved: this.#tables } : {};
  }

  #put(table: string, id: string, value: object): true {
    (this.#tables[table] ??= {})[id] = value;
    return true;
  }

  #user(id: string): boolean {
    const account = this.#world.accounts.get(id);
    if (!account) return false;
    const member = this.#guild?.members.get(id);
    if (member && this.#guild) {
      const permissions = guildPermissions(this.#world, this.#guild, id).toString();
      this.#put('members', id, { ...presentPartialMember(member), permissions });
    }
    return this.#put('users', id, account.user);
  }

  #role(id: string): boolean {
    const role = this.#guild?.roles.get(id);
    return role ? this.#put('roles', id, presentRole(role)) : false;
  }

  #channel(id: string): boolean {
    const channel = this.#world.channels.get(id);
    if (!channel || channel.guildId !== (this.#guild?.id ?? null)) return false;
    const viewer = { accountId: this.#callerId, bot: false, intents: 0 };
    const permissions = channelPermissions(this.#world, channel, this.#callerId).toString();
    return this.#put('channels', id, {
      ...presentChannel(this.#world, channel, viewer),
      permissions,
    });
  }
}
