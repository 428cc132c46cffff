import type { ExpressionScores } from '../../render/contract.js';

/** What is kept between two turns of one user in one channel. */
export interface Session {
  /** Her last answer in one line, by the summary model; absent when that model failed. */
  summary?: string;
  /** Her last expression: the next GIF begins there. */
  expression?: ExpressionScores;
  /** ms since the epoch; after 30 idle minutes the summary is no longer used. */
  lastTurnAt: number;
  /** Guild of the channel; `null`: a DM. */
  guildId?: string | null;
}
