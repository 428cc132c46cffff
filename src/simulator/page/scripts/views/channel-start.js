import { ChannelType, channelName, isThread } from '../state/selectors.js';
import { t } from '../text/i18n.js';
import { avatar } from './avatar.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** What stands at the beginning of a channel, with a few ways to begin where Oh-LoRA talks. */
export function channelStart(channel, session, app, empty) {
  const dm = channel.type === ChannelType.dm;
  const { world } = app.store.get();
  const name = channelName(session, channel);
  const appUser = world.application.bot;
  const withApp = dm && (channel.recipients ?? []).some((user) => user.id === appUser.id);
  const talks = withApp || channel.id === world.channels.aurora;
  const mark = talks
    ? avatar(session.users[appUser.id] ?? appUser)
    : h('span', { class: 'start-icon' }, icon(dm ? 'at' : isThread(channel) ? 'thread' : 'hash'));
  const title = dm
    ? t('startOfDm', { name })
    : t(isThread(channel) ? 'startOfThread' : 'startOfChannel', { name });
  return h(
    'li',
    { class: 'channel-start' },
    mark,
    h('h2', {}, title),
    h('p', { class: 'muted' }, talks ? t('aiNote') : channel.topic || t('emptyChannel')),
    talks && empty && starters(app),
  );
}

function starters(app) {
  const chips = [...t('starters'), '/'].map((text) =>
    h(
      'button',
      { type: 'button', class: 'chip', onclick: () => app.composer.insert(text) },
      text === '/' ? [icon('slash'), t('commands')] : text,
    ),
  );
  return h(
    'div',
    { class: 'starters', role: 'group', 'aria-label': t('tryThis') },
    h('span', { class: 'muted' }, t('tryThis')),
    h('div', { class: 'chips' }, ...chips),
  );
}
