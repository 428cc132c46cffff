import { t } from '../text/i18n.js';
import { h, isComposing } from '../views/dom.js';
import { icon } from '../views/icons.js';
import { OptionType } from './commands.js';
import { readOption } from './option-values.js';

let serial = 0;

/** Width of an input in `ch`: Hangul and other wide letters count two. */
function widthOf(text) {
  let width = 1;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e80 ? 2 : 1;
  return Math.min(Math.max(width, 4), 44);
}

/**
 * One option of a command as a pill: its name and what is typed or chosen for it.
 *
 * @param {object} option
 * @param {object} on what happens: focus, input, key (returns true when handled), remove
 */
export function createOptionField(option, on) {
  serial += 1;
  const name = option.name_localized ?? option.name;
  const numeric = option.type === OptionType.integer || option.type === OptionType.number;
  const isFile = option.type === OptionType.attachment;
  const field = { option, name, picked: undefined, file: undefined, known: [] };

  const input = h('input', {
    class: 'pill-input',
    id: `option-${serial}`,
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
    inputmode: numeric ? 'decimal' : null,
    readonly: isFile,
    placeholder: isFile ? t('chooseFile') : t('optionTypes')[option.type],
    'aria-required': String(option.required ?? false),
    'aria-autocomplete': 'list',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': 'popup',
  });
  const remove = h(
    'button',
    {
      type: 'button',
      class: 'pill-remove',
      tabindex: '-1',
      'aria-label': t('removeOption', { name }),
      onclick: () => on.remove(field),
    },
    icon('close'),
  );
  const node = h(
    'span',
    { class: 'pill', dataset: { option: option.name } },
    h('label', { class: 'pill-name', for: input.id }, name),
    input,
    option.required ? null : remove,
  );

  function show() {
    input.style.width = `${widthOf(input.value || input.placeholder)}ch`;
    node.classList.toggle('is-filled', input.value !== '');
  }

  async function chooseFile() {
    const picker = h('input', { type: 'file' });
    picker.addEventListener('change', () => {
      const file = picker.files[0];
      if (file === undefined) return;
      field.file = file;
      input.value = file.name;
      setError('');
      show();
      input.focus();
    });
    picker.click();
  }

  function setError(error) {
    node.classList.toggle('is-invalid', error !== '');
    input.setAttribute('aria-invalid', String(error !== ''));
    field.error = error;
  }

  input.addEventListener('input', () => {
    field.picked = undefined;
    setError('');
    show();
    on.input(field);
  });
  input.addEventListener('focus', () => {
    node.classList.add('is-active');
    on.focus(field);
  });
  input.addEventListener('blur', () => {
    node.classList.remove('is-active');
    if (input.value !== '') field.check();
    on.blur(field);
  });
  input.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    if (isFile && (event.key === ' ' || (event.key === 'Enter' && field.file === undefined))) {
      event.preventDefault();
      chooseFile();
      return;
    }
    if (on.key(event, field)) event.preventDefault();
  });
  if (isFile) input.addEventListener('click', chooseFile);
  show();

  return Object.assign(field, {
    node,
    input,
    focus: () => input.focus(),
    raw: () => input.value,
    pick(choice) {
      field.picked = choice;
      input.value = choice.label;
      setError('');
      show();
    },
    read: () =>
      readOption(option, { raw: input.value, picked: field.picked, file: field.file }, field.known),
    /** @returns {boolean} whether the value is right; marks the pill where it is not */
    check() {
      setError(field.read().error ?? '');
      return field.error === '';
    },
  });
}
