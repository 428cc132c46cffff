import { t } from '../text/i18n.js';
import { localUrl } from './attachments.js';
import { fill, h } from './dom.js';
import { auroraMark } from './icons.js';
import { createLiveFace } from './live-face.js';

/**
 * Her face beside the conversation: live where the server has frames of her, else the last picture
 * that she sent this person.
 */
export function mountFacePanel({ store }, root) {
  const live = createLiveFace(root, draw);

  function draw() {
    const { world, sessions, personId } = store.get();
    if (world === null) return;
    const face = sessions[personId]?.face ?? null;
    const seen = live.isLive() || face !== null;
    const { bot } = world.application;
    fill(
      root,
      h(
        'figure',
        { class: ['face', !seen && 'is-waiting'] },
        h('div', { class: 'face-screen' }, screenOf(face)),
        h(
          'figcaption',
          {},
          h('strong', {}, bot.global_name ?? bot.username),
          h('span', { class: 'muted' }, captionOf(seen)),
        ),
      ),
    );
    root.setAttribute('aria-label', t('facePanel'));
  }

  function screenOf(face) {
    if (live.isLive()) {
      live.screen.setAttribute('aria-label', t('facePanel'));
      return live.screen;
    }
    if (face === null) return auroraMark();
    const alt = face.description || t('facePanel');
    return h('img', { src: localUrl(face.url), alt, width: 256, height: 256 });
  }

  function captionOf(seen) {
    if (live.isLive()) return t('faceLive');
    return seen ? t('faceCaption') : t('faceWaiting');
  }

  store.watch(
    (state) => [state.sessions[state.personId]?.face ?? null, state.world, state.language],
    draw,
  );
  store.watch(
    (state) => [state.world],
    (world) => live.connect(world?.live_face_path ?? null),
  );
}
