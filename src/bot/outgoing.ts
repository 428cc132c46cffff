import type { APIActionRowComponent, APIButtonComponent } from 'discord.js';
import type { ExpressionWords } from '../pipeline/expression/words.js';
import type { TurnReply } from '../pipeline/turn-types.js';
import type { Picture } from '../render/contract.js';
import type { Locale } from '../texts/locale.js';
import { wordNotice } from '../texts/notice.js';
import { textsFor } from '../texts/texts.js';

/** Discord's limit for the text of a message. */
export const MAX_TEXT = 2000;
/** Discord's limit for a file where no boost raises it, bytes. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export interface OutgoingFile {
  name: string;
  data: Uint8Array;
  /** Alt text. */
  description?: string;
}

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;

/** A message of ours before it takes Discord's shape. */
export interface Outgoing {
  text: string;
  files?: OutgoingFile[];
  rows?: ButtonRow[];
}

export interface ReplyOptions {
  locale: Locale;
  /** The first DM says that she is an AI. */
  introduce?: boolean;
  rows?: ButtonRow[];
}

/** Her reply as a message; `null`: nothing goes out. */
export function outgoingReply(reply: TurnReply, options: ReplyOptions): Outgoing | null {
  if (reply.kind === 'silent') return null;
  const parts = [
    reply.answer,
    reply.notice && wordNotice(reply.notice, options.locale),
    options.introduce === true ? textsFor(options.locale).replies.introduction : null,
  ];
  const text = cut(parts.filter((part) => part !== null).join('\n\n'));
  const file = reply.picture && pictureFile(reply.picture, reply.expression, options.locale);
  return { text, ...(file && { files: [file] }), ...(options.rows && { rows: options.rows }) };
}

/** One of two pictures that show a change. */
export type Moment = 'before' | 'after';

/** The picture as an attachment whose alt text says that it is generated. */
export function pictureFile(
  picture: Picture,
  expression: ExpressionWords | null,
  locale: Locale,
  moment?: Moment,
): OutgoingFile {
  const { replies } = textsFor(locale);
  const alt = replies.pictureAlt(expression);
  return {
    name: `oh-lora${moment === undefined ? '' : `-${moment}`}.${picture.format}`,
    data: picture.data,
    description: moment === undefined ? alt : replies.momentAlt[moment](alt),
  };
}

/** At most 2,000 characters, never half an emoji. */
export function cut(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  let end = MAX_TEXT - 1;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** The same message without what is too large to send; the words always go out. */
export function fitting(message: Outgoing, maxFileBytes = MAX_FILE_BYTES): Outgoing {
  const files = message.files?.filter((file) => file.data.byteLength <= maxFileBytes);
  return { ...message, text: cut(message.text), ...(files && { files }) };
}

/** As discord.js sends it: mentions are never live, the person answered is not pinged. */
export function toPayload(message: Outgoing) {
  const { text, files = [], rows = [] } = fitting(message);
  return {
    content: text,
    files: files.map(({ name, data, description }) => ({
      attachment: Buffer.from(data),
      name,
      ...(description !== undefined && { description }),
    })),
    components: rows,
    allowedMentions: { parse: [], repliedUser: false },
  };
}
