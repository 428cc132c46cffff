import { readFileSync } from 'node:fs';

/** `single`: a new value replaces the old; `many`: it is added; `day`: it ends with the day. */
export type KeyKind = 'single' | 'many' | 'day';

interface KnownKey {
  name: string;
  kind: KeyKind;
}

/** Names and synonyms, spaces ignored → the key they mean. */
const knownKeys = readKeys();

/** What sort of value the key holds; a key that is not in the table tells it by its first word. */
export function keyKind(key: string): KeyKind {
  const known = knownKeys.get(fold(key));
  if (known) return known.kind;
  if (/^(오늘|내일|모레|어제|주말|이번\s*주)/u.test(key)) return 'day';
  return /^(좋아하는|싫어하는|최애|자주)/u.test(key) ? 'many' : 'single';
}

/** One name for all synonyms: 좋아하는 가수 → 좋아하는 아이돌. */
export function canonicalKey(key: string): string {
  return knownKeys.get(fold(key))?.name ?? key;
}

/** Texts that differ in spaces and case only are the same. */
export function fold(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, '').toLowerCase();
}

/** `keys.tsv`: name ⇥ kind ⇥ synonyms by `|`. */
function readKeys(): Map<string, KnownKey> {
  const table = readFileSync(new URL('./keys.tsv', import.meta.url), 'utf8');
  const keys = new Map<string, KnownKey>();
  for (const line of table.split('\n')) {
    const [name, kind, synonyms = ''] = line.split('\t');
    if (!name || !kind) continue;
    const known: KnownKey = { name, kind: kind as KeyKind };
    for (const word of [name, ...synonyms.split('|')].filter(Boolean)) {
      // A name is stronger than another key's synonym.
      if (word === name || !keys.has(fold(word))) keys.set(fold(word), known);
    }
  }
  return keys;
}
