import { InvalidArgumentError, type Command } from 'commander';
import type { Ombre } from '../render/contract.js';
import { HAIR_COLORS, parseHair } from '../render/hair-colors.js';

/** Hair as the options of a command line. */
export interface HairOptions {
  hair: number | 'off';
  height: number;
  gradient: number;
}

/** Adds `--hair`, `--height` and `--gradient`. `fallback`: the hair when none is named. */
export function addHairOptions(command: Command, fallback?: 'off'): Command {
  const names = HAIR_COLORS.map(({ ko, en }) => `${ko} (${en})`).join(', ');
  const description = `off, a hue 0–360, or ${names}`;
  if (fallback === undefined) command.requiredOption('--hair <colour>', description, readHair);
  else command.option('--hair <colour>', description, readHair, fallback);
  return command
    .option('--height <share>', 'how far up the colour reaches, 0…1', readShare, 0.6)
    .option('--gradient <share>', 'how much of it is gradient, 0…1', readShare, 0.5);
}

/** @returns `null`: her own hair. */
export function ombreOf({ hair, height, gradient }: HairOptions): Ombre | null {
  return hair === 'off' ? null : { hue: hair / 360, height, gradient };
}

function readHair(text: string): number | 'off' {
  const hair = parseHair(text);
  if (hair === undefined) {
    const names = HAIR_COLORS.map(({ ko }) => ko).join(', ');
    throw new InvalidArgumentError(`It must be off, a hue from 0 to 360, or one of ${names}.`);
  }
  return hair;
}

function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return share;
}
