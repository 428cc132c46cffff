import { h } from '../views/dom.js';
import { ChannelType, channelName, displayName } from '../state/selectors.js';
import { t } from './i18n.js';
import { isJumbo, parseMarkdown } from './markdown-parse.js';
import { fullTime, styledTime } from './time.js';

/**
 * @param {string} source
 * @param {{ session: object, guildId?: string, openChannel?: (id: string) => void }} context names
 * behind the ids of mentions
 * @returns {HTMLElement}
 */
export function renderMarkdown(source, context) {
  const root = h('div', { class: ['markdown', isJumbo(source) && 'markdown-jumbo'] });
  root.append(...parseMarkdown(source).map((block) => renderNode(block, context)));
  return root;
}

function renderAll(nodes, context) {
  return nodes.map((node) => renderNode(node, context));
}

function renderNode(node, context) {
  const build = builders[node.type];
  return build(node, context);
}

const wrap = (tag) => (node, context) => h(tag, {}, ...renderAll(node.children, context));

const builders = {
  text: (node) => document.createTextNode(node.text),
  break: () => h('br'),
  paragraph: wrap('p'),
  strong: wrap('strong'),
  em: wrap('em'),
  underline: wrap('u'),
  strike: wrap('s'),
  quote: wrap('blockquote'),
  code: (node) => h('code', {}, node.text),
  codeBlock: (node) => h('pre', {}, h('code', {}, node.text)),
  subtext: (node, context) => h('p', { class: 'subtext' }, ...renderAll(node.children, context)),
  heading: (node, context) =>
    // Messages stand below the page's own h1 and h2.
    h(`h${node.level + 2}`, { class: 'heading' }, ...renderAll(node.children, context)),
  list: (node, context) =>
    h(
      node.ordered ? 'ol' : 'ul',
      {},
      ...node.items.map((item) => h('li', {}, ...renderAll(item, context))),
    ),
  link: (node, context) =>
    h(
      'a',
      { href: node.url, target: '_blank', rel: 'noopener noreferrer nofollow' },
      ...(node.children ? renderAll(node.children, context) : [node.url]),
    ),
  spoiler: renderSpoiler,
  user: (node, { session, guildId }) => {
    const me = node.id === session.user.id;
    const name = displayName(session, node.id, guildId);
    return h('span', { class: ['mention', me && 'mention-me'] }, `@${name}`);
  },
  role: (node, { session, guildId }) =>
    h('span', { class: 'mention' }, `@${session.guilds[guildId]?.roles[node.id]?.name ?? '???'}`),
  channel: renderChannel,
  everyone: (node) => h('span', { class: ['mention', 'mention-me'] }, node.text),
  command: (node) => h('span', { class: 'mention' }, `/${node.name}`),
  emoji: (node) => h('span', { class: 'custom-emoji' }, `:${node.name}:`),
  time: (node) =>
    h(
      'time',
      { class: 'stamp', datetime: isoTime(node.at), title: fullTime(node.at * 1000) },
      styledTime(node.at, node.style),
    ),
};

function isoTime(seconds) {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function renderSpoiler(node, context) {
  const content = h('span', { class: 'spoiler-content' }, ...renderAll(node.children, context));
  const cover = h('span', {
    class: 'spoiler',
    role: 'button',
    tabindex: '0',
    'aria-expanded': 'false',
    'aria-label': t('showSpoiler'),
  });
  const reveal = () => {
    cover.classList.add('is-shown');
    cover.setAttribute('aria-expanded', 'true');
    cover.removeAttribute('aria-label');
    content.removeAttribute('aria-hidden');
  };
  content.setAttribute('aria-hidden', 'true');
  cover.append(content);
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      reveal();
    }
  });
  return cover;
}

function renderChannel(node, { session, openChannel }) {
  const channel = session.channels[node.id];
  if (channel === undefined) return h('span', { class: 'mention' }, '#???');
  const sign = channel.type === ChannelType.dm ? '@' : '#';
  const open = () => openChannel?.(channel.id);
  return h(
    'button',
    { type: 'button', class: 'mention', onclick: open },
    sign + channelName(session, channel),
  );
}
