import { GatewayIntentBits as Intent } from 'discord.js';

export const ALL_INTENTS = Object.values(Intent).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

export const PRIVILEGED_INTENTS =
  Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

const LIMITED_FLAGS = [
  [Intent.GuildPresences, 1 << 13],
  [Intent.GuildMembers, 1 << 15],
  [Intent.MessageContent, 1 << 19],
] as const;

/** Flags of an application, from the privileged intents that are switched on for it. */
export function applicationFlags(privileged: number): number {
  return LIMITED_FLAGS.reduce(
    (flags, [intent, flag]) => (privileged & intent ? flags | flag : flags),
    0,
  );
}
