import { channelName, displayName, isThread } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

const SelectType = { string: 3, user: 5, role: 6, mentionable: 7, channel: 8 };

/** What can be chosen: the bot's own options, or the people, roles and channels of this place. */
function choicesOf(component, { session, message }) {
  if (component.type === SelectType.string) return component.options ?? [];
  const guild = session.guilds[message.guild_id];
  const users = (guild ? Object.keys(guild.members) : [session.user.id]).map((id) => ({
    value: id,
    label: displayName(session, id, message.guild_id),
  }));
  const roles = Object.values(guild?.roles ?? {})
    .filter((role) => role.id !== guild.id)
    .map((role) => ({ value: role.id, label: `@${role.name}` }));
  const channels = Object.values(session.channels)
    .filter((channel) => channel.guild_id === message.guild_id && !isThread(channel))
    .filter(
      (channel) =>
        !component.channel_types?.length || component.channel_types.includes(channel.type),
    )
    .map((channel) => ({ value: channel.id, label: `#${channelName(session, channel)}` }));
  return {
    [SelectType.user]: users,
    [SelectType.role]: roles,
    [SelectType.mentionable]: [...users, ...roles],
    [SelectType.channel]: channels,
  }[component.type];
}

/** A select of a message: a button that opens a list; one choice goes at once, several by "apply". */
export function selectMenu(component, scope) {
  const choices = choicesOf(component, scope);
  const most = component.max_values ?? 1;
  const least = component.min_values ?? 1;
  const preset = choices.filter((choice) => choice.default).map((choice) => choice.value);
  const chosen = new Set(preset);
  const loading = scope.pending === component.custom_id;
  const labels = () => choices.filter((c) => chosen.has(c.value)).map((c) => c.label);

  const caption = h('span', { class: 'select-caption' });
  const list = h('div', {
    class: 'select-list',
    role: 'listbox',
    'aria-multiselectable': String(most > 1),
  });
  const apply = h('button', { type: 'button', class: 'button button-primary' }, t('apply'));
  const panel = h('div', { class: 'select-panel' }, list, most > 1 && apply);
  panel.hidden = true;
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'select-opener',
      disabled: component.disabled || scope.pending !== undefined,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      onclick: () => toggle(panel.hidden),
    },
    caption,
    loading
      ? h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
      : icon('chevron'),
  );
  const root = h('div', { class: 'select' }, opener, panel);

  const rows = choices.map((choice) =>
    h(
      'button',
      { type: 'button', class: 'select-choice', role: 'option', onclick: () => pick(choice) },
      choice.emoji?.name &&
        !choice.emoji.id &&
        h('span', { class: 'button-emoji' }, choice.emoji.name),
      h(
        'span',
        { class: 'select-choice-text' },
        h('span', {}, choice.label),
        choice.description && h('span', { class: 'select-choice-note' }, choice.description),
      ),
      icon('check'),
    ),
  );
  list.append(...rows);

  function show() {
    caption.textContent = labels().join(', ') || component.placeholder || t('selectPlaceholder');
    caption.classList.toggle('is-placeholder', chosen.size === 0);
    rows.forEach((row, index) =>
      row.setAttribute('aria-selected', String(chosen.has(choices[index].value))),
    );
    apply.disabled = chosen.size < least || chosen.size > most;
  }

  function send() {
    toggle(false);
    scope.actions.choose(scope.message, component, [...chosen]);
  }

  function pick(choice) {
    if (most === 1) {
      chosen.clear();
      chosen.add(choice.value);
      show();
      send();
      return;
    }
    if (!chosen.delete(choice.value) && chosen.size < most) chosen.add(choice.value);
    show();
  }

  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (!open) return;
    panel.scrollIntoView({ block: 'nearest' });
    (rows.find((row) => row.getAttribute('aria-selected') === 'true') ?? rows[0])?.focus();
  }

  apply.addEventListener('click', send);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) {
      event.stopPropagation();
      toggle(false);
      opener.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || panel.hidden) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement);
    rows[(at + step + rows.length) % rows.length]?.focus();
  });
  root.addEventListener('focusout', (event) => {
    if (!root.contains(event.relatedTarget)) toggle(false);
  });
  show();
  return root;
}
