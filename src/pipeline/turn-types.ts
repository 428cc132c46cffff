import type { Category, Offence } from '../moderation/ledger-entry.js';
import type { FaceId, Picture } from '../render/contract.js';
import type { Locale } from '../texts/locale.js';
import type { ExpressionWords } from './expression/words.js';

/** Where a turn happens. */
export interface Place {
  /** `null`: a direct message. */
  guildId: string | null;
  channelId: string;
  /** Link to the message, for the ledger. */
  link?: string;
}

/** What a user sent beside words; named in the prompt, not read. */
export type Attachment = 'picture' | 'file' | 'sticker' | 'voice';

/** One message to her. Platform syntax (mentions, custom emoji) is already reduced to words. */
export interface TurnRequest {
  /** Unique and stable for the message: a turn that runs again after a crash has the same id. */
  id: string;
  userId: string;
  place: Place;
  text: string;
  attachments?: readonly Attachment[];
  locale: Locale;
  /** Slash commands always get their notice; messages at most one block notice an hour. */
  via: 'message' | 'command';
  /** Role ids of the user in the guild; exempt roles are not struck. */
  roleIds?: readonly string[];
  signal?: AbortSignal;
}

/** A system notice as facts; `texts/` words it. */
export type Notice =
  | { code: 'blocked'; category: Offence; until: number; timeZone: string }
  | { code: 'warned'; strikes: readonly StrikeFact[] }
  | { code: 'struck'; strikes: readonly StrikeFact[]; until: number; timeZone: string }
  | { code: 'cooldown'; retryAfterMs: number }
  | { code: 'queue-full' };

/** A strike as the notice tells it. */
export interface StrikeFact {
  id: string;
  category: Offence;
  /** The n-th of its category that counts. */
  ordinal: number;
  /** ms; 0: a warning. */
  penaltyMs: number;
}

export interface EthicsResult {
  /** Cosine with each category name. */
  scores: Record<Category, number>;
  /** Offences that stand by the thresholds alone. */
  verdicts: Offence[];
}

/** Milliseconds of each stage that ran. */
export type StageTimes = Partial<
  Record<
    | 'gate'
    | 'ethics'
    | 'recall'
    | 'answer'
    | 'expression'
    | 'picture'
    | 'reply'
    | 'memory'
    | 'summary',
    number
  >
>;

/** Everything the reply needs; ready when answer, expression and picture are. */
export interface TurnReply {
  turnId: string;
  /**
   * `answered`: her words (and a notice where 사랑/정치 stood); `refused`: too long, in character;
   * `notice`: only a notice; `silent`: nothing goes out (a block whose notice was given this hour).
   */
  kind: 'answered' | 'refused' | 'notice' | 'silent';
  answer: string | null;
  notice: Notice | null;
  expression: ExpressionWords | null;
  face: FaceId | null;
  picture: Picture | null;
  ethics: EthicsResult | null;
  /** Offences that were struck. */
  struck: Offence[];
  /** The item that was recalled, as `[key: value]`. */
  memoryUsed: string | null;
  /** What the answer model read, without the start marker. */
  prompt: string | null;
  /** How often each role was asked. */
  tries: Partial<Record<'answer' | 'memory' | 'summary' | 'expression', number>>;
  ms: StageTimes;
}

/** What was learned beside the reply. */
export interface Aftermath {
  /** As `[key: value]`, or nothing new. */
  memoryStored: string | null;
  summary: string | null;
  tries: TurnReply['tries'];
  ms: StageTimes;
}

export interface TurnOutcome {
  reply: TurnReply;
  /** Settles when memory and summary are done; never rejects (faults are logged). */
  aftermath: Promise<Aftermath>;
}

/** One turn, platform-free. */
export interface Conversation {
  /** @throws {DOMException} `AbortError` when `request.signal` fires (message deleted, shutdown). */
  take(request: TurnRequest): Promise<TurnOutcome>;
}
