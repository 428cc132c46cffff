import { updateSession } from '../state/app.js';
import { createNonce } from '../state/snowflake.js';
import { current } from '../state/selectors.js';
import { placeMessage, withHistory, without } from '../state/session.js';
import { discordLocale } from '../text/i18n.js';

const InteractionType = { command: 2, component: 3, autocomplete: 4, modal: 5 };

/** The server gives up after 3 s; this is for a server that says nothing at all. */
const GIVE_UP_MS = 15_000;
const AUTOCOMPLETE_MS = 6_000;

/** Slash commands, autocomplete, buttons, selects and modals. */
export function createInteractionActions(app) {
  const { store, clients } = app;
  const commandLists = new Map();
  const autocompletes = new Map();

  async function post(session, nonce, body, files) {
    const channel = session.channels[session.channelId];
    const json = {
      application_id: store.get().world.application.id,
      ...(channel.guild_id && { guild_id: channel.guild_id }),
      channel_id: session.channelId,
      locale: discordLocale[store.get().language],
      ...body,
      nonce,
    };
    await clients
      .get(session.person.user.id)
      .rest.request('POST', '/interactions', { json, files });
  }

  function track(personId, nonce, facts) {
    updateSession(store, personId, (session) => ({
      ...session,
      interactions: { ...session.interactions, [nonce]: { status: 'pending', ...facts } },
    }));
    setTimeout(() => settle(personId, nonce, 'failed'), GIVE_UP_MS);
  }

  /** Success takes the mark away, failure leaves it to be seen. Only pending ones are settled. */
  function settle(personId, nonce, outcome) {
    updateSession(store, personId, (session) => {
      const interaction = session.interactions[nonce];
      if (interaction?.status !== 'pending') return session;
      const gone = { ...session, interactions: without(session.interactions, nonce) };
      if (interaction.kind === 'command') return settleCommand(session, gone, nonce, outcome);
      if (outcome === 'done') return gone;
      const failed = { ...interaction, status: 'failed' };
      return { ...session, interactions: { ...session.interactions, [nonce]: failed } };
    });
  }

  function settleCommand(session, gone, nonce, outcome) {
    const { channelId } = session.interactions[nonce];
    return withHistory(gone, channelId, (history) => ({
      ...history,
      items: history.items.flatMap((item) => {
        if (!item.local || item.nonce !== nonce) return [item];
        return outcome === 'done' ? [] : [{ ...item, local: 'command-failed' }];
      }),
    }));
  }

  function localCommand(session, nonce, title) {
    return {
      id: `local-${nonce}`,
      local: 'command',
      nonce,
      channel_id: session.channelId,
      guild_id: session.channels[session.channelId].guild_id,
      author: store.get().world.application.bot,
      content: '',
      timestamp: new Date().toISOString(),
      type: 20,
      flags: 0,
      attachments: [],
      embeds: [],
      components: [],
      interaction_metadata: { id: nonce, type: 2, user: session.user, name: title },
    };
  }

  async function submitComponent(message, data) {
    const session = current(store.get());
    const personId = session.person.user.id;
    const nonce = createNonce();
    clearFailures(personId, message.id);
    track(personId, nonce, { kind: 'component', messageId: message.id, customId: data.custom_id });
    const extra = { message_id: message.id, message_flags: message.flags };
    try {
      await post(session, nonce, { type: InteractionType.component, ...extra, data });
    } catch {
      settle(personId, nonce, 'failed');
    }
  }

  function clearFailures(personId, messageId) {
    updateSession(store, personId, (session) => {
      const kept = Object.entries(session.interactions).filter(
        ([, entry]) => !(entry.messageId === messageId && entry.status === 'failed'),
      );
      return { ...session, interactions: Object.fromEntries(kept) };
    });
  }

  return {
    /** @returns {Promise<object[]>} the commands of the open channel, in the page's language */
    listCommands() {
      const session = current(store.get());
      const locale = discordLocale[store.get().language];
      const key = [session.person.user.id, session.channelId, locale].join(' ');
      if (!commandLists.has(key)) {
        const path = `/simulator/commands?channel_id=${session.channelId}&locale=${locale}`;
        const list = clients.get(session.person.user.id).rest.request('GET', path);
        commandLists.set(key, list);
        list.catch(() => commandLists.delete(key));
      }
      return commandLists.get(key);
    },

    forgetCommands: () => commandLists.clear(),

    async runCommand(command, options, files) {
      const session = current(store.get());
      const personId = session.person.user.id;
      const nonce = createNonce();
      const message = localCommand(session, nonce, command.title.slice(1));
      updateSession(store, personId, (before) =>
        withHistory(before, before.channelId, (history) => ({
          ...history,
          items: placeMessage(history.items, message),
        })),
      );
      track(personId, nonce, { kind: 'command', channelId: session.channelId });
      const data = { id: command.id, name: command.name, type: 1, options };
      try {
        await post(session, nonce, { type: InteractionType.command, data }, files);
      } catch (error) {
        settle(personId, nonce, 'failed');
        app.actions.toastError(error);
      }
    },

    /** @returns {Promise<{ name: string, name_localized?: string, value: string | number }[]>} */
    async autocomplete(command, options) {
      const session = current(store.get());
      const nonce = createNonce();
      const answer = new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error('autocomplete timed out')),
          AUTOCOMPLETE_MS,
        );
        autocompletes.set(nonce, { resolve, reject, timer });
      });
      const data = { id: command.id, name: command.name, type: 1, options };
      try {
        await post(session, nonce, { type: InteractionType.autocomplete, data });
        return await answer;
      } finally {
        clearTimeout(autocompletes.get(nonce)?.timer);
        autocompletes.delete(nonce);
        answer.catch(() => {});
      }
    },

    pressButton: (message, customId) =>
      submitComponent(message, { component_type: 2, custom_id: customId }),

    choose: (message, component, values) =>
      submitComponent(message, {
        component_type: component.type,
        custom_id: component.custom_id,
        values,
      }),

    /** @returns {Promise<boolean>} whether the app took it */
    async submitModal(modal, components) {
      const session = current(store.get());
      const personId = session.person.user.id;
      const nonce = createNonce();
      const data = { id: modal.id, custom_id: modal.custom_id, components };
      track(personId, nonce, { kind: 'modal' });
      try {
        await post(session, nonce, { type: InteractionType.modal, data });
      } catch {
        settle(personId, nonce, 'failed');
        return false;
      }
      return new Promise((resolve) => {
        const stop = store.watch(
          (state) => [state.sessions[personId].interactions[nonce]?.status],
          (status) => {
            if (status === 'pending') return;
            queueMicrotask(() => stop());
            resolve(status === undefined);
          },
        );
      });
    },

    closeModal() {
      updateSession(store, store.get().personId, (session) => ({ ...session, modal: null }));
    },

    /** Gateway events about interactions. */
    receiveInteraction(personId, type, data) {
      const nonce = String(data.nonce ?? '');
      if (type === 'INTERACTION_SUCCESS') settle(personId, nonce, 'done');
      else if (type === 'INTERACTION_FAILURE') {
        settle(personId, nonce, 'failed');
        autocompletes.get(nonce)?.reject(new Error('autocomplete failed'));
      } else if (type === 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE') {
        autocompletes.get(nonce)?.resolve(data.choices);
      } else if (type === 'INTERACTION_MODAL_CREATE') {
        settle(personId, nonce, 'done');
        updateSession(store, personId, (session) => ({ ...session, modal: data }));
      }
    },
  };
}
