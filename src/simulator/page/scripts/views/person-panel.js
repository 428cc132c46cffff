import { unreadMentions } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from './avatar.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

/** Who is in front of the page, a switch between people, and the language. */
export function mountPersonPanel({ store, actions }, root) {
  let open = false;

  function setOpen(next) {
    open = next;
    render();
    if (open) root.querySelector('[aria-checked="true"]')?.focus();
  }

  function personRow(person, state) {
    const active = person.user.id === state.personId;
    const session = state.sessions[person.user.id];
    const count = session === undefined || active ? 0 : unreadMentions(session);
    return h(
      'button',
      {
        type: 'button',
        class: 'person-row',
        role: 'menuitemradio',
        'aria-checked': String(active),
        dataset: { person: person.user.id },
        onclick: () => {
          setOpen(false);
          actions.switchPerson(person.user.id);
          root.querySelector('.person-current')?.focus();
        },
      },
      avatar(person.user),
      h(
        'span',
        { class: 'person-text' },
        h('strong', {}, person.user.global_name ?? person.user.username),
        h('span', { class: 'muted' }, t(person.kind)),
      ),
      count > 0 &&
        h('span', { class: 'count', 'aria-label': t('mentions', { count }) }, String(count)),
      active && icon('check'),
    );
  }

  function languageButton(code, label, state) {
    return h(
      'button',
      {
        type: 'button',
        lang: code,
        'aria-pressed': String(state.language === code),
        onclick: () => actions.setLanguage(code),
      },
      label,
    );
  }

  function render() {
    const state = store.get();
    const person = state.world?.people.find((entry) => entry.user.id === state.personId);
    if (person === undefined) return;
    fill(
      root,
      open &&
        h(
          'div',
          { class: 'person-menu', role: 'menu', 'aria-label': t('switchPerson') },
          h('p', { class: 'muted' }, t('switchHint')),
          ...state.world.people.map((entry) => personRow(entry, state)),
        ),
      h(
        'button',
        {
          type: 'button',
          class: 'person-current',
          'aria-haspopup': 'menu',
          'aria-expanded': String(open),
          'aria-label': `${t('switchPerson')}: ${person.user.global_name ?? person.user.username}`,
          onclick: () => setOpen(!open),
        },
        avatar(person.user, { status: 'online' }),
        h(
          'span',
          { class: 'person-text' },
          h('strong', {}, person.user.global_name ?? person.user.username),
          h('span', { class: 'muted' }, t(person.kind)),
        ),
        icon('switch'),
      ),
      h(
        'div',
        { class: 'language', role: 'group', 'aria-label': t('language') },
        languageButton('ko', '한국어', state),
        languageButton('en', 'English', state),
      ),
    );
  }

  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      setOpen(false);
      root.querySelector('.person-current')?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!open || step === undefined) return;
    event.preventDefault();
    const rows = [...root.querySelectorAll('.person-row')];
    rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length]?.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    if (open && !root.contains(event.target)) setOpen(false);
  });
  store.watch(
    (state) => [state.world, state.personId, state.language, state.sessions],
    () => render(),
  );
}
