import { current } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { h } from '../views/dom.js';
import { icon } from '../views/icons.js';
import { commandLeaves, exactCommand, matchCommands } from './commands.js';
import { mentionAt, mentionChoices } from './mentions.js';

/** What the text so far asks for: commands after a slash, people after @, channels after #. */
export function createSuggestions({ store, actions }, { box, popup, onCommand, onText }) {
  let asked = 0;

  async function suggestCommands(query) {
    asked += 1;
    const ticket = asked;
    const title = [query ? t('commandsMatching', { query }) : t('commands')];
    const show = (content) =>
      popup.show({
        title,
        items: [],
        input: box,
        onPick: (item) => onCommand(item.leaf),
        ...content,
      });
    if (!popup.isOpen()) show({ note: t('loadingCommands') });
    let leaves;
    try {
      leaves = commandLeaves(await actions.listCommands());
    } catch {
      if (ticket === asked) show({ note: t('commandsFailed'), isError: true });
      return;
    }
    if (ticket !== asked) return;
    const exact = query.endsWith(' ') ? exactCommand(leaves, query) : undefined;
    if (exact !== undefined) {
      onCommand(exact);
      return;
    }
    const items = matchCommands(leaves, query).map((leaf) => ({
      leaf,
      label: leaf.title,
      aside: leaf.title === leaf.plainTitle ? undefined : leaf.plainTitle,
      note: leaf.description,
      mark: h('span', { class: 'popup-mark' }, icon('slash')),
      tag: leaf.options
        .filter((option) => option.required)
        .map((option) => option.name_localized ?? option.name)
        .join(' · '),
    }));
    show({ items, note: items.length === 0 ? t('noCommands') : undefined });
  }

  function suggestMentions(mention) {
    const items = mentionChoices(current(store.get()), mention);
    if (items.length === 0) {
      popup.hide();
      return;
    }
    const title = [mention.sign === '@' ? t('membersMatching') : t('channelsMatching')];
    const onPick = (item) => {
      const before = box.value.slice(0, mention.start);
      const after = box.value.slice(box.selectionStart).replace(/^ /, '');
      const name = `${item.sign}${item.label} `;
      box.value = before + name + after;
      box.setSelectionRange(before.length + name.length, before.length + name.length);
      popup.hide();
      onText();
    };
    popup.show({ title, items, input: box, onPick });
  }

  return {
    update() {
      const { value, selectionStart: caret } = box;
      if (/^\/[^\n/]*$/.test(value)) {
        suggestCommands(value.slice(1));
        return;
      }
      asked += 1;
      const mention = mentionAt(value, caret);
      if (mention === null) popup.hide();
      else suggestMentions(mention);
    },
  };
}
