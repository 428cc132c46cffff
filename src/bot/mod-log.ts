import type { Client } from 'discord.js';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import { toPayload, type Outgoing } from './outgoing.js';
import type { Settings } from './settings.js';

/** Where moderators hear of strikes, appeals and reports: the guild's channel, or the owners' DMs. */
export class ModLog {
  constructor(
    private readonly client: Client,
    private readonly settings: Settings,
    private readonly ownerIds: readonly string[],
    private readonly logger: Logger,
  ) {}

  /** @returns `false` when nobody could be told. */
  async post(guildId: string | null, message: Outgoing): Promise<boolean> {
    if (guildId === null) {
      const told = await Promise.all(this.ownerIds.map((id) => this.tellOwner(id, message)));
      return told.includes(true);
    }
    const { ethics } = await this.settings.guild(guildId);
    if (ethics?.modLogChannel === undefined) return false;
    const channel = await this.client.channels.fetch(ethics.modLogChannel).catch(() => null);
    if (channel?.isSendable() !== true) return false;
    return this.attempt(() => channel.send(toPayload(message)));
  }

  private tellOwner(id: string, message: Outgoing): Promise<boolean> {
    return this.attempt(() => this.client.users.send(id, toPayload(message)));
  }

  private async attempt(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (error) {
      this.logger.warn({ fault: describeError(error) }, 'the moderators could not be told');
      return false;
    }
  }
}
