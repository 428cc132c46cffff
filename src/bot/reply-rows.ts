import { ButtonStyle, ComponentType, type APIButtonComponentWithCustomId } from 'discord.js';
import type { Config } from '../config.js';
import { EYES, MOUTH, POSE, type ExpressionWords } from '../pipeline/expression/words.js';
import type { TurnReply } from '../pipeline/turn-types.js';
import type { FaceId, PictureFormat } from '../render/contract.js';
import type { Locale } from '../texts/locale.js';
import { textsFor } from '../texts/texts.js';
import type { ButtonRow } from './outgoing.js';
import type { Settings } from './settings.js';

/** What a press says; it all travels in the button's id, so that old replies survive a restart. */
export type ReplyPress =
  | { kind: 'again'; userId: string; messageId: string; count: number }
  | {
      kind: 'motion';
      userId: string;
      /** The format that is wanted now. */
      format: PictureFormat;
      face: FaceId;
      expression: ExpressionWords;
    }
  | { kind: 'report'; userId: string };

interface RowFacts {
  userId: string;
  guildId: string | null;
  locale: Locale;
  /** The message that was answered; `null`: a command, whose text is not kept. */
  messageId: string | null;
  /** How often it has been taken once more. */
  count?: number;
}

/** The buttons under a reply: once more, motion, report; none where they are switched off. */
export async function replyRows(
  reply: TurnReply,
  facts: RowFacts,
  { settings, config }: { settings: Settings; config: Pick<Config, 'REPLY_BUTTONS'> },
): Promise<ButtonRow[]> {
  const chosen = facts.guildId === null ? undefined : await settings.guild(facts.guildId);
  const shown = chosen?.buttons ?? config.REPLY_BUTTONS;
  if (!shown || reply.kind !== 'answered') return [];
  const { userId, messageId, count = 0, locale } = facts;
  const presses: ReplyPress[] = [{ kind: 'report', userId }];
  const { picture, face, expression } = reply;
  if (picture && face && expression) {
    const format = picture.format === 'gif' ? 'png' : 'gif';
    presses.unshift({ kind: 'motion', userId, format, face, expression });
  }
  if (messageId !== null && reply.struck.length === 0) {
    presses.unshift({ kind: 'again', userId, messageId, count: count + 1 });
  }
  return [buttonRow(presses, locale)];
}

export function buttonRow(presses: readonly ReplyPress[], locale: Locale): ButtonRow {
  return {
    type: ComponentType.ActionRow,
    components: presses.map((press) => button(press, locale)),
  };
}

function button(press: ReplyPress, locale: Locale): APIButtonComponentWithCustomId {
  const { buttons } = textsFor(locale);
  const looks = {
    again: { label: buttons.again, emoji: { name: '🔄' } },
    motion:
      press.kind === 'motion' && press.format === 'png'
        ? { label: buttons.still, emoji: { name: '⏸️' } }
        : { label: buttons.move, emoji: { name: '🎞️' } },
    report: { label: buttons.report, emoji: { name: '🚩' } },
  }[press.kind];
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: pressId(press),
    ...looks,
  };
}

/** At most 100 characters. */
export function pressId(press: ReplyPress): string {
  switch (press.kind) {
    case 'again':
      return ['again', press.userId, press.messageId, press.count].join('|');
    case 'motion': {
      const { eyes, mouth, pose } = press.expression;
      const words = [EYES.indexOf(eyes), MOUTH.indexOf(mouth), POSE.indexOf(pose)].join(',');
      const face = `${press.face.version}:${press.face.number}`;
      return ['motion', press.userId, press.format, face, words].join('|');
    }
    case 'report':
      return ['report', press.userId].join('|');
  }
}

/** @returns `undefined` for an id that is none of these. */
export function readPressId(customId: string): ReplyPress | undefined {
  const [kind, userId = '', ...rest] = customId.split('|');
  if (kind === 'report') return { kind, userId };
  if (kind === 'again') {
    const [messageId = '', count = '1'] = rest;
    return { kind, userId, messageId, count: Number(count) };
  }
  if (kind !== 'motion') return undefined;
  const [format, face = '', words = ''] = rest;
  const [version, number] = face.split(':');
  const [eyes, mouth, pose] = words.split(',').map(Number);
  const expression = {
    eyes: EYES[eyes ?? -1],
    mouth: MOUTH[mouth ?? -1],
    pose: POSE[pose ?? -1],
  };
  if (format !== 'png' && format !== 'gif') return undefined;
  if (version !== 'v7' && version !== 'v8') return undefined;
  if (!isComplete(expression)) return undefined;
  return { kind, userId, format, face: { version, number: Number(number) }, expression };
}

function isComplete(words: {
  [Key in keyof ExpressionWords]: ExpressionWords[Key] | undefined;
}): words is ExpressionWords {
  return Object.values(words).every((word) => word !== undefined);
}
