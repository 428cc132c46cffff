import { updateSession } from '../state/app.js';
import { createNonce } from '../state/snowflake.js';
import { current } from '../state/selectors.js';
import {
  emptyHistory,
  mergeMessages,
  placeMessage,
  withFace,
  withHistory,
  without,
} from '../state/session.js';

const PAGE = 50;

/** Reading and writing messages. */
export function createMessageActions(app) {
  const { store, clients } = app;
  /** Payloads of messages that are not sent yet, for another try: nonce → { path, json, files }. */
  const outbox = new Map();

  const rest = (personId = store.get().personId) => clients.get(personId).rest;

  function setHistory(personId, channelId, change) {
    updateSession(store, personId, (session) => withHistory(session, channelId, change));
  }

  async function fetchPage(personId, channelId, before) {
    setHistory(personId, channelId, (history) => ({ ...history, status: 'loading' }));
    const cursor = before === undefined ? '' : `&before=${before}`;
    try {
      const path = `/channels/${channelId}/messages?limit=${PAGE}${cursor}`;
      const raw = await rest(personId).request('GET', path);
      // Histories, unlike events, do not say which guild they are from.
      const guildId = store.get().sessions[personId].channels[channelId]?.guild_id;
      const page = raw.map((message) => ({ ...message, guild_id: guildId }));
      setHistory(personId, channelId, (history) => ({
        items: mergeMessages(history.items, page),
        status: 'ready',
        hasMore: page.length === PAGE,
      }));
      updateSession(store, personId, (session) =>
        session.face === null ? withFace(session, page.toReversed()) : session,
      );
    } catch {
      setHistory(personId, channelId, (history) => ({ ...history, status: 'failed' }));
    }
  }

  function dropLocal(personId, channelId, nonce) {
    for (const url of outbox.get(nonce)?.previews ?? []) URL.revokeObjectURL(url);
    outbox.delete(nonce);
    setHistory(personId, channelId, (history) => ({
      ...history,
      items: history.items.filter((item) => !(item.local && item.nonce === nonce)),
    }));
  }

  async function deliver(personId, channelId, nonce) {
    const { json, files } = outbox.get(nonce);
    const mark = (local, reason) => (history) => ({
      ...history,
      items: history.items.map((item) =>
        item.local && item.nonce === nonce ? { ...item, local, reason } : item,
      ),
    });
    setHistory(personId, channelId, mark('sending'));
    try {
      const path = `/channels/${channelId}/messages`;
      const message = await rest(personId).request('POST', path, { json, files });
      dropLocal(personId, channelId, nonce);
      setHistory(personId, channelId, (history) => ({
        ...history,
        items: placeMessage(history.items, message),
      }));
    } catch (error) {
      setHistory(personId, channelId, mark('failed', app.actions.reasonOf(error)));
    }
  }

  /** What is shown until the server has the message. */
  function draftMessage(session, channelId, { json, replyTo, previews }) {
    return {
      id: `local-${json.nonce}`,
      local: 'sending',
      nonce: json.nonce,
      channel_id: channelId,
      guild_id: session.channels[channelId].guild_id,
      author: session.user,
      content: json.content,
      timestamp: new Date().toISOString(),
      type: replyTo === null ? 0 : 19,
      flags: 0,
      mentions: [],
      embeds: [],
      components: [],
      attachments: previews,
      referenced_message: replyTo,
    };
  }

  return {
    async loadMessages(channelId, personId = store.get().personId) {
      const history = store.get().sessions[personId].messages[channelId] ?? emptyHistory;
      if (history.status === 'loading' || history.status === 'ready') return;
      await fetchPage(personId, channelId);
    },

    async loadOlder() {
      const { channelId, messages, person } = current(store.get());
      const history = messages[channelId] ?? emptyHistory;
      if (!history.hasMore || history.status !== 'ready') return;
      const oldest = history.items.find((item) => !item.local);
      if (oldest !== undefined) await fetchPage(person.user.id, channelId, oldest.id);
    },

    /**
     * @param {{ content: string, files: { file: File, description: string, width?: number,
     * height?: number }[], ping: boolean }} draft
     */
    async sendMessage({ content, files, ping }) {
      const session = current(store.get());
      const { channelId, replyTo } = session;
      const nonce = createNonce();
      const json = { content, nonce };
      if (replyTo !== null) {
        json.message_reference = { message_id: replyTo.id };
        json.allowed_mentions = { parse: ['users', 'roles', 'everyone'], replied_user: ping };
      }
      json.attachments = files.map(({ file, description }, id) => ({
        id,
        filename: file.name,
        ...(description && { description }),
      }));
      const previews = files.map(({ file, description, width, height }, id) => ({
        id: `local-${nonce}-${id}`,
        filename: file.name,
        description,
        content_type: file.type,
        size: file.size,
        url: URL.createObjectURL(file),
        width,
        height,
      }));
      outbox.set(nonce, {
        json,
        files: files.map(({ file }) => file),
        previews: previews.map(({ url }) => url),
      });
      const message = draftMessage(session, channelId, { json, replyTo, previews });
      const personId = session.person.user.id;
      updateSession(store, personId, (before) => ({
        ...withHistory(before, channelId, (history) => ({
          ...history,
          items: placeMessage(history.items, message),
        })),
        replyTo: null,
        dividers: without(before.dividers, channelId),
      }));
      await deliver(personId, channelId, nonce);
    },

    retryMessage: (message) => deliver(store.get().personId, message.channel_id, message.nonce),

    /** Takes away what only this page has: an ephemeral message, or one that could not be sent. */
    dismissMessage(message) {
      const { personId } = store.get();
      if (message.local) {
        dropLocal(personId, message.channel_id, message.nonce);
        return;
      }
      setHistory(personId, message.channel_id, (history) => ({
        ...history,
        items: history.items.filter((item) => item.id !== message.id),
      }));
    },

    async editMessage(message, content) {
      const path = `/channels/${message.channel_id}/messages/${message.id}`;
      try {
        await rest().request('PATCH', path, { json: { content } });
      } catch (error) {
        app.actions.toastError(error);
      }
    },

    async deleteMessage(message) {
      try {
        await rest().request('DELETE', `/channels/${message.channel_id}/messages/${message.id}`);
      } catch (error) {
        app.actions.toastError(error);
      }
    },

    async react(message, emoji, on) {
      const key = encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);
      const path = `/channels/${message.channel_id}/messages/${message.id}/reactions/${key}/@me`;
      try {
        await rest().request(on ? 'PUT' : 'DELETE', path);
      } catch (error) {
        app.actions.toastError(error);
      }
    },

    startReply(message) {
      updateSession(store, store.get().personId, (session) => ({ ...session, replyTo: message }));
    },

    cancelReply() {
      updateSession(store, store.get().personId, (session) => ({ ...session, replyTo: null }));
    },

    setEditing(editingId) {
      updateSession(store, store.get().personId, (session) => ({ ...session, editingId }));
    },
  };
}
