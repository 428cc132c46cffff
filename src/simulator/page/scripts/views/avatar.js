import { h } from './dom.js';
import { auroraMark } from './icons.js';

/** Hues that look well on the dark page, far from each other. */
const HUES = [18, 196, 338, 152, 262, 44, 222, 300];

/** A hue that stays with the user. */
function hueOf(id) {
  let mixed = 0;
  for (const digit of id) mixed = (mixed * 33 + Number(digit)) % 65_521;
  return HUES[mixed % HUES.length];
}

/** The letter in an avatar: the last word's first syllable ("모더 지우" → 지). */
function initial(name) {
  const word = name.trim().split(/\s+/).at(-1) ?? '';
  return ([...word][0] ?? '?').toUpperCase();
}

/**
 * @param {{ id: string, username: string, global_name?: string | null, avatar?: string | null,
 * bot?: boolean }} user
 * @param {{ status?: string, small?: boolean }} [look] status adds the dot
 */
export function avatar(user, { status, small = false } = {}) {
  const kind = user.bot ? 'avatar-app' : 'avatar-person';
  const root = h('span', {
    class: ['avatar', small && 'avatar-small', kind],
    style: { '--hue': hueOf(user.id) },
    'aria-hidden': 'true',
  });
  const drawn = user.bot ? auroraMark() : initial(user.global_name ?? user.username);
  if (user.avatar) {
    const image = h('img', { src: `/avatars/${user.id}/${user.avatar}.png`, alt: '' });
    image.addEventListener('error', () => image.replaceWith(drawn));
    root.append(image);
  } else {
    root.append(drawn);
  }
  if (status === undefined) return root;
  return h('span', { class: 'avatar-box' }, root, h('span', { class: `presence is-${status}` }));
}
