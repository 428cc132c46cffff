import { t } from '../text/i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** Largest size of a picture in a message, in CSS px. */
const MAX_WIDTH = 420;
const MAX_HEIGHT = 340;
/** A 256 px face is shown a little larger, but nothing is blown up until it blurs. */
const GROWN_SIDE = 288;
const MOST_GROWTH = 1.125;

const shownTypes = /^image\/(png|gif|jpeg|webp|avif)$/;

/** @returns {{ width: number, height: number } | null} CSS px; null if the size is unknown */
export function fitSize(width, height) {
  if (!width || !height) return null;
  const grow = Math.min(GROWN_SIDE / width, GROWN_SIDE / height, MOST_GROWTH);
  const shrink = Math.min(MAX_WIDTH / width, MAX_HEIGHT / height, 1);
  const scale = grow > 1 ? grow : shrink;
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Attachment URLs carry the server's own host; the page may know it by another name. */
export function localUrl(url) {
  if (url.startsWith('blob:')) return url;
  const parsed = new URL(url, location.href);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'];
  return loopback.includes(parsed.hostname) ? parsed.pathname + parsed.search : parsed.href;
}

export function isPicture(attachment) {
  return shownTypes.test(attachment.content_type ?? '');
}

/** A picture that keeps its place while it loads. */
export function picture({ url, alt, width, height, type }, onOpen) {
  const size = fitSize(width, height);
  const style = size
    ? { '--width': `${size.width}px`, '--ratio': `${size.width} / ${size.height}` }
    : {};
  const image = h('img', {
    src: localUrl(url),
    alt: alt ?? '',
    width: size?.width,
    height: size?.height,
    decoding: 'async',
  });
  image.addEventListener('load', () => frame.classList.add('is-loaded'));
  const frame = h(
    'button',
    {
      type: 'button',
      class: ['picture', size === null && 'picture-unsized'],
      style,
      'aria-label': t('enlarge', { alt: alt || t('noAlt') }),
      onclick: onOpen,
    },
    image,
    type === 'image/gif' && h('span', { class: 'picture-badge' }, t('gif')),
  );
  return frame;
}

function fileCard(attachment) {
  return h(
    'a',
    {
      class: 'file-card',
      href: localUrl(attachment.url),
      target: '_blank',
      rel: 'noopener noreferrer',
      download: attachment.filename,
    },
    icon('file'),
    h(
      'span',
      { class: 'file-card-text' },
      h('span', { class: 'file-card-name' }, attachment.filename),
      h('span', { class: 'file-card-size' }, fileSize(attachment.size)),
    ),
  );
}

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

/**
 * @param {object[]} attachments
 * @param {(attachment: object) => void} open shows one large
 * @param {Map<string, HTMLElement>} cache nodes by attachment id: a GIF goes on when its message is drawn again
 */
export function attachmentList(attachments, open, cache) {
  if (attachments.length === 0) return null;
  const nodes = attachments.map((attachment) => {
    const known = cache.get(attachment.id);
    if (known !== undefined) return known;
    const node = isPicture(attachment)
      ? picture(
          {
            url: attachment.url,
            alt: attachment.description,
            width: attachment.width,
            height: attachment.height,
            type: attachment.content_type,
          },
          () => open(attachment),
        )
      : fileCard(attachment);
    cache.set(attachment.id, node);
    return node;
  });
  return h('div', { class: 'attachments' }, ...nodes);
}
