import { t } from '../text/i18n.js';
import { localUrl } from './attachments.js';
import { fill, h } from './dom.js';
import { auroraMark } from './icons.js';

/**
 * Her face beside the conversation. It shows the last picture that she sent this person; whatever
 * can show more (a stream of frames) only has to fill `.face-screen`.
 */
export function mountFacePanel({ store }, root) {
  store.watch(
    (state) => [state.sessions[state.personId]?.face ?? null, state.world, state.language],
    (face, world) => {
      if (world === null) return;
      const { bot } = world.application;
      const alt = face?.description || t('facePanel');
      fill(
        root,
        h(
          'figure',
          { class: ['face', face === null && 'is-waiting'] },
          h(
            'div',
            { class: 'face-screen' },
            face === null
              ? auroraMark()
              : h('img', { src: localUrl(face.url), alt, width: 256, height: 256 }),
          ),
          h(
            'figcaption',
            {},
            h('strong', {}, bot.global_name ?? bot.username),
            h('span', { class: 'muted' }, face === null ? t('faceWaiting') : t('faceCaption')),
          ),
        ),
      );
      root.setAttribute('aria-label', t('facePanel'));
    },
  );
}
