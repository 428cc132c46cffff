import type { Command } from '../world/records.js';

interface Localizable {
  name: string;
  name_localizations?: Record<string, string> | null | undefined;
  description?: string | undefined;
  description_localizations?: Record<string, string> | null | undefined;
  options?: readonly Localizable[] | null | undefined;
  choices?: readonly Localizable[] | null | undefined;
}

function localize(item: Localizable, locale: string): object {
  const { name_localizations: names, description_localizations: descriptions, ...rest } = item;
  return {
    ...rest,
    name_localized: names?.[locale] ?? item.name,
    ...(item.description === undefined
      ? {}
      : { description_localized: descriptions?.[locale] ?? item.description }),
    ...(item.options ? { options: item.options.map((each) => localize(each, locale)) } : {}),
    ...(item.choices ? { choices: item.choices.map((each) => localize(each, locale)) } : {}),
  };
}

/** A command, its options and choices in one language, as a person's client shows them. */
export function localizeCommand(
  command: Command,
  locale: string,
): Command & { name_localized: string } {
  return localize(command as unknown as Localizable, locale) as Command & {
    name_localized: string;
  };
}

function strip(item: Localizable): object {
  const { name_localizations, description_localizations, ...rest } = item;
  void name_localizations;
  void description_localizations;
  return {
    ...rest,
    ...(item.options ? { options: item.options.map(strip) } : {}),
    ...(item.choices ? { choices: item.choices.map(strip) } : {}),
  };
}

/** A command as its application gets it: all languages, or (Discord's default for lists) none. */
export function presentCommand(command: Command, withLocalizations: boolean): object {
  return withLocalizations ? command : strip(command as unknown as Localizable);
}
