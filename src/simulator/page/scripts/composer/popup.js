import { t } from '../text/i18n.js';
import { fill, h } from '../views/dom.js';

let serial = 0;

/**
 * The list above the composer: commands, choices, people. The focus stays in the input; the active
 * row is told by `aria-activedescendant`.
 */
export function createPopup(root) {
  let rows = [];
  let items = [];
  let active = -1;
  let pick = null;
  let input = null;

  function setActive(index) {
    active = index;
    rows.forEach((row, at) => row.setAttribute('aria-selected', String(at === active)));
    const row = rows[active];
    row?.scrollIntoView({ block: 'nearest' });
    if (row) input?.setAttribute('aria-activedescendant', row.id);
    else input?.removeAttribute('aria-activedescendant');
  }

  function itemRow(item, index) {
    serial += 1;
    return h(
      'div',
      {
        class: 'popup-row',
        role: 'option',
        id: `popup-row-${serial}`,
        // Not "click": the input would lose its focus first.
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => pick(items[index]),
        onpointermove: () => active !== index && setActive(index),
      },
      item.mark,
      h(
        'span',
        { class: 'popup-text' },
        h('span', { class: 'popup-label' }, item.label, item.aside && h('small', {}, item.aside)),
        item.note && h('span', { class: 'popup-note' }, item.note),
      ),
      item.tag && h('span', { class: 'popup-tag' }, item.tag),
    );
  }

  /** Only a combobox may say so; the text box names its active row alone. */
  function tellExpanded(open) {
    if (input?.getAttribute('role') === 'combobox') {
      input.setAttribute('aria-expanded', String(open));
    }
  }

  function hide() {
    root.hidden = true;
    input?.removeAttribute('aria-activedescendant');
    tellExpanded(false);
    rows = [];
    active = -1;
  }

  return {
    hide,
    isOpen: () => !root.hidden,

    /**
     * @param {object} content
     * @param {(Node | string)[]} content.title
     * @param {{ label: string, aside?: string, note?: string, tag?: string, mark?: Node }[]} content.items
     * @param {string} [content.note] said instead of items
     * @param {boolean} [content.isError]
     * @param {boolean} [content.preselect] whether Enter takes the first row without a move
     * @param {(item: any) => void} content.onPick
     * @param {HTMLElement} content.input
     */
    show(content) {
      ({ items, onPick: pick, input } = content);
      rows = items.map(itemRow);
      const list = h(
        'div',
        { class: 'popup-list', role: 'listbox', 'aria-label': t('options') },
        ...rows,
      );
      fill(
        root,
        h('div', { class: 'popup-title' }, ...content.title),
        rows.length > 0 && list,
        content.note &&
          h('p', { class: ['popup-empty', content.isError && 'is-error'] }, content.note),
      );
      root.hidden = false;
      tellExpanded(true);
      setActive(rows.length > 0 && content.preselect !== false ? 0 : -1);
    },

    /** @returns {boolean} whether the key was for the list */
    handleKey(event) {
      if (root.hidden) return false;
      if (event.key === 'Escape') {
        hide();
        return true;
      }
      if (rows.length === 0) return false;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const from = active === -1 && step === -1 ? 0 : active;
        setActive((from + step + rows.length) % rows.length);
        return true;
      }
      const takes = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey);
      if (takes && !event.shiftKey && active !== -1) {
        pick(items[active]);
        return true;
      }
      return false;
    },
  };
}
