import { current, currentChannel, memberColour, memberRoles } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { fullTime } from '../text/time.js';
import { avatar } from './avatar.js';
import { fill, h } from './dom.js';

/** A small card about somebody, beside what was clicked. */
export function createProfileCard(app) {
  const card = h('div', { class: 'profile-card', role: 'dialog', tabindex: '-1' });
  card.hidden = true;
  document.body.append(card);
  let opener = null;

  function close() {
    if (card.hidden) return;
    card.hidden = true;
    opener?.focus?.();
  }

  function place(anchor) {
    const box = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const room = { width: window.innerWidth, height: window.innerHeight };
    const right = box.right + 12 + width < room.width;
    const left = right ? box.right + 12 : Math.max(12, box.left - width - 12);
    card.style.left = `${Math.min(left, room.width - width - 12)}px`;
    card.style.top = `${Math.max(12, Math.min(box.top, room.height - height - 12))}px`;
  }

  function open(userId, anchor) {
    const session = current(app.store.get());
    const channel = currentChannel(session);
    const guild = session.guilds[channel?.guild_id];
    const member = guild?.members[userId];
    const user = session.users[userId] ?? member?.user;
    if (user === undefined) return;
    const name = member?.nick ?? user.global_name ?? user.username;
    const roles = member ? memberRoles(guild, member) : [];
    const until = Date.parse(member?.communication_disabled_until ?? '');
    const act = (label, run) =>
      h(
        'button',
        {
          type: 'button',
          class: 'button button-secondary',
          onclick: () => {
            close();
            run();
          },
        },
        label,
      );
    fill(
      card,
      h('div', { class: 'profile-banner' }),
      avatar(user),
      h(
        'div',
        { class: 'profile-body' },
        h(
          'div',
          { class: 'profile-name' },
          h(
            'strong',
            { style: { '--name-colour': memberColour(session, userId, guild?.id) } },
            name,
          ),
          user.bot && h('span', { class: 'badge' }, t('app')),
        ),
        h('p', { class: 'muted' }, `@${user.username}`),
        user.bot && h('p', { class: 'profile-note' }, t('aiNote')),
        until > Date.now() &&
          h('p', { class: 'profile-note is-error' }, `${t('timedOut')} · ${fullTime(until)}`),
        roles.length > 0 &&
          h(
            'div',
            { class: 'role-list', 'aria-label': t('roles') },
            ...roles.map((role) => h('span', { class: 'role' }, role.name)),
          ),
        userId !== session.user.id &&
          h(
            'div',
            { class: 'profile-actions' },
            act(t('sendDm'), () => app.actions.openDm(userId)),
            guild && act(t('mention'), () => app.composer.insert(`@${name} `)),
          ),
      ),
    );
    card.setAttribute('aria-label', name);
    opener = anchor;
    card.hidden = false;
    place(anchor);
    card.focus({ preventScroll: true });
  }

  document.addEventListener('pointerdown', (event) => {
    if (!card.hidden && !card.contains(event.target)) card.hidden = true;
  });
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return { open };
}
