import { z } from 'zod';
import { ConfigError } from './errors.js';

/** Snowflakes separated by commas. */
const idList = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^\d{15,21}$/, 'must be Discord ids, separated by commas')));

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((value) => ['true', '1', 'yes'].includes(value));

const count = (fallback: number, low: number, high: number) =>
  z.coerce.number().int().min(low).max(high).default(fallback);

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Asia/Seoul');

/** The environment, one variable a line; `.env.example` explains each. */
const environment = z.object({
  DISCORD_TOKEN: z.string().min(1).optional(),
  OWNER_IDS: idList,
  DATA_DIR: z.string().min(1).default('data'),
  STORAGE_URL: z.string().min(1).optional(),
  MODELS_DIR: z.string().min(1).optional(),
  MODELS_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SIMULATOR_PORT: count(8787, 0, 65_535),
  DEFAULT_TIME_ZONE: timeZone.default('Asia/Seoul'),
  MAX_INPUT_TOKENS: count(40, 8, 512),
  TURN_LIMIT: count(20, 1, 10_000),
  TURN_WINDOW_SECONDS: count(300, 1, 86_400),
  QUEUE_LIMIT: count(50, 1, 10_000),
  CONCURRENT_TURNS: count(2, 1, 64),
  PICTURES: z.enum(['png', 'gif', 'none', 'auto']).default('auto'),
  PICTURE_DEADLINE_MS: count(4000, 100, 60_000),
  REPLY_BUTTONS: flag.default(true),
  MESSAGE_CONTENT_INTENT: flag.default(true),
  ROLE_ANSWER_URL: z.url().optional(),
  ROLE_ANSWER_MODEL: z.string().min(1).optional(),
  ROLE_MEMORY_URL: z.url().optional(),
  ROLE_MEMORY_MODEL: z.string().min(1).optional(),
  ROLE_SUMMARY_URL: z.url().optional(),
  ROLE_SUMMARY_MODEL: z.string().min(1).optional(),
  ROLE_EXPRESSION_URL: z.url().optional(),
  ROLE_EXPRESSION_MODEL: z.string().min(1).optional(),
  ROLE_API_KEY: z.string().min(1).optional(),
});

export type Config = z.infer<typeof environment>;

/**
 * Reads the configuration. Empty variables count as absent.
 * @throws {ConfigError} naming every fault at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}
