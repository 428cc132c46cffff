import { HAIR_COLORS, parseHair } from '../render/hair-colors.js';
import type { Ombre } from '../render/contract.js';
import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Locale } from '../texts/locale.js';
import type { Command } from './command.js';
import { defineCommand, partOption, stringOption } from './define.js';
import { portraitAnswer } from './portrait.js';

const words = COMMAND_WORDS.hair;
/** As the original shows her by default. */
const HEIGHT = 0.6;
const GRADIENT = 0.5;

/** `/hair`: her ombre hair colour for this user; shows her before and after. */
export const hair: Command = {
  definition: defineCommand(words, {
    options: [
      stringOption(words.parts.color, { suggests: true, maxLength: 40 }),
      partOption(words.parts.height),
      partOption(words.parts.gradient),
    ],
  }),
  visibility: () => 'public',

  async run(call, context) {
    const { options, texts, locale, userId } = call;
    const old = (await context.settings.user(userId)).hair ?? null;
    const color = options.string('color');
    const height = options.number('height');
    const gradient = options.number('gradient');

    if (color === null && height === null && gradient === null) {
      const text = old === null ? texts.hair.ownColor : texts.hair.current(told(old, locale));
      return portraitAnswer(call, context, text);
    }
    const hue = color === null ? old && old.hue * 360 : parseHair(color);
    if (hue === undefined) return { text: texts.hair.unknown(color ?? ''), ephemeral: true };
    // Height without a colour has nothing to act on.
    if (hue === null) return { text: texts.hair.ownColor, ephemeral: true };
    const next: Ombre | null =
      hue === 'off'
        ? null
        : {
            hue: hue / 360,
            height: height ?? old?.height ?? HEIGHT,
            gradient: gradient ?? old?.gradient ?? GRADIENT,
          };
    await context.settings.changeUser(userId, (settings) => ({ ...settings, hair: next }));
    const text = next === null ? texts.hair.off : texts.hair.set(told(next, locale));
    return portraitAnswer(call, context, text, { hairBefore: old });
  },

  suggest({ options, locale }) {
    const typed = (options.focused?.value ?? '').normalize('NFC').trim().toLowerCase();
    const off =
      locale === 'ko'
        ? { name: '끄기 (원래 머리색)', value: 'off' }
        : { name: 'off (her own colour)', value: 'off' };
    const named = HAIR_COLORS.map((color) => ({ name: color[locale], value: color[locale] }));
    const hue = typed === '' ? undefined : parseHair(typed);
    const degrees =
      typeof hue === 'number' && /^\d/u.test(typed)
        ? [{ name: `${hue}°`, value: String(hue) }]
        : [];
    const fitting = [...named, off].filter(
      ({ name, value }) =>
        name.includes(typed) || value.includes(typed) || value === colorName(hue, locale),
    );
    return Promise.resolve([...degrees, ...fitting]);
  },
};

function told(ombre: Ombre, locale: Locale) {
  const degrees = Math.round(ombre.hue * 360);
  const { height, gradient } = ombre;
  return { color: colorName(degrees, locale) ?? `${degrees}°`, height, gradient };
}

function colorName(hue: number | 'off' | undefined, locale: Locale): string | undefined {
  return HAIR_COLORS.find((color) => color.hue === hue)?.[locale];
}
