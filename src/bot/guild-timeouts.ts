import { PermissionFlagsBits, type Client, type Guild, type GuildMember } from 'discord.js';
import type { Clock } from '../clock.js';
import { describeError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Offence } from '../moderation/ledger-entry.js';
import { formatMoment } from '../texts/format.js';
import { textsFor, type TimeoutFault } from '../texts/texts.js';
import { CATEGORY_WORDS } from '../texts/words.js';
import type { ModerationDesk } from './bot.js';
import type { ModLog } from './mod-log.js';
import { without, type Settings } from './settings.js';

/** Discord's longest timeout is 28 days; a minute less, for clocks that differ. */
const LONGEST_MS = 28 * 86_400_000 - 60_000;
/** A timeout that ends within this of where it should is left as it is. */
const TOLERANCE_MS = 60_000;

interface TimeoutDependencies {
  client: Client;
  settings: Settings;
  moderation: Pick<ModerationDesk, 'standing'>;
  modLog: ModLog;
  clock: Clock;
  logger: Logger;
  defaultTimeZone: string;
}

/** Blocks as Discord timeouts, where a guild has that switched on (spec §2). */
export class GuildTimeouts {
  constructor(private readonly deps: TimeoutDependencies) {}

  /**
   * Times a blocked member out in a guild where one of the strikes behind the block happened, for as
   * long as Discord allows. Never rejects.
   *
   * @param announce tells the moderators what came of it (the first time, not each time after).
   */
  async apply(guildId: string, userId: string, announce: boolean): Promise<void> {
    try {
      await this.tryApply(guildId, userId, announce);
    } catch (error) {
      this.deps.logger.warn({ fault: describeError(error) }, 'a timeout could not be applied');
    }
  }

  /** Times out again whose timeout has ended while the block lasts. Never rejects. */
  async renew(): Promise<void> {
    const { client, settings, clock, logger } = this.deps;
    for (const guildId of client.guilds.cache.keys()) {
      try {
        const { timedOut = {} } = await settings.guild(guildId);
        const due = Object.entries(timedOut).filter(([, end]) => end <= clock.now());
        for (const [userId] of due) {
          await this.remember(guildId, userId, null);
          await this.apply(guildId, userId, false);
        }
      } catch (error) {
        logger.warn({ fault: describeError(error) }, 'timeouts could not be renewed');
      }
    }
  }

  /** Why nobody in this guild can be timed out; `null`: somebody can. */
  faultOf(guildId: string): TimeoutFault | null {
    const me = this.deps.client.guilds.cache.get(guildId)?.members.me;
    if (!me) return 'gone';
    return me.permissions.has(PermissionFlagsBits.ModerateMembers) ? null : 'no-permission';
  }

  /** Ends the timeout of a member whose block is over. Never rejects. */
  async lift(guildId: string, userId: string): Promise<void> {
    const { client, settings, logger } = this.deps;
    const { ethics } = await settings.guild(guildId);
    if (ethics?.timeouts !== true) return;
    try {
      await this.remember(guildId, userId, null);
      const member = await memberOf(client, guildId, userId);
      if (member?.isCommunicationDisabled() === true) await member.timeout(null, 'pardoned');
    } catch (error) {
      logger.warn({ fault: describeError(error) }, 'a timeout could not be lifted');
    }
  }

  private async tryApply(guildId: string, userId: string, announce: boolean): Promise<void> {
    const { client, settings, moderation, clock } = this.deps;
    const { ethics } = await settings.guild(guildId);
    if (ethics?.timeouts !== true) return;
    const { blockedUntil, category, strikes } = await moderation.standing(userId);
    const struckHere = strikes.some(
      (strike) => strike.place.guildId === guildId && strike.penaltyMs > 0 && !strike.pardoned,
    );
    if (blockedUntil === null || category === null || !struckHere) return;

    const guild = client.guilds.cache.get(guildId);
    const member = await memberOf(client, guildId, userId);
    const fault = member && guild ? faultWith(member, guild) : 'gone';
    if (fault !== null || member === null) {
      if (announce) await this.tellFault(guildId, userId, fault ?? 'gone');
      return;
    }
    const until = Math.min(blockedUntil, clock.now() + LONGEST_MS);
    const renewAt = until < blockedUntil ? until : null;
    if ((member.communicationDisabledUntilTimestamp ?? 0) >= until - TOLERANCE_MS) return;
    try {
      await member.timeout(until - clock.now(), `Oh-LoRA: ${CATEGORY_WORDS.en[category]}`);
    } catch (error) {
      this.deps.logger.warn({ fault: describeError(error) }, 'Discord refused a timeout');
      if (announce) await this.tellFault(guildId, userId, 'failed');
      return;
    }
    await this.remember(guildId, userId, renewAt);
    if (announce) await this.tellDone(guildId, userId, until, category);
  }

  /** @param renewAt ms; `null`: nothing is to be renewed. */
  private async remember(guildId: string, userId: string, renewAt: number | null): Promise<void> {
    const { timedOut = {} } = await this.deps.settings.guild(guildId);
    if (renewAt === null && timedOut[userId] === undefined) return;
    await this.deps.settings.changeGuild(guildId, (old) => ({
      ...old,
      timedOut:
        renewAt === null
          ? without(old.timedOut ?? {}, userId)
          : { ...old.timedOut, [userId]: renewAt },
    }));
  }

  private async tellDone(
    guildId: string,
    userId: string,
    until: number,
    category: Offence,
  ): Promise<void> {
    const { locale, timeZone } = await this.voice(guildId);
    const facts = {
      user: `<@${userId}>`,
      until: formatMoment(until, timeZone, locale),
      category: CATEGORY_WORDS[locale][category],
    };
    await this.deps.modLog.post(guildId, { text: textsFor(locale).modLog.timedOut(facts) });
  }

  private async tellFault(guildId: string, userId: string, fault: TimeoutFault): Promise<void> {
    const { modLog } = textsFor((await this.voice(guildId)).locale);
    const reason = modLog.reasons[fault];
    const text = modLog.notTimedOut({ user: `<@${userId}>`, reason });
    await this.deps.modLog.post(guildId, { text });
  }

  private async voice(guildId: string) {
    const { locale = 'ko', timeZone = this.deps.defaultTimeZone } =
      await this.deps.settings.guild(guildId);
    return { locale, timeZone };
  }
}

async function memberOf(
  client: Client,
  guildId: string,
  userId: string,
): Promise<GuildMember | null> {
  const guild = client.guilds.cache.get(guildId);
  // Asked anew: without the members intent the cache does not hear of timeouts that ended.
  return (await guild?.members.fetch({ user: userId, force: true }).catch(() => null)) ?? null;
}

function faultWith(member: GuildMember, guild: Guild): TimeoutFault | null {
  const { me } = guild.members;
  if (me?.permissions.has(PermissionFlagsBits.ModerateMembers) !== true) return 'no-permission';
  const isAdmin = member.permissions.has(PermissionFlagsBits.Administrator);
  if (member.id === guild.ownerId || isAdmin) return 'owner-or-admin';
  return member.manageable ? null : 'role-too-high';
}
