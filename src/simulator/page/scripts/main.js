import { createInteractionActions } from './actions/interactions.js';
import { createMessageActions } from './actions/messages.js';
import { createPeopleActions } from './actions/people.js';
import { createRest } from './api/rest.js';
import { mountComposer } from './composer/composer.js';
import { createAppStore } from './state/app.js';
import { readPreference } from './state/preferences.js';
import { setLanguage, t } from './text/i18n.js';
import { mountChatHead } from './views/chat-head.js';
import { fill, h } from './views/dom.js';
import { mountFacePanel } from './views/face-panel.js';
import { auroraMark } from './views/icons.js';
import { mountMemberList } from './views/member-list.js';
import { mountMessageList } from './views/message-list.js';
import { mountModal } from './views/modal.js';
import { mountBanner, mountDrawers, mountLightbox, mountToast } from './views/overlays.js';
import { mountPersonPanel } from './views/person-panel.js';
import { createProfileCard } from './views/profile-card.js';
import { mountSidebar } from './views/sidebar.js';
import { mountStaticTexts } from './views/static-texts.js';
import { mountTyping } from './views/typing.js';

const API_PATH = '/api/v10';

const by = (id) => document.getElementById(id);

const language = readPreference('language', 'ko');
setLanguage(language);

const app = {
  store: createAppStore(language),
  clients: new Map(),
  actions: {},
  composer: null,
  scroll: null,
  openProfile: (userId, anchor) => profileCard.open(userId, anchor),
  /** Whether the end of the open channel is in front of somebody. */
  isReading: () => document.visibilityState === 'visible' && (app.scroll?.isAtBottom() ?? true),
  afterDispatch(personId, type, data) {
    app.actions.receiveInteraction(personId, type, data);
    if (type === 'APPLICATION_COMMAND_INDEX_UPDATE') app.actions.forgetCommands();
  },
};
Object.assign(
  app.actions,
  createPeopleActions(app),
  createMessageActions(app),
  createInteractionActions(app),
);
const { store, actions } = app;
const profileCard = createProfileCard(app);

mountStaticTexts(app);
mountDrawers(app, { app: by('app'), scrim: by('scrim') });
mountBanner(app, by('banner'));
mountToast(app, by('toast'));
mountLightbox(app);
mountModal(app);
mountSidebar(app, { rail: by('rail'), head: by('sidebar-head'), list: by('channel-list') });
mountPersonPanel(app, by('person-panel'));
mountChatHead(app, by('chat-head'));
app.composer = mountComposer(app, {
  form: by('composer'),
  slot: by('composer-slot'),
  reply: by('composer-reply'),
  tray: by('composer-tray'),
  blocked: by('composer-blocked'),
  attach: by('composer-attach'),
  slash: by('composer-slash'),
  send: by('composer-send'),
  counter: by('composer-counter'),
  popup: by('popup'),
  dropzone: by('chat'),
});
app.scroll = mountMessageList(app, {
  scroller: by('scroller'),
  list: by('messages'),
  jump: by('jump'),
});
mountTyping(app, by('typing'));
mountMemberList(app, by('member-list'));
mountFacePanel(app, by('face-panel'));

document.addEventListener('visibilitychange', () => {
  if (app.isReading() && store.get().personId !== null) actions.markRead();
});

async function start() {
  fill(by('splash'), auroraMark(), h('p', {}, t('loading')));
  store.update((state) => ({ ...state, phase: 'loading' }));
  try {
    const rest = createRest({ basePath: API_PATH });
    const world = await rest.request('GET', '/simulator/session');
    store.update((state) => ({ ...state, world, phase: 'ready' }));
    const last = readPreference('person', null);
    const known = world.people.find((person) => person.user.id === last) ?? world.people[0];
    actions.switchPerson(known.user.id);
  } catch {
    store.update((state) => ({ ...state, phase: 'failed' }));
    const again = h(
      'button',
      { type: 'button', class: 'button button-primary', onclick: start },
      t('retry'),
    );
    fill(by('splash'), auroraMark(), h('p', { role: 'alert' }, t('loadFailed')), again);
  }
}

start();
