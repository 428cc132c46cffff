/**
 * The markers of the prompt format. They belong to the product: in a user's text, in a memory value
 * or in a summary they are words, and lose their brackets.
 */
const MARKERS = [
  '답변 시작',
  '답변 종료',
  '기억 시작',
  '기억 종료',
  '요약 시작',
  '요약 종료',
  '표정 출력 시작',
  '표정 출력 종료',
  '오로라 답변 요약',
  '오로라 답변',
  '사용자 질문',
] as const;

const OPEN = '[(（⦅［\\[{｛<＜〈《「『【]';
const CLOSE = '[)）⦆］\\]}｝>＞〉》」』】]';
/** Letters of a marker may stand apart by spaces: the tokenizer must not see one either way. */
const spaced = (marker: string) => [...marker.replaceAll(' ', '')].join('\\s*');
const MARKER = new RegExp(`${OPEN}\\s*(${MARKERS.map(spaced).join('|')})\\s*${CLOSE}`, 'gu');
const TIME_TAG = new RegExp(`${OPEN}\\s*(지금은[^()（）]*요일[^()（）]*)${CLOSE}`, 'gu');
const EXPRESSION = new RegExp(`${OPEN}\\s*(눈\\s[^()（）]*입\\s[^()（）]*)${CLOSE}`, 'gu');
/** `[key: value]`, and only where it could be taken for a memory. */
const MEMORY_TAG = /[[［【]([^[\]［］【】]{1,60}?)\s*[:：]\s*([^[\]［］【】]{1,200}?)[\]］】]/gu;

/** Takes the brackets off everything that could act as a marker. */
export function defuseMarkers(text: string): string {
  return text
    .replace(MARKER, '$1')
    .replace(TIME_TAG, '$1')
    .replace(EXPRESSION, '$1')
    .replace(MEMORY_TAG, '$1 $2');
}

/** Whether a model's output still has a marker in it. */
export function hasMarker(text: string): boolean {
  return defuseMarkers(text) !== text;
}
