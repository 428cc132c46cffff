import { current, currentChannel } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { fill, h, isComposing } from '../views/dom.js';
import { icon } from '../views/icons.js';
import { nestOptions, OptionType } from './commands.js';
import { filterChoices, localChoices } from './option-choices.js';
import { createOptionField } from './option-field.js';

const AUTOCOMPLETE_WAIT_MS = 160;

/**
 * The composer while a command is filled in: its name, a pill for each option, chips for the
 * optional ones that are not there yet.
 *
 * @param {object} app
 * @param {object} popup shared with the text composer
 * @param {{ leaf: object, onDone: () => void, onCancel: (text: string) => void }} options
 */
export function createCommandForm(app, popup, { leaf, onDone, onCancel }) {
  const { store, actions } = app;
  const fields = [];
  let timer;
  let asked = 0;

  const chip = h(
    'button',
    { type: 'button', class: 'command-chip', title: t('cancelCommand'), 'aria-label': leaf.title },
    icon('slash'),
    h('span', {}, leaf.title.slice(1)),
  );
  const pills = h('span', { class: 'pills' });
  const extras = h('span', { class: 'pill-extras' });
  const node = h(
    'div',
    { class: 'command-form', role: 'group', 'aria-label': leaf.title },
    chip,
    pills,
    extras,
  );

  function addField(option) {
    const field = createOptionField(option, {
      focus: suggest,
      blur: () => popup.hide(),
      input: suggest,
      key: handleKey,
      remove: removeField,
    });
    fields.push(field);
    pills.append(field.node);
    showExtras();
    return field;
  }

  function removeField(field) {
    const at = fields.indexOf(field);
    if (field.option.required) return;
    fields.splice(at, 1);
    field.node.remove();
    popup.hide();
    showExtras();
    (fields[at - 1] ?? fields[0] ?? { focus: () => chip.focus() }).focus();
  }

  function showExtras() {
    const missing = leaf.options.filter(
      (option) => !fields.some((field) => field.option === option),
    );
    fill(
      extras,
      ...missing.map((option) => {
        const name = option.name_localized ?? option.name;
        return h(
          'button',
          {
            type: 'button',
            class: 'pill-add',
            title: option.description_localized ?? option.description,
            'aria-label': t('addOption', { name }),
            onclick: () => addField(option).focus(),
          },
          icon('plus'),
          name,
        );
      }),
    );
  }

  function titleOf({ option, name }) {
    const kind = [t('optionTypes')[option.type], option.required ? t('required') : t('optional')];
    return [
      h('strong', {}, name),
      h('span', {}, option.description_localized ?? option.description ?? ''),
      h('span', { class: 'popup-kind' }, kind.join(' · ')),
    ];
  }

  function show(field, content) {
    if (document.activeElement !== field.input) return;
    const onPick = (choice) => {
      field.pick(choice);
      goOn(field);
    };
    popup.show({ title: titleOf(field), items: [], input: field.input, onPick, ...content });
  }

  /** Lists what fits; an option with autocomplete asks the app. */
  function suggest(field) {
    clearTimeout(timer);
    asked += 1;
    const { option } = field;
    const note = field.error || undefined;
    if (option.autocomplete) {
      show(field, { items: [], note: t('loadingChoices') });
      timer = setTimeout(() => askApp(field, asked), AUTOCOMPLETE_WAIT_MS);
      return;
    }
    const session = current(store.get());
    const all = localChoices(option, session, currentChannel(session));
    field.known = all;
    // A filled pill that is looked at again shows every choice, not only the one it has.
    const items = filterChoices(all, field.picked ? '' : field.raw());
    const empty = all.length > 0 && items.length === 0 ? t('noChoices') : undefined;
    show(field, { items, note: note ?? empty, isError: Boolean(note) });
  }

  async function askApp(field, ticket) {
    try {
      const choices = await actions.autocomplete(leaf, nestOptions(leaf, valuesFor(field)));
      if (ticket !== asked) return;
      const items = choices.map((choice) => ({
        label: choice.name_localized ?? choice.name,
        value: choice.value,
      }));
      field.known = items;
      show(field, {
        items,
        note: items.length === 0 ? t('noChoices') : undefined,
        preselect: field.raw() !== '' || field.option.required,
      });
    } catch {
      if (ticket === asked) show(field, { note: t('choicesFailed'), isError: true });
    }
  }

  /** What is filled in so far, with the option that is being typed. */
  function valuesFor(focused) {
    return fields.flatMap((field) => {
      const { name, type } = field.option;
      if (field === focused) return [{ name, type, value: field.raw(), focused: true }];
      const { value } = field.read();
      if (value === undefined || type === OptionType.attachment) return [];
      return [{ name, type, value }];
    });
  }

  /** To the next pill that waits for a value; when none does, Enter sends. */
  function goOn(field) {
    const next = fields.slice(fields.indexOf(field) + 1).find((entry) => entry.raw() === '');
    if (next !== undefined) next.focus();
    else popup.hide();
  }

  function handleKey(event, field) {
    if (popup.handleKey(event)) return true;
    const at = fields.indexOf(field);
    const { selectionStart: start, value } = field.input;
    if (event.key === 'Enter') {
      submit();
      return true;
    }
    if (event.key === 'Escape') {
      cancel('');
      return true;
    }
    if (event.key === 'Backspace' && value === '') {
      if (!field.option.required) removeField(field);
      else if (at > 0) fields[at - 1].focus();
      else cancel(leaf.title);
      return true;
    }
    if (event.key === 'ArrowLeft' && start === 0 && at > 0) {
      fields[at - 1].focus();
      return true;
    }
    if (event.key === 'ArrowRight' && start === value.length && at < fields.length - 1) {
      fields[at + 1].focus();
      return true;
    }
    return false;
  }

  function cancel(text) {
    clearTimeout(timer);
    popup.hide();
    onCancel(text);
  }

  function submit() {
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length > 0) {
      wrong[0].focus();
      suggest(wrong[0]);
      return;
    }
    const files = [];
    const values = fields.flatMap((field) => {
      const { name, type } = field.option;
      const { value } = field.read();
      if (value === undefined) return [];
      if (type !== OptionType.attachment) return [{ name, type, value }];
      files.push(value);
      return [{ name, type, value: files.length - 1 }];
    });
    clearTimeout(timer);
    asked += 1;
    popup.hide();
    onDone();
    actions.runCommand(leaf, nestOptions(leaf, values), files);
  }

  chip.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      submit();
    } else if (event.key === 'Backspace') {
      event.preventDefault();
      cancel(leaf.title);
    } else if (event.key === 'Escape') {
      cancel('');
    }
  });
  chip.addEventListener('click', (event) => {
    // A click by mouse or finger (not by the Enter key, which sends).
    if (event.detail > 0) cancel('');
  });

  for (const option of leaf.options.filter((entry) => entry.required)) addField(option);
  showExtras();

  return {
    node,
    submit,
    cancel,
    focus: () => (fields[0] ?? { focus: () => chip.focus() }).focus(),
  };
}
