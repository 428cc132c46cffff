import { mayManageMessages } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { askToConfirm } from './dialogs.js';
import { h } from './dom.js';
import { icon } from './icons.js';

const QUICK_REACTIONS = ['❤️', '😂', '👍'];

export function isEphemeral(message) {
  return (message.flags & 64) !== 0;
}

export async function confirmDelete(message, actions) {
  const sure = await askToConfirm({
    title: t('deleteTitle'),
    text: t('deleteText'),
    confirm: t('delete'),
  });
  if (sure) await actions.deleteMessage(message);
}

function tool(name, label, onclick, danger = false) {
  return h(
    'button',
    {
      type: 'button',
      class: ['tool', danger && 'tool-danger'],
      'aria-label': label,
      title: label,
      onclick,
    },
    icon(name),
  );
}

/** What can be done with a message; shown on hover, focus or tap. */
export function messageToolbar(message, { session, actions }) {
  if (message.local || isEphemeral(message)) return null;
  const mine = message.author.id === session.user.id;
  const channel = session.channels[message.channel_id];
  const copy = async () => {
    await navigator.clipboard.writeText(message.content);
    actions.toast(t('copied'));
  };
  return h(
    'div',
    { class: 'message-tools', role: 'toolbar', 'aria-label': t('actions') },
    ...QUICK_REACTIONS.map((name) =>
      h(
        'button',
        {
          type: 'button',
          class: 'tool tool-emoji',
          'aria-label': t('react', { emoji: name }),
          title: t('react', { emoji: name }),
          onclick: () => {
            const known = message.reactions?.find((entry) => entry.emoji.name === name);
            actions.react(message, { id: null, name }, !known?.me);
          },
        },
        name,
      ),
    ),
    tool('reply', t('reply'), () => actions.startReply(message)),
    mine && tool('pencil', t('edit'), () => actions.setEditing(message.id)),
    message.content && tool('copy', t('copy'), copy),
    (mine || (channel && mayManageMessages(channel))) &&
      tool('trash', t('delete'), () => confirmDelete(message, actions), true),
  );
}

export function reactionRow(message, actions) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return h(
    'div',
    { class: 'reactions' },
    ...reactions.map(({ emoji, count, me }) =>
      h(
        'button',
        {
          type: 'button',
          class: ['reaction', me && 'is-mine'],
          'aria-pressed': String(me),
          'aria-label': t('reactionCount', { emoji: emoji.name, count }),
          onclick: () => actions.react(message, emoji, !me),
        },
        h('span', {}, emoji.id ? `:${emoji.name}:` : emoji.name),
        h('span', { class: 'reaction-count' }, String(count)),
      ),
    ),
  );
}
