import { channelName, ChannelType, current, currentChannel } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { fill, h, isComposing } from '../views/dom.js';
import { createClosedNotice } from './closed-notice.js';
import { createCommandForm } from './command-form.js';
import { mountFileIntake } from './file-intake.js';
import { withRealMentions } from './mentions.js';
import { createPopup } from './popup.js';
import { mountReplyBar } from './reply-bar.js';
import { createSuggestions } from './suggestions.js';
import { createTray } from './tray.js';

const TYPING_EVERY_MS = 8000;
/** From here on, the letters that are left are shown. */
const COUNT_FROM_LEFT = 200;

/** Where messages are written: text, files, a reply's quote, or a command with its options. */
export function mountComposer(app, parts) {
  const { store, actions } = app;
  const { form, slash, send, slot, counter, dropzone } = parts;
  const drafts = new Map(); // person + channel → text
  let place = null;
  let command = null;
  let lastTyping = 0;

  const narrow = window.matchMedia('(max-width: 480px)');
  const popup = createPopup(parts.popup);
  const limits = () => store.get().world.limits;
  const tray = createTray(parts.tray, { limits, onProblem: actions.toast, onChange: showSend });
  const box = h('textarea', {
    class: 'composer-box',
    id: 'composer-input',
    rows: '1',
    autocomplete: 'off',
    enterkeyhint: 'send',
    'aria-autocomplete': 'list',
    'aria-controls': 'popup',
  });
  fill(slot, box);
  mountFileIntake({ attach: parts.attach, box, dropzone }, tray.add);
  const replyBar = mountReplyBar(app, parts.reply, { onReply: () => box.focus() });
  const closedNotice = createClosedNotice(app, { form, notice: parts.blocked });
  const suggestions = createSuggestions(app, { box, popup, onCommand: startCommand, onText: fit });

  function fit() {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
    const left = (store.get().world?.limits.message_length ?? 2000) - box.value.length;
    counter.textContent = left < COUNT_FROM_LEFT ? String(left) : '';
    counter.classList.toggle('is-over', left < 0);
    showSend();
  }

  function showSend() {
    send.disabled = command === null && box.value.trim() === '' && tray.isEmpty();
  }

  function setText(text) {
    box.value = text;
    box.setSelectionRange(text.length, text.length);
    fit();
  }

  function startCommand(leaf) {
    command = createCommandForm(app, popup, {
      leaf,
      onDone: () => leaveCommand(''),
      onCancel: leaveCommand,
    });
    setText('');
    fill(slot, command.node);
    form.classList.add('has-command');
    command.focus();
    showSend();
  }

  function leaveCommand(text) {
    command = null;
    fill(slot, box);
    form.classList.remove('has-command');
    setText(text);
    box.focus();
    suggestions.update();
  }

  function submit() {
    if (command !== null) {
      command.submit();
      return;
    }
    const session = current(store.get());
    const content = withRealMentions(box.value.trim(), session);
    const over = content.length - limits().message_length;
    if (over > 0) {
      actions.toast(t('tooLong', { count: over }));
      return;
    }
    if (content === '' && tray.isEmpty()) return;
    const draft = { content, files: tray.take(), ping: replyBar.ping() };
    setText('');
    popup.hide();
    lastTyping = 0;
    app.scroll.toBottom();
    actions.sendMessage(draft);
  }

  function tellTyping() {
    const text = box.value.trim();
    if (text === '' || text.startsWith('/') || Date.now() - lastTyping < TYPING_EVERY_MS) return;
    lastTyping = Date.now();
    actions.typingNow();
  }

  function editLast() {
    const session = current(store.get());
    const items = session.messages[session.channelId]?.items ?? [];
    const mine = items.findLast(
      (item) => item.author.id === session.user.id && !item.local && item.content,
    );
    if (mine !== undefined) actions.setEditing(mine.id);
  }

  box.addEventListener('input', () => {
    fit();
    suggestions.update();
    tellTyping();
  });
  box.addEventListener('click', () => suggestions.update());
  box.addEventListener('blur', () => popup.hide());
  box.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    if (popup.handleKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      actions.cancelReply();
    } else if (event.key === 'ArrowUp' && box.value === '') {
      event.preventDefault();
      editLast();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  slash.addEventListener('click', () => {
    if (command !== null) command.cancel('');
    setText('/');
    box.focus();
    suggestions.update();
  });
  function showPlace(channel, session) {
    const key = channel && `${session.person.user.id} ${channel.id}`;
    if (key === place) return;
    if (place !== null) drafts.set(place, command === null ? box.value : '');
    place = key ?? null;
    if (command !== null) command.cancel('');
    setText(drafts.get(place) ?? '');
    popup.hide();
    if (window.matchMedia('(hover: hover)').matches) box.focus({ preventScroll: true });
  }

  function showLabels(channel, session) {
    const sign = channel?.type === ChannelType.dm ? '@' : '#';
    const name = channel === undefined ? '' : sign + channelName(session, channel);
    box.placeholder = narrow.matches
      ? t('composerShort')
      : t('composerPlaceholder', { channel: name });
    box.setAttribute('aria-label', t('composerLabel', { channel: name }));
    const labels = { attach: 'attach', slash: 'useCommand', send: 'send' };
    for (const [part, key] of Object.entries(labels)) {
      parts[part].setAttribute('aria-label', t(key));
      parts[part].title = t(key);
    }
    dropzone.dataset.drop = t('dropHere');
  }

  function showAll() {
    const session = current(store.get());
    if (session === undefined) return;
    const channel = currentChannel(session);
    showLabels(channel, session);
    closedNotice.show();
    showPlace(channel, session);
  }

  store.watch((state) => {
    const session = current(state);
    return [session && currentChannel(session), session?.guilds, state.personId, state.language];
  }, showAll);
  narrow.addEventListener('change', showAll);

  return {
    /** Puts text at the caret and goes there. */
    insert(text) {
      if (command !== null) command.cancel('');
      const { selectionStart: start, selectionEnd: end, value } = box;
      box.value = value.slice(0, start) + text + value.slice(end);
      box.setSelectionRange(start + text.length, start + text.length);
      fit();
      box.focus();
      suggestions.update();
    },
    focus: () => box.focus(),
  };
}
