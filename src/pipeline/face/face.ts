import { seededRandom, seedFromText } from '../../random.js';
import { FACES, type FaceId } from '../../render/contract.js';
import type { UserSettings } from '../../storage/records.js';

/** The user's chosen face, else a v8 face drawn by their id: the same one every time (spec §3). */
export function faceOf(userId: string, settings: UserSettings | undefined): FaceId {
  if (settings?.face) return settings.face;
  const numbers = FACES.v8;
  const index = Math.floor(seededRandom(seedFromText(userId)).next() * numbers.length);
  return { version: 'v8', number: numbers[index] as number };
}
