import { createStore } from './store.js';

/** The whole page: who is in front of it, in which language, and one session per person visited. */
export function createAppStore(language) {
  return createStore({
    phase: 'loading', // loading | ready | failed
    language,
    world: null,
    personId: null,
    sessions: {},
    drawer: null, // on narrow windows: channels | members
    membersShown: true, // on wide windows
    lightbox: null, // attachment
    toast: null, // { text, id }
  });
}

/** Changes one person's session. */
export function updateSession(store, personId, change) {
  store.update((state) => {
    const before = state.sessions[personId];
    if (before === undefined) return state;
    const after = change(before);
    if (after === before) return state;
    return { ...state, sessions: { ...state.sessions, [personId]: after } };
  });
}
