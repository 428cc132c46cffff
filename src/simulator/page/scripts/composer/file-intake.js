import { h } from '../views/dom.js';

/** The ways by which files come: the button, the clipboard, and dropping on the conversation. */
export function mountFileIntake({ attach, box, dropzone }, add) {
  attach.addEventListener('click', () => {
    const picker = h('input', { type: 'file', multiple: true, accept: 'image/*' });
    picker.addEventListener('change', () => {
      add([...picker.files]);
      box.focus();
    });
    picker.click();
  });

  box.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });

  const dragging = (on) => dropzone.classList.toggle('is-dropping', on);
  dropzone.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    dragging(true);
  });
  dropzone.addEventListener('dragleave', (event) => {
    if (!dropzone.contains(event.relatedTarget)) dragging(false);
  });
  dropzone.addEventListener('drop', (event) => {
    event.preventDefault();
    dragging(false);
    add([...event.dataTransfer.files]);
  });
}
