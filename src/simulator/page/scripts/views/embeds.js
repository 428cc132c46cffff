import { renderMarkdown } from '../text/markdown-render.js';
import { messageTime } from '../text/time.js';
import { picture } from './attachments.js';
import { h } from './dom.js';

function safeLink(url) {
  return /^https?:\/\//.test(url ?? '') ? url : null;
}

function linked(text, url, className) {
  const href = safeLink(url);
  if (href === null) return h('span', { class: className }, text);
  return h('a', { class: className, href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

function embedPicture(image, open, className) {
  if (!image?.url) return null;
  const { url, width, height, description } = image;
  const node = picture({ url, alt: description, width, height }, () =>
    open({ url, width, height, description, filename: '', content_type: 'image/png' }),
  );
  return h('div', { class: className }, node);
}

/** @param {object} embed @param {object} context for markdown @param {(attachment: object) => void} open */
export function embedCard(embed, context, open) {
  const colour = embed.color ? `#${embed.color.toString(16).padStart(6, '0')}` : null;
  return h(
    'article',
    { class: 'embed', style: { '--embed-colour': colour } },
    h(
      'div',
      { class: 'embed-body' },
      embed.author?.name && linked(embed.author.name, embed.author.url, 'embed-author'),
      embed.title && linked(embed.title, embed.url, 'embed-title'),
      embed.description && renderMarkdown(embed.description, context),
      embed.fields?.length > 0 &&
        h(
          'div',
          { class: 'embed-fields' },
          ...embed.fields.map((field) => fieldOf(field, context)),
        ),
      embedPicture(embed.image, open, 'embed-image'),
      (embed.footer?.text || embed.timestamp) &&
        h(
          'footer',
          { class: 'embed-footer' },
          [embed.footer?.text, embed.timestamp && messageTime(embed.timestamp)]
            .filter(Boolean)
            .join(' · '),
        ),
    ),
    embedPicture(embed.thumbnail, open, 'embed-thumbnail'),
  );
}

function fieldOf(field, context) {
  return h(
    'div',
    { class: ['embed-field', field.inline && 'is-inline'] },
    h('div', { class: 'embed-field-name' }, field.name),
    renderMarkdown(field.value, context),
  );
}
