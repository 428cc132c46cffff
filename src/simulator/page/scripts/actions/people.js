import { connectGateway } from '../api/gateway.js';
import { createRest } from '../api/rest.js';
import { updateSession } from '../state/app.js';
import { applyDispatch } from '../state/dispatch.js';
import { readPreference, writePreference } from '../state/preferences.js';
import { current, isUnread } from '../state/selectors.js';
import { createSession, without } from '../state/session.js';
import { discordLocale, setLanguage, t } from '../text/i18n.js';

/**
 * People and channels: entering, switching, reading, language.
 * @param {object} app store, clients (person id → { rest, gateway }), hooks
 */
export function createPeopleActions(app) {
  const { store, clients } = app;

  function connect(person) {
    const id = person.user.id;
    const { world } = store.get();
    const rest = createRest({ basePath: world.api_path, token: person.token });
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    clients.get(id)?.gateway.close();
    const gateway = connectGateway({
      url: `${scheme}://${location.host}${world.gateway_path}?v=10&encoding=json`,
      token: person.token,
      onDispatch: (type, data) => receive(id, type, data),
      onDown: (status) => down(id, status),
    });
    clients.set(id, { rest, gateway });
    tellLanguage(id);
  }

  function enter(person) {
    const { id } = person.user;
    const session = { ...createSession(person), readMarks: readPreference(`read.${id}`, {}) };
    store.update((state) => ({ ...state, sessions: { ...state.sessions, [id]: session } }));
    connect(person);
  }

  function down(id, status) {
    updateSession(store, id, (session) => ({ ...session, connection: status }));
    if (status === 'refused') renew(id);
  }

  /** A server that was started anew knows the same people by new tokens. */
  async function renew(id) {
    const rest = createRest({ basePath: store.get().world.api_path });
    try {
      const world = await rest.request('GET', '/simulator/session');
      const person = world.people.find((entry) => entry.user.id === id);
      if (person === undefined || person.token === store.get().sessions[id].person.token) return;
      store.update((state) => ({ ...state, world }));
      updateSession(store, id, (session) => ({ ...session, person, connection: 'lost' }));
      connect(person);
    } catch {
      // The banner offers to load the page again.
    }
  }

  function receive(personId, type, data) {
    const state = store.get();
    const reading = personId === state.personId && app.isReading();
    updateSession(store, personId, (session) =>
      applyDispatch(session, type, data, { now: Date.now(), reading }),
    );
    if (type === 'READY') openFirstChannel(personId);
    app.afterDispatch(personId, type, data);
    if (type === 'MESSAGE_CREATE') rememberMarks(personId);
  }

  function rememberMarks(personId) {
    writePreference(`read.${personId}`, store.get().sessions[personId].readMarks);
  }

  function openFirstChannel(personId) {
    const { world, sessions } = store.get();
    const session = sessions[personId];
    const wished = [
      session.channelId,
      readPreference(`channel.${personId}`, null),
      world.channels.aurora,
      ...Object.keys(session.channels),
    ];
    const id = wished.find((channelId) => channelId in session.channels && channelId !== null);
    if (id !== undefined) openChannel(id, personId);
  }

  function tellLanguage(personId) {
    const locale = discordLocale[store.get().language];
    clients
      .get(personId)
      ?.rest.request('PATCH', '/users/@me/settings', { json: { locale } })
      .catch(() => {
        // Only the language of the app's answers depends on it; interactions carry it again.
      });
  }

  function openChannel(channelId, personId = store.get().personId, { keepDrawer = false } = {}) {
    updateSession(store, personId, (session) => {
      if (!(channelId in session.channels)) return session;
      const unread = isUnread(session, session.channels[channelId]);
      const dividers = unread
        ? { ...session.dividers, [channelId]: session.readMarks[channelId] }
        : without(session.dividers, channelId);
      return { ...session, channelId, dividers, replyTo: null, editingId: null };
    });
    writePreference(`channel.${personId}`, channelId);
    if (!keepDrawer) store.update((state) => ({ ...state, drawer: null }));
    markRead(personId);
    app.actions.loadMessages(channelId, personId);
  }

  /** The open channel has been seen to its end. */
  function markRead(personId = store.get().personId) {
    updateSession(store, personId, (session) => {
      const id = session.channelId;
      const channel = session.channels[id];
      if (channel === undefined) return session;
      if (!isUnread(session, channel) && !(id in session.mentions)) return session;
      const readMarks = { ...session.readMarks, [id]: channel.last_message_id ?? '0' };
      return { ...session, readMarks, mentions: without(session.mentions, id) };
    });
    if (store.get().sessions[personId] !== undefined) rememberMarks(personId);
  }

  function toast(text) {
    const id = Date.now();
    store.update((state) => ({ ...state, toast: { text, id } }));
  }

  return {
    openChannel,
    markRead,

    switchPerson(personId) {
      const { world, sessions } = store.get();
      const person = world.people.find((entry) => entry.user.id === personId);
      if (person === undefined) return;
      store.update((state) => ({ ...state, personId, drawer: null }));
      writePreference('person', personId);
      if (!(personId in sessions)) enter(person);
      else markRead(personId);
    },

    setLanguage(language) {
      setLanguage(language);
      writePreference('language', language);
      store.update((state) => ({ ...state, language }));
      for (const id of clients.keys()) tellLanguage(id);
    },

    async openDm(userId) {
      const { personId } = store.get();
      const { rest } = clients.get(personId);
      try {
        const json = { recipient_id: userId };
        const channel = await rest.request('POST', '/users/@me/channels', { json });
        updateSession(store, personId, (session) => ({
          ...session,
          channels: {
            ...session.channels,
            [channel.id]: { ...session.channels[channel.id], ...channel },
          },
        }));
        openChannel(channel.id, personId);
      } catch (error) {
        app.actions.toastError(error);
      }
    },

    reconnectNow() {
      clients.get(store.get().personId)?.gateway.retryNow();
    },

    typingNow() {
      const session = current(store.get());
      const path = `/channels/${session.channelId}/typing`;
      clients
        .get(session.person.user.id)
        .rest.request('POST', path)
        .catch(() => {
          // The next key stroke tells again.
        });
    },

    toast,
    reasonOf,

    toastError: (error) => toast(t('failed', { reason: reasonOf(error) })),
  };
}

/** Why a request failed, in words. */
function reasonOf(error) {
  return error.status === 0 ? t('noAnswer') : error.message;
}
