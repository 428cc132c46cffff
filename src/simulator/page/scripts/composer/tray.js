import { t } from '../text/i18n.js';
import { fileSize, isPicture } from '../views/attachments.js';
import { fill, h } from '../views/dom.js';
import { icon } from '../views/icons.js';

/** Files that go with the next message: thumbnail, description, removal. */
export function createTray(root, { limits, onProblem, onChange }) {
  let entries = [];

  function card(entry) {
    const { file } = entry;
    return h(
      'div',
      { class: 'tray-card' },
      h(
        'div',
        { class: 'tray-preview' },
        entry.preview ? h('img', { src: entry.preview, alt: '' }) : icon('file'),
        h(
          'button',
          {
            type: 'button',
            class: 'tray-remove',
            'aria-label': t('removeFile', { name: file.name }),
            onclick: () => drop(entry),
          },
          icon('close'),
        ),
      ),
      h('span', { class: 'tray-name', title: file.name }, file.name),
      entry.preview &&
        h('input', {
          class: 'tray-alt',
          value: entry.description,
          maxlength: '1024',
          placeholder: t('altText'),
          'aria-label': `${t('altText')}: ${file.name}`,
          oninput: (event) => {
            entry.description = event.target.value;
          },
        }),
    );
  }

  function show() {
    root.hidden = entries.length === 0;
    fill(root, ...entries.map(card));
    onChange();
  }

  function drop(entry) {
    URL.revokeObjectURL(entry.preview);
    entries = entries.filter((other) => other !== entry);
    show();
  }

  async function measure(entry) {
    try {
      const bitmap = await createImageBitmap(entry.file);
      Object.assign(entry, { width: bitmap.width, height: bitmap.height });
      bitmap.close();
    } catch {
      // Not a picture that this browser can read: it goes as it is.
    }
  }

  return {
    async add(files) {
      for (const file of files) {
        const { attachments, attachment_bytes: most } = limits();
        if (entries.length >= attachments) {
          onProblem(t('tooManyFiles', { limit: attachments }));
          break;
        }
        if (file.size > most) {
          onProblem(t('fileTooBig', { name: file.name, limit: fileSize(most) }));
          continue;
        }
        const picture = isPicture({ content_type: file.type });
        const entry = {
          file,
          description: '',
          preview: picture ? URL.createObjectURL(file) : null,
        };
        entries.push(entry);
        if (picture) await measure(entry);
      }
      show();
    },
    isEmpty: () => entries.length === 0,
    take() {
      const taken = entries;
      entries = [];
      for (const entry of taken) if (entry.preview) URL.revokeObjectURL(entry.preview);
      show();
      return taken;
    },
  };
}
