import type { Picture, RenderRequest } from '../../render/contract.js';
import type { GuildSettings, PictureMode, UserSettings } from '../../storage/records.js';

/** Draws a picture in time, or falls back to an older one, or to none; never rejects. */
export interface PictureSource {
  draw(request: RenderRequest, signal?: AbortSignal): Promise<Picture | null>;
}

export interface PictureChoice {
  user: UserSettings | undefined;
  guild: GuildSettings | undefined;
  fallback: PictureMode;
  /** Turns are waiting: `auto` then draws a still. */
  busy: boolean;
}

/** The nearest choice wins: the user's, the guild's, the product's. */
export function pictureFormat(choice: PictureChoice): 'png' | 'gif' | null {
  const mode = choice.user?.pictures ?? choice.guild?.pictures ?? choice.fallback;
  if (mode === 'none') return null;
  if (mode === 'auto') return choice.busy ? 'png' : 'gif';
  return mode;
}
