import { outgoingReply } from '../bot/outgoing.js';
import { replyRows } from '../bot/reply-rows.js';
import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command } from './command.js';
import { defineCommand, stringOption } from './define.js';

const words = COMMAND_WORDS.chat;

/** `/chat`: talks with her where she cannot read messages. */
export const chat: Command = {
  definition: defineCommand(words, {
    options: [stringOption(words.parts.text, { required: true, maxLength: 2000 })],
  }),

  /** Everybody sees her answers; that somebody is blocked is between them and her. */
  async visibility({ userId }, { moderation }) {
    const { blockedUntil } = await moderation.standing(userId);
    return blockedUntil === null ? 'public' : 'ephemeral';
  },

  async run(call, context) {
    const { id, userId, guildId, channelId, locale, roleIds, texts } = call;
    const reply = await context.talk({
      id,
      userId,
      place: { guildId, channelId },
      text: call.options.string('text') ?? '',
      locale,
      via: 'command',
      roleIds,
    });
    if (reply === 'queue-full') return { text: texts.notices.queueFull, ephemeral: true };
    if (reply === 'stopping') return { text: texts.notices.stopping, ephemeral: true };
    const rows = await replyRows(reply, { userId, guildId, locale, messageId: null }, context);
    const answer = outgoingReply(reply, { locale, rows });
    // A command always gets an answer, even where messages would meet silence.
    if (answer === null) return { text: texts.errors.unexpected('silent'), ephemeral: true };
    return { ...answer, ephemeral: reply.kind === 'notice' };
  },
};
