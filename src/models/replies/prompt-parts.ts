/** An answer prompt taken apart (spec §1, `prompt`); what is not there is empty. */
export interface PromptParts {
  /** Her last answer in one line. */
  last: string;
  /** What she remembers of the user, `[key: value]`. */
  item: string;
  /** Weekday of the time tag: one of 월화수목금토일. */
  weekday: string;
  /** What the user typed. */
  words: string;
}

const SHAPE =
  /^(?:\(오로라 답변 요약\) (?<last>.+?) \(사용자 질문\) |(?<item>\[[^\]]+\]) )?(?:\(지금은 (?<weekday>[월화수목금토일])요일 (?:오전|오후|저녁)\) )?(?<words>.+)$/su;

export function promptParts(prompt: string): PromptParts {
  const found = SHAPE.exec(prompt)?.groups ?? {};
  const { last = '', item = '', weekday = '', words = prompt } = found;
  return { last, item, weekday, words };
}

/** Key and value of `[key: value]`; both empty where there is no item. */
export function itemParts(item: string): { key: string; value: string } {
  const [, key = '', value = ''] = /^\[([^:\]]*): ?([^\]]*)\]$/u.exec(item) ?? [];
  return { key, value };
}
