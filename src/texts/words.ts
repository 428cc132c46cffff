import type { Category } from '../moderation/ledger-entry.js';
import type { Eyes, Mouth, Pose } from '../pipeline/expression/words.js';
import type { Locale } from './locale.js';

/** The words of fixed lists, as each language says them. */

export const CATEGORY_WORDS: Record<Locale, Record<Category, string>> = {
  ko: {
    '사랑 고백/만남': '사랑 고백/만남',
    일반: '일반',
    정치: '정치',
    패드립: '패드립',
    '혐오/기타': '혐오/기타',
  },
  en: {
    '사랑 고백/만남': 'love confession / meeting',
    일반: 'ordinary',
    정치: 'politics',
    패드립: 'insulting one’s family',
    '혐오/기타': 'hate / other',
  },
};

export const EYES_WORDS: Record<Locale, Record<Eyes, string>> = {
  ko: { 작게: '작게', 보통: '보통', 크게: '크게', '아주 크게': '아주 크게' },
  en: { 작게: 'narrow', 보통: 'normal', 크게: 'wide', '아주 크게': 'very wide' },
};

export const MOUTH_WORDS: Record<Locale, Record<Mouth, string>> = {
  ko: { 보통: '보통', 크게: '크게', '아주 크게': '아주 크게' },
  en: { 보통: 'normal', 크게: 'open', '아주 크게': 'wide open' },
};

export const POSE_WORDS: Record<Locale, Record<Pose, string>> = {
  ko: { 없음: '없음', 보통: '보통', 많이: '많이' },
  en: { 없음: 'straight', 보통: 'turned', 많이: 'turned far' },
};
