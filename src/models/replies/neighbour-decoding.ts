/** A near reply as tokens: how it may go on at each place. */
export interface Neighbour {
  /** With the end marker last. */
  ids: readonly number[];
  /** Places in `ids`, but 0, at which a sentence begins; the end marker's place, the last, is one. */
  sentences: ReadonlySet<number>;
  weight: number;
}

/** Tokens of common context that count; each one less makes a continuation so much unlikelier. */
const CONTEXT = 6;
const FALL = 8;
/** What another reply's sentence counts where a sentence has just ended, beside the same reply's. */
const OTHER_SENTENCE = 1.5;
/** A place with at least this much support tells where in a reply the answer stands. */
const SURE = FALL ** -3;

/**
 * Which tokens the near replies would say next, and how strongly: the longest common context wins,
 * and where a sentence ends any of them may take over (after Khandelwal et al. 2020, "Generalization
 * through Memorization", with token contexts as keys).
 * @param produced ids of the answer so far.
 * @returns token → strength > 0; empty when no reply knows how to go on.
 */
export function continuations(
  neighbours: readonly Neighbour[],
  produced: readonly number[],
): Map<number, number> {
  const places = neighbours.flatMap((neighbour) =>
    neighbour.ids.map((_, at) => ({ neighbour, at, support: supportAt(neighbour, at, produced) })),
  );
  const sure = places.filter(({ support }) => support >= SURE);
  const sentenceEnded = sure.some(({ neighbour, at }) => neighbour.sentences.has(at));
  // After the last of several sentences nobody takes over; a lonely one may get company.
  const complete = sure.some(({ neighbour, at }) => isEnd(neighbour, at) && neighbour.sentences.size > 1);
  const strengths = new Map<number, number>();
  for (const { neighbour, at, support } of places) {
    // Only the reply that was followed to its end may end the answer: half a thought is none.
    const joins = neighbour.sentences.has(at) && !isEnd(neighbour, at);
    const takesOver = sentenceEnded && !complete && joins && !isSaid(neighbour, at, produced);
    const strength = neighbour.weight * (takesOver && support < SURE ? OTHER_SENTENCE : support);
    if (strength <= 0) continue;
    const id = neighbour.ids[at]!;
    strengths.set(id, (strengths.get(id) ?? 0) + strength);
  }
  return strengths;
}

const isEnd = ({ ids }: Neighbour, at: number): boolean => at === ids.length - 1;

/** Whether the sentence that begins at `at` is in the answer already. */
function isSaid({ ids, sentences }: Neighbour, at: number, produced: readonly number[]): boolean {
  const end = [...sentences].find((start) => start > at) ?? ids.length;
  return `,${produced.join(',')},`.includes(`,${ids.slice(at, end).join(',')},`);
}

/** 1 for a whole context in common, less for a shorter one, 0 for none. */
function supportAt({ ids }: Neighbour, at: number, produced: readonly number[]): number {
  if (at === 0) return produced.length === 0 ? 1 : 0;
  let common = 0;
  while (common < CONTEXT && common < at && common < produced.length) {
    if (ids[at - 1 - common] !== produced[produced.length - 1 - common]) break;
    common += 1;
  }
  if (common === 0) return 0;
  const whole = common === at && common === produced.length;
  return whole ? 1 : FALL ** (common - CONTEXT);
}

const AFTER = String.raw`\s|$|\p{Extended_Pictographic}|[ㅋㅎㅠㅜ]`;
// A full stop within a number or a range (1~2) ends nothing.
const SENTENCE = new RegExp(
  String.raw`.+?(?:[.!?~…]+(?=${AFTER})|$)(?:\s*(?:\p{Extended_Pictographic}\uFE0F?|[ㅋㅎㅠㅜ]+))*`,
  'gsu',
);

/** A reply's sentences with the space before each; joined they are the reply. */
export function sentencesOf(reply: string): string[] {
  return [...reply.matchAll(SENTENCE)].map(([sentence]) => sentence);
}
