/** A near reply as tokens: how it may go on at each place. */
export interface Neighbour {
  /** With the end marker last. */
  ids: readonly number[];
  /** Places in `ids`, but 0, at which a sentence begins; the end marker's place is the last one. */
  sentences: readonly number[];
  weight: number;
  /** Cosine with each of the neighbours, in their order. */
  likeness: readonly number[];
}

/** Tokens of common context that count; each one less makes a continuation so much unlikelier. */
const CONTEXT = 6;
const FALL = 8;
/** What a like reply's sentence counts where a sentence has just ended, beside the same reply's. */
const OTHER_SENTENCE = 8;
/** Cosines between which another reply comes to be about the same thing. */
const STRANGE = 0.2;
const LIKE = 0.45;
/** A place with at least this much support tells where in a reply the answer stands. */
const SURE = FALL ** -3;

/**
 * Which tokens the near replies would say next, and how strongly: the longest common context wins,
 * and the last sentence of a reply may be that of another one which speaks of the same (after
 * Khandelwal et al. 2020, "Generalization through Memorization", with token contexts as keys).
 * @param produced ids of the answer so far.
 * @returns token → strength > 0; empty when no reply knows how to go on.
 */
export function continuations(
  neighbours: readonly Neighbour[],
  produced: readonly number[],
): Map<number, number> {
  const places = neighbours.flatMap((neighbour, number) =>
    neighbour.ids.map((_, at) => ({
      neighbour,
      number,
      at,
      support: supportAt(neighbour, at, produced),
    })),
  );
  const sure = places.filter(({ support }) => support >= SURE);
  const lastIsDue = sure.some(({ neighbour, at }) => at === lastSentence(neighbour));
  const kinOf = ({ likeness }: Neighbour) =>
    Math.max(...sure.map(({ number }) => kinship(likeness[number]!)));
  const strengths = new Map<number, number>();
  for (const { neighbour, at, support } of places) {
    const takesOver =
      lastIsDue &&
      at === lastSentence(neighbour) &&
      !sure.some((place) => place.neighbour === neighbour);
    const strength = neighbour.weight * (takesOver ? OTHER_SENTENCE * kinOf(neighbour) : support);
    if (strength <= 0 || isSaid(neighbour, at, produced)) continue;
    const id = neighbour.ids[at]!;
    strengths.set(id, (strengths.get(id) ?? 0) + strength);
  }
  return strengths;
}

/** 0: another matter, 1: the same. */
const kinship = (cosine: number): number =>
  Math.min(1, Math.max(0, (cosine - STRANGE) / (LIKE - STRANGE)));

/** Where the last of several sentences begins. */
const lastSentence = ({ sentences }: Neighbour): number | undefined => sentences.at(-2);

/** Whether the sentence that a place belongs to is in the answer already, whole. */
function isSaid({ ids, sentences }: Neighbour, at: number, produced: readonly number[]): boolean {
  if (at === ids.length - 1) return false;
  const start = sentences.findLast((place) => place <= at) ?? 0;
  const end = sentences.find((place) => place > at);
  // Its first token differs where a space stands before it.
  const sentence = ids.slice(start + 1, end);
  return sentence.length > 0 && `,${produced.join(',')},`.includes(`,${sentence.join(',')},`);
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
