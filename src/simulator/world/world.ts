import { RESTJSONErrorCodes } from 'discord.js';
import { discordError } from '../errors.js';
import type { Clock } from '../../clock.js';
import { EventHub } from './events.js';
import { FileStore } from './file-store.js';
import type {
  Account,
  Application,
  AuditEntry,
  Channel,
  Command,
  Guild,
  Member,
  Message,
} from './records.js';
import { SnowflakeSource } from './snowflake.js';

/** Everything that exists on the server, in memory. Changes are made by the modules beside it. */
export class World {
  readonly clock: Clock;
  readonly ids: SnowflakeSource;
  readonly events = new EventHub();
  readonly accounts = new Map<string, Account>();
  readonly guilds = new Map<string, Guild>();
  /** Guild channels, threads and DMs. */
  readonly channels = new Map<string, Channel>();
  readonly commands = new Map<string, Command>();
  readonly files = new FileStore();
  readonly auditLog: AuditEntry[] = [];
  readonly application: Application;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  origin = 'http://127.0.0.1';

  constructor(clock: Clock, seed: number, application: Application) {
    this.clock = clock;
    this.ids = new SnowflakeSource(clock, seed);
    this.application = application;
  }

  isoNow(): string {
    return new Date(this.clock.now()).toISOString();
  }

  accountByToken(token: string): Account | undefined {
    for (const account of this.accounts.values()) if (account.token === token) return account;
    return undefined;
  }

  /** @throws {DiscordError} 10013 */
  account(id: string): Account {
    const account = this.accounts.get(id);
    if (!account) throw discordError(RESTJSONErrorCodes.UnknownUser);
    return account;
  }

  isBot(id: string): boolean {
    return this.accounts.get(id)?.user.bot === true;
  }

  /** @throws {DiscordError} 10004 */
  guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (!guild) throw discordError(RESTJSONErrorCodes.UnknownGuild);
    return guild;
  }

  /** @throws {DiscordError} 10013 for nobody at all, 10007 for somebody who is not in the guild */
  member(guild: Guild, userId: string): Member {
    const member = guild.members.get(userId);
    if (!this.accounts.has(userId)) throw discordError(RESTJSONErrorCodes.UnknownUser);
    if (!member) throw discordError(RESTJSONErrorCodes.UnknownMember);
    return member;
  }

  /** @throws {DiscordError} 10003 */
  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw discordError(RESTJSONErrorCodes.UnknownChannel);
    return channel;
  }

  /** @throws {DiscordError} 10008 */
  message(channel: Channel, id: string): Message {
    const message = channel.messages.get(id);
    if (!message) throw discordError(RESTJSONErrorCodes.UnknownMessage);
    return message;
  }

  guildChannels(guildId: string): Channel[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guildId);
  }

  guildsOf(userId: string): Guild[] {
    return [...this.guilds.values()].filter((guild) => guild.members.has(userId));
  }

  dmsOf(userId: string): Channel[] {
    return [...this.channels.values()].filter(
      (channel) => channel.guildId === null && channel.recipients.includes(userId),
    );
  }
}
