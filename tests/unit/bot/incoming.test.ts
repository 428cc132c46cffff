import { describe, expect, it } from 'vitest';
import {
  isForHer,
  plainText,
  replyLocale,
  turnText,
  type SeenMessage,
} from '../../../src/bot/incoming.js';

const message = (facts: Partial<SeenMessage>): SeenMessage => ({
  id: '1',
  authorId: '2',
  byMachine: false,
  guildId: 'g',
  channelId: 'c',
  parentId: null,
  content: '안녕',
  mentionsMe: false,
  repliesToMe: false,
  attachments: [],
  ...facts,
});

describe('isForHer', () => {
  it.each([
    ['a direct message', { guildId: null }, [], true],
    ['a mention', { mentionsMe: true }, [], true],
    ['a reply to her', { repliesToMe: true }, [], true],
    ['an opened channel', {}, ['c'], true],
    ['a thread of an opened channel', { channelId: 't', parentId: 'c' }, ['c'], true],
    ['a picture in an opened channel', { content: '', attachments: ['picture'] }, ['c'], true],
    ['another channel', {}, ['x'], false],
    ['a bot, even in a direct message', { byMachine: true, guildId: null }, [], false],
    ['an opened channel whose content Discord hides', { content: '' }, ['c'], false],
  ] as const)('%s', (_what, facts, open, expected) => {
    expect(isForHer(message(facts), open)).toBe(expected);
  });
});

describe('plainText', () => {
  const names = {
    me: '9',
    user: (id: string) => ({ '1': '하늘' })[id],
    role: (id: string) => ({ '3': '운영진' })[id],
    channel: (id: string) => ({ '4': '자유' })[id],
  };

  it.each([
    ['<@9> 안녕', '안녕'],
    ['<@!9>안녕', '안녕'],
    ['<@1> 어때', '하늘 어때'],
    ['<@77> 알아?', '친구 알아?'],
    ['<@&3> 어디 있어', '운영진 어디 있어'],
    ['<#4> 가자', '자유 가자'],
    ['<:happy_cat:12> 좋아 <a:dance:13>', 'happy cat 좋아 dance'],
    ['</hair:5> 해봐', '/hair 해봐'],
    ['<t:1700000000:R> 봐', '봐'],
    ['1 < 2 > 0', '1 < 2 > 0'],
  ])('%s → %s', (content, expected) => {
    expect(plainText(content, names)).toBe(expected);
  });

  it('hears her name when somebody only calls her, and nothing beside a picture', () => {
    expect(turnText('<@9>', false, names)).toBe('로라야');
    expect(turnText('<@9>', true, names)).toBe('');
  });
});

describe('replyLocale', () => {
  const none = { user: undefined, guild: undefined, discord: undefined };

  it.each([
    ['the user’s choice first', { ...none, user: 'en', text: '안녕' }, 'en'],
    ['then the guild’s', { ...none, guild: 'en', text: '안녕' }, 'en'],
    ['then Hangul in the text', { ...none, discord: 'en', text: 'hi ㅋㅋ' }, 'ko'],
    ['then what Discord says of the guild', { ...none, discord: 'en', text: '???' }, 'en'],
    ['then the script', { ...none, text: 'hello there' }, 'en'],
    ['else Korean', { ...none, text: '!!' }, 'ko'],
  ] as const)('%s', (_what, facts, expected) => {
    expect(replyLocale(facts)).toBe(expected);
  });
});
