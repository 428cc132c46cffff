import { authorName, memberColour } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { plainLine } from '../text/markdown-parse.js';
import { renderMarkdown } from '../text/markdown-render.js';
import { clockTime, fullTime, messageTime } from '../text/time.js';
import { attachmentList } from './attachments.js';
import { avatar } from './avatar.js';
import { componentTree } from './components.js';
import { h, rich } from './dom.js';
import { embedCard } from './embeds.js';
import { icon } from './icons.js';
import { messageEditor } from './message-edit.js';
import { isEphemeral, messageToolbar, reactionRow } from './message-toolbar.js';

const MessageType = { join: 7, threadCreated: 18 };

export function isSystem(message) {
  return message.type === MessageType.join || message.type === MessageType.threadCreated;
}

export function isDeferred(message) {
  return (message.flags & 128) !== 0;
}

/**
 * One message as a list item.
 * @param {object} message
 * @param {{ session: object, actions: object, compact: boolean, editing: boolean,
 * media: Map<string, HTMLElement>, open: (attachment: object) => void,
 * jumpTo: (messageId: string) => void, profile: (userId: string, anchor: HTMLElement) => void }} context
 */
export function messageItem(message, context) {
  if (isSystem(message)) return systemItem(message, context);
  const { session, compact } = context;
  const mentionsMe =
    message.author.id !== session.user.id &&
    (message.mentions ?? []).some((user) => user.id === session.user.id);
  const failed = message.local === 'failed' || message.local === 'command-failed';
  return h(
    'li',
    {
      class: [
        'message',
        compact && 'is-compact',
        message.local && 'is-local',
        failed && 'is-failed',
        isEphemeral(message) && 'is-ephemeral',
        mentionsMe && 'is-mention',
        context.editing && 'is-editing',
      ],
      dataset: { id: message.id },
      tabindex: '-1',
      'aria-label': t('messageBy', { name: authorName(session, message) }),
    },
    quoteLine(message, context),
    gutter(message, context),
    h('div', { class: 'message-body' }, ...body(message, context)),
    context.editing ? null : messageToolbar(message, context),
  );
}

function gutter(message, { compact, profile }) {
  if (compact) {
    return h(
      'time',
      {
        class: 'message-side-time',
        datetime: message.timestamp,
        title: fullTime(message.timestamp),
      },
      clockTime(message.timestamp),
    );
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'message-avatar',
      tabindex: '-1',
      'aria-hidden': 'true',
      onclick: (event) => profile(message.author.id, event.currentTarget),
    },
    avatar(message.author),
  );
}

function body(message, context) {
  const { session, actions, compact, editing, media, open } = context;
  const markdown = { session, guildId: message.guild_id, openChannel: actions.openChannel };
  return [
    compact ? null : head(message, context),
    editing ? messageEditor(message, session, actions) : content(message, markdown),
    attachmentList(message.attachments ?? [], open, media),
    ...(message.embeds ?? []).map((embed) => embedCard(embed, markdown, open)),
    componentTree(message, { session, actions, open, markdown }),
    reactionRow(message, actions),
    message.thread && threadLink(message.thread, actions),
    note(message, actions),
  ];
}

function head(message, { session, profile }) {
  const { author } = message;
  return h(
    'div',
    { class: 'message-head' },
    h(
      'button',
      {
        type: 'button',
        class: 'author',
        style: { '--name-colour': memberColour(session, author.id, message.guild_id) },
        onclick: (event) => profile(author.id, event.currentTarget),
      },
      authorName(session, message),
    ),
    author.bot && h('span', { class: 'badge' }, t('app')),
    h(
      'time',
      { class: 'message-time', datetime: message.timestamp, title: fullTime(message.timestamp) },
      messageTime(message.timestamp),
    ),
  );
}

