import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { GuildSettings, UserSettings } from '../storage/records.js';
import type { Storage } from '../storage/storage.js';
import type { Session } from './session/session.js';
import { Stopwatch } from './stopwatch.js';
import { localTime, type LocalTime } from './text/calendar.js';
import type { TurnRequest } from './turn-types.js';

/** The summary of her last answer is used for so long. */
const SESSION_IDLE_MS = 30 * 60_000;

/** Who speaks, when and under which settings: read once, used by every stage. */
export interface Scene {
  request: TurnRequest;
  user: UserSettings | undefined;
  guild: GuildSettings | undefined;
  session: Session | undefined;
  now: { ms: number; local: LocalTime };
  timeZone: string;
  /** `/memory off`: nothing is learned, nothing recalled. */
  learns: boolean;
  random: Random;
  watch: Stopwatch;
}

export interface SceneDependencies {
  storage: Pick<Storage, 'users' | 'guilds' | 'sessions'>;
  clock: Clock;
  /** A turn's own source of chance, so that it can be repeated by its id. */
  random: (turnId: string) => Random;
  settings: { timeZone: string };
}

export async function enterScene(request: TurnRequest, deps: SceneDependencies): Promise<Scene> {
  const watch = new Stopwatch();
  const { userId, place } = request;
  const [user, guild, session] = await Promise.all([
    deps.storage.users.get(userId),
    place.guildId === null ? undefined : deps.storage.guilds.get(place.guildId),
    deps.storage.sessions.get(userId, place.channelId),
  ]);
  const timeZone = user?.timeZone ?? guild?.timeZone ?? deps.settings.timeZone;
  const ms = deps.clock.now();
  return {
    request,
    user,
    guild,
    session,
    now: { ms, local: localTime(ms, timeZone) },
    timeZone,
    learns: user?.memory !== false,
    random: deps.random(request.id),
    watch,
  };
}

/** Her last answer in one line, unless the session was idle too long. */
export function usableSummary({ session, now, learns }: Scene): string | null {
  if (!learns || session?.summary === undefined) return null;
  return now.ms - session.lastTurnAt < SESSION_IDLE_MS ? session.summary : null;
}
