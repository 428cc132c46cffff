import type { ExpressionWords } from '../pipeline/expression/words.js';
import { en } from './en.js';
import { ko } from './ko.js';
import type { Locale } from './locale.js';

/**
 * Everything that the system says to users, apart from her own words. One object a language; a key
 * that one of them lacks does not compile.
 */
export interface Texts {
  /** Why a turn brought no answer, or what her answer cost. */
  notices: {
    blocked(facts: { category: string; until: string }): string;
    warned(facts: { strikes: string }): string;
    struck(facts: { strikes: string; until: string }): string;
    /** One strike inside the two above. */
    strike(facts: { category: string; ordinal: number; penalty: string | null }): string;
    appeal: string;
    cooldown(facts: { wait: string }): string;
    queueFull: string;
    stopping: string;
  };
  replies: {
    /** Said once, in the first DM. */
    introduction: string;
    waiting(place: number): string;
    pictureAlt(expression: ExpressionWords | null): string;
    /** Alt text of one of two pictures that show a change. */
    momentAlt: Record<'before' | 'after', (alt: string) => string>;
  };
  buttons: {
    again: string;
    move: string;
    still: string;
    report: string;
    accept: string;
    decline: string;
    notYours: string;
    outOfDate: string;
    noPicture: string;
    reported: string;
    nowhereToReport: string;
  };
  errors: {
    unexpected(code: string): string;
    moderatorsOnly: string;
    guildOnly: string;
  };
  modLog: {
    timedOut(facts: { user: string; until: string; category: string }): string;
    notTimedOut(facts: { user: string; reason: string }): string;
    reasons: Record<TimeoutFault, string>;
    report(facts: { reporter: string; link: string }): string;
    appeal(facts: { user: string; strike: string; link: string | null }): string;
    appealDecided(facts: { accepted: boolean; by: string }): string;
  };
  channel: {
    added(channel: string): string;
    alreadyAdded(channel: string): string;
    removed(channel: string): string;
    notOpen(channel: string): string;
    list(channels: readonly string[]): string;
    noneOpen: string;
    noAccess(channel: string): string;
    needsContent: string;
  };
  server: {
    summary(facts: ServerFacts): string;
  };
  face: {
    shown(facts: { face: string; chosen: boolean }): string;
    set(face: string): string;
    unknown(facts: { number: number; version: string | null }): string;
    reset(face: string): string;
  };
  hair: {
    set(facts: { color: string; height: number; gradient: number }): string;
    off: string;
    unknown(color: string): string;
    ownColor: string;
    current(facts: { color: string; height: number; gradient: number }): string;
    /** Which of the two pictures is which. */
    beforeAndAfter: string;
  };
  picture: {
    selfie: string;
    gif: string;
    failed: string;
    mode: Record<'png' | 'gif' | 'none' | 'auto', string>;
  };
  memory: {
    heading(count: number): string;
    nothing: string;
    here: string;
    direct: string;
    elsewhere: string;
    off: string;
    forgotten(item: string): string;
    unknown: string;
    forgottenAll(count: number): string;
    notConfirmed: string;
    exported(count: number): string;
    switched(on: boolean): string;
    more(count: number): string;
  };
  me: {
    exported: string;
    notConfirmed: string;
    receipt(facts: {
      memories: number;
      sessions: number;
      settings: boolean;
      strikes: number;
      keptUntil: string | null;
      kept: number;
    }): string;
  };
  timezone: {
    set(facts: { zone: string; now: string }): string;
    current(facts: { zone: string; now: string; chosen: boolean }): string;
    unknown(zone: string): string;
  };
  language: {
    set: string;
    auto: string;
  };
  strikes: {
    none(self: boolean): string;
    heading(facts: { count: number; user: string | null }): string;
    line(facts: {
      index: number;
      category: string;
      at: string;
      penalty: string | null;
      state: 'counts' | 'pardoned' | 'expired';
      ordinal: number;
      link: string | null;
    }): string;
    blockedUntil(until: string): string;
    appealHint: string;
  };
  pardon: {
    done(user: string): string;
    already: string;
    unknown: string;
    stillBlocked(until: string): string;
    free: string;
  };
  appeal: {
    filed: string;
    already: string;
    unknown: string;
    nowhere: string;
    decided: string;
    alreadyDecided: string;
  };
  ethics: {
    settings(facts: EthicsFacts): string;
    cannotTimeOut(reason: string): string;
    cannotLog: string;
    test(facts: { lines: readonly string[]; verdicts: readonly string[] }): string;
  };
  privacy: string;
  help(facts: { moderator: boolean }): string;
}

/** Why a member cannot be timed out. */
export type TimeoutFault = 'no-permission' | 'role-too-high' | 'owner-or-admin' | 'gone' | 'failed';

export interface ServerFacts {
  buttons: boolean;
  pictures: string;
  locale: string;
  timeZone: string;
  channels: readonly string[];
}

export interface EthicsFacts {
  preset: 'standard' | 'mild';
  expiryDays: number;
  modLog: string | null;
  exemptRoles: readonly string[];
  timeouts: boolean;
}

const TEXTS: Record<Locale, Texts> = { ko, en };

export function textsFor(locale: Locale): Texts {
  return TEXTS[locale];
}
