import type {
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Outgoing } from '../bot/outgoing.js';
import type { Settings } from '../bot/settings.js';
import type { ModerationDesk } from '../bot/bot.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { Logger } from '../logger.js';
import type { EthicsResult, TurnReply, TurnRequest } from '../pipeline/turn-types.js';
import type { Picture, RenderRequest } from '../render/contract.js';
import type { Storage } from '../storage/storage.js';
import type { Locale } from '../texts/locale.js';
import type { Texts, TimeoutFault } from '../texts/texts.js';

/** One slash command, platform-thin: a call goes in, an answer comes out. */
export interface Command {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Who sees the answer; asked before the command runs, because a deferral fixes it. */
  visibility(call: CommandCall, context: CommandContext): Visibility | Promise<Visibility>;
  run(call: CommandCall, context: CommandContext): Promise<CommandAnswer>;
  /** Choices for the option that is being typed, at most 25. */
  suggest?(call: CommandCall, context: CommandContext): Promise<Suggestion[]>;
}

export type Visibility = 'public' | 'ephemeral';
export type Suggestion = APIApplicationCommandOptionChoice;

/** An interaction as facts. */
export interface CommandCall {
  /** Snowflake of the interaction. */
  id: string;
  userId: string;
  guildId: string | null;
  channelId: string;
  locale: Locale;
  timeZone: string;
  texts: Texts;
  /** May time members out in this guild. */
  isModerator: boolean;
  isOwner: boolean;
  roleIds: readonly string[];
  subcommand: string | null;
  options: CommandOptions;
}

/** What was filled in; `null` where it was left out. Users, channels and roles as ids. */
export interface CommandOptions {
  string(name: string): string | null;
  number(name: string): number | null;
  boolean(name: string): boolean | null;
  id(name: string): string | null;
  /** Autocomplete: the option being typed. */
  focused?: { name: string; value: string };
}

export interface CommandAnswer extends Outgoing {
  /** Only the caller sees it, whatever `visibility` said (a public deferral is taken back). */
  ephemeral?: boolean;
}

/** What commands need of the rest. */
export interface CommandContext {
  config: Config;
  storage: Storage;
  settings: Settings;
  moderation: ModerationDesk;
  clock: Clock;
  logger: Logger;
  /** Takes a turn in line with all others. */
  talk(request: TurnRequest): Promise<TurnReply | 'queue-full' | 'stopping'>;
  /** `null`: no picture in time. */
  draw(request: RenderRequest): Promise<Picture | null>;
  classify: (text: string) => Promise<EthicsResult>;
  guild: GuildDesk;
}

/** What commands do in a guild beyond answering. */
export interface GuildDesk {
  /** May she see the channel and write there? */
  canWrite(channelId: string): Promise<boolean>;
  /** Does Discord give her the content of all messages? */
  readsEverything(): boolean;
  /** Why no member of this guild can be timed out; `null`: some can. */
  timeoutFault(guildId: string): Promise<TimeoutFault | null>;
  /** Ends a timeout that stood for a block. */
  liftTimeout(guildId: string, userId: string): Promise<void>;
  /** To the mod-log of the guild (`null`: to the owners). `false`: there is none, or it is shut. */
  postModLog(guildId: string | null, message: Outgoing): Promise<boolean>;
}