function content(message, markdown) {
  if (message.local === 'command') return thinking(t('sendingCommand'));
  if (message.local === 'command-failed') return null;
  if (isDeferred(message)) return thinking(t('thinking'));
  if (!message.content) return null;
  const text = renderMarkdown(message.content, markdown);
  text.classList.add('message-content');
  if (message.edited_timestamp) {
    const last = text.lastElementChild ?? text;
    last.append(
      h('span', { class: 'edited', title: fullTime(message.edited_timestamp) }, ` ${t('edited')}`),
    );
  }
  return text;
}

function thinking(text) {
  return h(
    'p',
    { class: 'thinking' },
    h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
    text,
  );
}

/** The line above a reply or a command's answer. */
function quoteLine(message, context) {
  const { session, jumpTo } = context;
  const used = message.interaction_metadata;
  if (used?.name && used.user) {
    const command = h('span', { class: 'command-name' }, `/${used.name}`);
    const name = h('strong', {}, authorName(session, { ...message, author: used.user }));
    return h(
      'div',
      { class: 'quote-line' },
      avatar(used.user, { small: true }),
      h('span', { class: 'quote-text' }, name, ...t('usedCommand', { command })),
    );
  }
  if (message.type !== 19) return null;
  const quoted = message.referenced_message;
  if (!quoted) {
    return h('div', { class: 'quote-line is-gone' }, icon('reply'), t('deletedReply'));
  }
  const line = plainLine(quoted.content ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return h(
    'button',
    {
      type: 'button',
      class: 'quote-line',
      'aria-label': t('repliedTo'),
      onclick: () => jumpTo(quoted.id),
    },
    avatar(quoted.author, { small: true }),
    h('strong', {}, authorName(session, { ...quoted, guild_id: message.guild_id })),
    h('span', { class: 'quote-text' }, line || t('attachmentOnly')),
    quoted.attachments?.length > 0 && icon('image'),
  );
}

function threadLink(thread, actions) {
  return h(
    'button',
    { type: 'button', class: 'thread-link', onclick: () => actions.openChannel(thread.id) },
    icon('thread'),
    h('strong', {}, thread.name),
    h('span', {}, t('openThread')),
  );
}

function note(message, actions) {
  const dismiss = (label) =>
    h(
      'button',
      { type: 'button', class: 'text-button', onclick: () => actions.dismissMessage(message) },
      label,
    );
  if (message.local === 'failed') {
    return h(
      'p',
      { class: 'message-note is-error', role: 'alert' },
      icon('warning'),
      t('sendFailed', { reason: message.reason }),
      h(
        'button',
        { type: 'button', class: 'text-button', onclick: () => actions.retryMessage(message) },
        t('retry'),
      ),
      dismiss(t('dismiss')),
    );
  }
  if (message.local === 'command-failed') {
    return h(
      'p',
      { class: 'message-note is-error', role: 'alert' },
      icon('warning'),
      t('interactionFailed'),
      dismiss(t('dismiss')),
    );
  }
  if (!isEphemeral(message)) return null;
  return h('p', { class: 'message-note' }, icon('eye'), t('onlyYou'), ' · ', dismiss(t('dismiss')));
}

function systemItem(message, { session, actions }) {
  const name = authorName(session, message);
  const text =
    message.type === MessageType.join
      ? t('joined', { name })
      : t('threadCreated', { name, thread: message.content });
  const thread = message.message_reference?.channel_id;
  return h(
    'li',
    { class: 'message is-system', dataset: { id: message.id }, tabindex: '-1' },
    icon(message.type === MessageType.join ? 'people' : 'thread'),
    h('span', {}, ...rich(text)),
    thread &&
      message.type === MessageType.threadCreated &&
      h(
        'button',
        { type: 'button', class: 'text-button', onclick: () => actions.openChannel(thread) },
        t('openThread'),
      ),
    h(
      'time',
      { class: 'message-time', datetime: message.timestamp },
      messageTime(message.timestamp),
    ),
  );
}
