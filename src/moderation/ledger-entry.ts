/** The five categories of spec §2. `일반` (ordinary) acquits and is never struck. */
export const CATEGORIES = ['사랑 고백/만남', '일반', '정치', '패드립', '혐오/기타'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Offence = Exclude<Category, '일반'>;

/** Where something happened: ids and a link, never the text. */
export interface LedgerPlace {
  guildId: string | null;
  channelId: string;
  /** Link to the message; absent for the CLI. */
  link?: string;
}

interface EntryBase {
  /** Comes of what it is about (a strike's of its turn), so that doing it twice writes it once. */
  id: string;
  userId: string;
  /** ms since the epoch */
  at: number;
  place: LedgerPlace;
  /** User id of whoever did it; `oh-lora` for strikes. */
  by: string;
}

export interface StrikeEntry extends EntryBase {
  kind: 'strike';
  category: Offence;
  /** Cosine, 0…1. */
  score: number;
  modelVersion: string;
  /** Milliseconds of block that this strike brought; 0: a warning. */
  penaltyMs: number;
}

export interface PardonEntry extends EntryBase {
  kind: 'pardon';
  /** Id of the pardoned strike. */
  strikeId: string;
}

export interface AppealEntry extends EntryBase {
  kind: 'appeal';
  strikeId: string;
}

/** A moderator's answer to an appeal; accepting writes a pardon beside it. */
export interface AppealDecisionEntry extends EntryBase {
  kind: 'appeal-decision';
  appealId: string;
  accepted: boolean;
}

export type LedgerEntry = StrikeEntry | PardonEntry | AppealEntry | AppealDecisionEntry;
