import type { FaceId, Ombre } from '../render/contract.js';
import type { Locale } from '../texts/locale.js';

export type PictureMode = 'png' | 'gif' | 'none' | 'auto';

/** What a user chose. Absent fields follow the guild's choice, then the product's default. */
export interface UserSettings {
  timeZone?: string;
  locale?: Locale;
  /** `false`: nothing is learned, nothing recalled. */
  memory?: boolean;
  face?: FaceId;
  hair?: Ombre | null;
  pictures?: PictureMode;
  /** The first DM says that she is an AI; it is said once. */
  introduced?: boolean;
}

/** What the moderators of a guild chose. */
export interface GuildSettings {
  timeZone?: string;
  locale?: Locale;
  /** Channels in which she answers every message (and in their threads). */
  openChannels: string[];
  pictures?: PictureMode;
  /** Buttons under her replies. */
  buttons?: boolean;
  ethics?: {
    preset?: 'standard' | 'mild';
    /** Days after which a strike no longer counts; the default is 180. */
    expiryDays?: number;
    modLogChannel?: string;
    exemptRoles?: string[];
    /** A block also is a Discord timeout. Off unless switched on. */
    timeouts?: boolean;
  };
}

/** Whether she is in a guild. What belongs to one that she left is deleted some time after. */
export interface GuildStay {
  guildId: string;
  /** ms since the epoch; `null`: she is there. */
  leftAt: number | null;
}

/** Enough to finish a turn after a crash: ids and state, no text. */
export interface RunningTurn {
  id: string;
  userId: string;
  guildId: string | null;
  channelId: string;
  messageId: string;
  /** Sent with the reply, so that Discord drops a second copy. */
  nonce: string;
  startedAt: number;
}
