import { withNames, withRealMentions } from '../composer/mentions.js';
import { t } from '../text/i18n.js';
import { h, isComposing } from './dom.js';
import { confirmDelete } from './message-toolbar.js';

/** The box in place of a message's text while it is edited. */
export function messageEditor(message, session, actions) {
  // Mentions are shown and typed as names, as in the composer.
  const before = withNames(message.content, session);
  const box = h('textarea', {
    class: 'edit-box',
    rows: '1',
    'aria-label': t('editLabel'),
    value: before,
  });
  const fit = () => {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  };
  const done = () => actions.setEditing(null);
  const save = async () => {
    const content = box.value.trim();
    done();
    if (content === before) return;
    if (content === '' && message.attachments.length === 0) await confirmDelete(message, actions);
    else await actions.editMessage(message, withRealMentions(content, session));
  };
  box.addEventListener('input', fit);
  box.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      done();
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  requestAnimationFrame(() => {
    fit();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  });
  return h(
    'div',
    { class: 'edit' },
    box,
    h(
      'div',
      { class: 'edit-actions' },
      h('span', { class: 'muted' }, t('editHint')),
      h('button', { type: 'button', class: 'text-button', onclick: done }, t('cancel')),
      h('button', { type: 'button', class: 'text-button', onclick: save }, t('save')),
    ),
  );
}
