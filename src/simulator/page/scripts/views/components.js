import { renderMarkdown } from '../text/markdown-render.js';
import { t } from '../text/i18n.js';
import { picture } from './attachments.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { selectMenu } from './select-menu.js';

const buttonStyles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

/**
 * The component tree of a message: rows of buttons and selects, and the layout parts of
 * components V2 (text, sections, galleries, containers, separators).
 *
 * @param {object} context message, session, actions, open (shows a picture large)
 */
export function componentTree(message, context) {
  const components = message.components ?? [];
  if (components.length === 0) return null;
  const mine = Object.values(context.session.interactions).filter(
    (entry) => entry.messageId === message.id,
  );
  const scope = {
    ...context,
    message,
    pending: mine.find((entry) => entry.status === 'pending')?.customId,
    failed: mine.some((entry) => entry.status === 'failed'),
  };
  return h(
    'div',
    { class: 'components' },
    ...components.map((component) => build(component, scope)),
    scope.failed &&
      h('p', { class: 'interaction-failed', role: 'alert' }, icon('warning'), t('buttonFailed')),
  );
}

function build(component, scope) {
  return builders[component.type]?.(component, scope) ?? null;
}

function buildAll(components, scope) {
  return components.map((component) => build(component, scope));
}

const builders = {
  1: (row, scope) => h('div', { class: 'component-row' }, ...buildAll(row.components, scope)),
  2: button,
  3: selectMenu,
  5: selectMenu,
  6: selectMenu,
  7: selectMenu,
  8: selectMenu,
  9: (section, scope) =>
    h(
      'div',
      { class: 'component-section' },
      h('div', {}, ...buildAll(section.components, scope)),
      section.accessory && build(section.accessory, scope),
    ),
  10: (text, scope) => renderMarkdown(text.content, scope.markdown),
  11: (thumbnail, scope) => media(thumbnail, scope, 'component-thumbnail'),
  12: (gallery, scope) =>
    h(
      'div',
      { class: 'attachments' },
      ...gallery.items.map((item) => media(item, scope, 'component-media')),
    ),
  14: (separator) =>
    h('div', { class: ['component-gap', separator.divider !== false && 'component-line'] }),
  17: (container, scope) =>
    h(
      'div',
      {
        class: 'embed component-container',
        style: {
          '--embed-colour': container.accent_color
            ? `#${container.accent_color.toString(16).padStart(6, '0')}`
            : null,
        },
      },
      ...buildAll(container.components, scope),
    ),
};

function media(item, scope, className) {
  const { url, width, height, content_type: type } = item.media ?? {};
  if (!url) return null;
  const node = picture({ url, alt: item.description, width, height, type }, () =>
    scope.open({
      url,
      width,
      height,
      description: item.description,
      filename: '',
      content_type: type,
    }),
  );
  return h('div', { class: className }, node);
}

function emojiText(emoji) {
  if (!emoji?.name) return null;
  return h('span', { class: 'button-emoji', 'aria-hidden': 'true' }, emoji.id ? '◆' : emoji.name);
}

function button(component, scope) {
  const style = buttonStyles[component.style] ?? 'secondary';
  const content = [emojiText(component.emoji), component.label && h('span', {}, component.label)];
  if (component.style === 5) {
    return h(
      'a',
      {
        class: 'button button-link',
        href: component.url,
        target: '_blank',
        rel: 'noopener noreferrer',
      },
      ...content,
      icon('external'),
    );
  }
  const loading = scope.pending === component.custom_id;
  return h(
    'button',
    {
      type: 'button',
      class: ['button', `button-${style}`, loading && 'is-loading'],
      disabled: component.disabled || scope.pending !== undefined,
      'aria-busy': loading ? 'true' : null,
      'aria-label': component.label ? null : component.emoji?.name,
      onclick: () => scope.actions.pressButton(scope.message, component.custom_id),
    },
    ...content,
    loading && h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
  );
}
