import { current } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { renderMarkdown } from '../text/markdown-render.js';
import { openDialog } from './dialogs.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

/** One field of a modal: what is shown, whether it is right, and how it goes back to the app. */
function textField(input, { label, description, wrap }) {
  const long = input.style === 2;
  const control = h(long ? 'textarea' : 'input', {
    class: 'field-control',
    id: `field-${input.custom_id}`,
    rows: long ? '4' : null,
    value: input.value ?? '',
    placeholder: input.placeholder,
    maxlength: input.max_length,
    required: input.required !== false,
    'aria-describedby': `note-${input.custom_id}`,
  });
  const note = h('span', { class: 'field-note', id: `note-${input.custom_id}` });
  const required = input.required !== false;
  return {
    control,
    node: h(
      'div',
      { class: 'field' },
      h(
        'label',
        { for: control.id },
        label,
        required && h('span', { class: 'field-star', 'aria-hidden': 'true' }, ' *'),
      ),
      description && h('span', { class: 'muted' }, description),
      control,
      note,
    ),
    check() {
      const { length } = control.value.trim();
      const short = length < (input.min_length ?? 0) && (length > 0 || required);
      const fault =
        required && length === 0
          ? t('requiredField')
          : short
            ? t('minLength', { min: input.min_length })
            : '';
      note.textContent = fault;
      control.setAttribute('aria-invalid', String(fault !== ''));
      return fault === '';
    },
    value: () => wrap({ type: 4, custom_id: input.custom_id, value: control.value }),
  };
}

function choiceField(select, { label, description, wrap }) {
  const many = (select.max_values ?? 1) > 1;
  const control = h(
    'select',
    { class: 'field-control', id: `field-${select.custom_id}`, multiple: many },
    !many && h('option', { value: '' }, select.placeholder ?? t('selectPlaceholder')),
    ...(select.options ?? []).map((option) =>
      h('option', { value: option.value, selected: option.default }, option.label),
    ),
  );
  const note = h('span', { class: 'field-note' });
  const chosen = () => [...control.selectedOptions].map((option) => option.value).filter(Boolean);
  return {
    control,
    node: h(
      'div',
      { class: 'field' },
      h('label', { for: control.id }, label),
      description && h('span', { class: 'muted' }, description),
      control,
      note,
    ),
    check() {
      const fault = select.required !== false && chosen().length === 0 ? t('requiredField') : '';
      note.textContent = fault;
      return fault === '';
    },
    value: () => wrap({ type: select.type, custom_id: select.custom_id, values: chosen() }),
  };
}

function fieldOf(component, inner, facts) {
  return inner.type === 4 ? textField(inner, facts) : choiceField(inner, facts);
}

/** @returns {{ nodes: Node[], fields: object[] }} */
function fieldsOf(components, session) {
  const nodes = [];
  const fields = [];
  for (const component of components) {
    if (component.type === 10) nodes.push(renderMarkdown(component.content, { session }));
    const inner = component.type === 18 ? component.component : component.components?.[0];
    if (inner === undefined) continue;
    const labelled = component.type === 18;
    const field = fieldOf(component, inner, {
      label: labelled ? component.label : (inner.label ?? ''),
      description: labelled ? component.description : undefined,
      wrap: (value) =>
        labelled ? { type: 18, component: value } : { type: 1, components: [value] },
    });
    fields.push(field);
    nodes.push(field.node);
  }
  return { nodes, fields };
}

/** The form that an app asks to be filled in. */
export function mountModal({ store, actions }) {
  let close = null;

  function show(modal) {
    const { nodes, fields } = fieldsOf(modal.components, current(store.get()));
    const fault = h('p', { class: 'message-note is-error', role: 'alert' });
    fault.hidden = true;
    const submit = h('button', { type: 'submit', class: 'button button-primary' }, t('submit'));
    const cancel = h('button', { type: 'button', class: 'button button-quiet' }, t('cancel'));
    const form = h(
      'form',
      { class: 'dialog-card', novalidate: true },
      h('h2', {}, modal.title),
      h('p', { class: 'muted' }, modal.application?.name ?? ''),
      ...nodes,
      fault,
      h('div', { class: 'dialog-actions' }, cancel, submit),
    );
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const wrong = fields.filter((field) => !field.check());
      if (wrong.length > 0) {
        wrong[0].control.focus();
        return;
      }
      submit.disabled = true;
      const taken = await actions.submitModal(
        modal,
        fields.map((field) => field.value()),
      );
      submit.disabled = false;
      if (taken) {
        close?.();
        return;
      }
      fill(fault, icon('warning'), t('modalFailed'));
      fault.hidden = false;
    });
    const opened = openDialog(form, {
      label: modal.title,
      onClose: () => {
        close = null;
        actions.closeModal();
      },
    });
    close = opened.close;
    cancel.addEventListener('click', close);
    fields[0]?.control.focus();
  }

  store.watch(
    (state) => [current(state)?.modal ?? null],
    (modal) => {
      close?.();
      if (modal !== null) show(modal);
    },
  );
}
