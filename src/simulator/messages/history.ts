import type { Channel, Message } from '../world/records.js';
import { compareSnowflakes } from '../world/snowflake.js';

export interface PageRequest {
  limit: number;
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
}

/** A page of a channel's public messages, newest first, as Discord cuts it. */
export function pageOf(channel: Channel, page: PageRequest): Message[] {
  const all = [...channel.messages.values()].filter((message) => message.visibleTo === null);
  const isBefore = (id: string) => (message: Message) => compareSnowflakes(message.id, id) < 0;
  const isAfter = (id: string) => (message: Message) => compareSnowflakes(message.id, id) > 0;
  const { limit, before, after, around } = page;

  let chosen: Message[];
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const centre = all.filter((message) => message.id === around);
    const older = all.filter(isBefore(around)).slice(-half);
    const newer = all.filter(isAfter(around)).slice(0, half);
    chosen = [...older, ...centre, ...newer];
  } else if (after !== undefined) chosen = all.filter(isAfter(after)).slice(0, limit);
  else if (before !== undefined) chosen = all.filter(isBefore(before)).slice(-limit);
  else chosen = all.slice(-limit);
  return chosen.reverse();
}
