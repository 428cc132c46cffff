import type { Attachment } from '../turn-types.js';
import { defuseMarkers } from './markers.js';

// Zero-width, bidirectional and other invisible controls; line breaks and tabs become spaces.
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFF8]/gu;
// A joiner holds family emoji together; anywhere else it only hides.
const LONE_JOINER =
  /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>()]+/giu;
/** No message is longer than this, so no pattern runs on more. */
const MAX_CHARACTERS = 4000;

const ATTACHMENT_WORDS: Record<Attachment, string> = {
  picture: '(사진을 보냈어)',
  file: '(파일을 보냈어)',
  sticker: '(스티커를 보냈어)',
  voice: '(음성 메시지를 보냈어)',
};

/** Any text as one clean line: NFC, nothing invisible, white space folded. */
export function cleanText(text: string): string {
  return text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u2028\u2029]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_JOINER, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What the models read of a message: clean, links as a word, markers defused, attachments named. */
export function readMessage(text: string, attachments: readonly Attachment[] = []): string {
  const words = defuseMarkers(cleanText(text).replace(LINK, '링크'));
  const named = [...new Set(attachments)].map((kind) => ATTACHMENT_WORDS[kind]);
  return [words, ...named].filter(Boolean).join(' ');
}
