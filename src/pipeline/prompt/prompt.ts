import { formatItem, type MemoryItem } from '../memory/memory-item.js';
import { defuseMarkers } from '../text/markers.js';

export interface PromptParts {
  /** `(지금은 …) ` or nothing. */
  timeTag: string;
  text: string;
  memory: Pick<MemoryItem, 'key' | 'value'> | null;
  /** Her last answer in one line; only used where no memory was found. */
  summary: string | null;
}

/** What the answer model reads, without the start marker (spec §1, `prompt`). */
export function buildPrompt({ timeTag, text, memory, summary }: PromptParts): string {
  if (memory !== null) {
    // The values come of users' texts: their brackets are taken off before ours go on.
    const item = { key: defuseMarkers(memory.key), value: defuseMarkers(memory.value) };
    return `${formatItem(item)} ${timeTag}${text}`;
  }
  if (summary !== null && summary !== '') {
    return `(오로라 답변 요약) ${defuseMarkers(summary)} (사용자 질문) ${timeTag}${text}`;
  }
  return `${timeTag}${text}`;
}
