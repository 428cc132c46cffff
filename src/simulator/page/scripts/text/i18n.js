import { en } from './en.js';
import { ko } from './ko.js';

const catalogues = { ko, en };

/** Discord's code for the page's language. */
export const discordLocale = { ko: 'ko', en: 'en-US' };

let locale = 'ko';

export function setLanguage(next) {
  locale = next in catalogues ? next : 'ko';
  document.documentElement.lang = locale;
}

export function language() {
  return locale;
}

/**
 * The text of a key in the language of the page.
 * @param {string} key
 * @param {Record<string, unknown>} [facts]
 * @returns {any} a string, or a list of strings and `{ strong }` parts
 */
export function t(key, facts = {}) {
  const entry = catalogues[locale][key];
  if (entry === undefined) throw new Error(`No text for "${key}" in "${locale}"`);
  return typeof entry === 'function' ? entry(facts) : entry;
}
