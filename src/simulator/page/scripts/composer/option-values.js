import { t } from '../text/i18n.js';
import { OptionType } from './commands.js';

const listed = [
  OptionType.boolean,
  OptionType.user,
  OptionType.channel,
  OptionType.role,
  OptionType.mentionable,
];

/** Whether only what a list offers can be a value. */
export function isListed(option) {
  return listed.includes(option.type) || (option.choices?.length ?? 0) > 0;
}

/**
 * What was typed or chosen, as a value.
 * @param {object} option as the server describes it
 * @param {{ raw: string, picked?: { label: string, value: unknown }, file?: File }} entry
 * @param {{ label: string, value: unknown }[]} known what a list offers
 * @returns {{ value: unknown } | { error: string } | { empty: true }}
 */
export function readOption(option, { raw, picked, file }, known = []) {
  if (option.type === OptionType.attachment) {
    if (file !== undefined) return { value: file };
    return option.required ? { error: t('requiredOption') } : { empty: true };
  }
  if (picked !== undefined && picked.label === raw) return { value: picked.value };
  const text = raw.trim();
  if (text === '') return option.required ? { error: t('requiredOption') } : { empty: true };
  if (isListed(option)) {
    const match = known.find((entry) => entry.label.toLowerCase() === text.toLowerCase());
    return match === undefined ? { error: t('chooseFromList') } : { value: match.value };
  }
  if (option.type === OptionType.string) return readString(option, text);
  return readNumber(option, text);
}

function readString(option, text) {
  if (text.length < (option.min_length ?? 0))
    return { error: t('minLength', { min: option.min_length }) };
  if (text.length > (option.max_length ?? 6000))
    return { error: t('maxLength', { max: option.max_length }) };
  return { value: text };
}

function readNumber(option, text) {
  const whole = option.type === OptionType.integer;
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) return { error: t(whole ? 'wholeNumber' : 'aNumber') };
  if (whole && !Number.isSafeInteger(value)) return { error: t('wholeNumber') };
  if (value < (option.min_value ?? -Infinity))
    return { error: t('atLeast', { min: option.min_value }) };
  if (value > (option.max_value ?? Infinity))
    return { error: t('atMost', { max: option.max_value }) };
  return { value };
}
