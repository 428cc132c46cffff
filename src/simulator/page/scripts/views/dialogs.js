import { t } from '../text/i18n.js';
import { h } from './dom.js';

/**
 * Opens a modal dialog that closes by Escape, by a click beside it, or by `close()`.
 * @param {HTMLElement} content
 * @param {{ className?: string, label?: string, onClose?: () => void }} [options]
 */
export function openDialog(content, { className, label, onClose } = {}) {
  const dialog = h('dialog', { class: ['dialog', className], 'aria-label': label }, content);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose?.();
  });
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close: () => dialog.close() };
}

/** @returns {Promise<boolean>} */
export function askToConfirm({ title, text, confirm }) {
  return new Promise((resolve) => {
    let answer = false;
    const yes = h('button', { type: 'button', class: 'button button-danger' }, confirm);
    const no = h('button', { type: 'button', class: 'button button-quiet' }, t('cancel'));
    const content = h(
      'div',
      { class: 'dialog-card' },
      h('h2', {}, title),
      h('p', { class: 'muted' }, text),
      h('div', { class: 'dialog-actions' }, no, yes),
    );
    const { close } = openDialog(content, { label: title, onClose: () => resolve(answer) });
    no.addEventListener('click', close);
    yes.addEventListener('click', () => {
      answer = true;
      close();
    });
    yes.focus();
  });
}
