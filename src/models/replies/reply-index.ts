import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelFileError } from '../../errors.js';
import { cosineSimilarity, type SentenceEncoder } from '../../pipeline/contracts.js';
import { PULL_HINT } from '../manifest.js';
import { itemParts, promptParts, type PromptParts } from './prompt-parts.js';

/** One of her hand-written replies, near to what was said. */
export interface NearReply {
  text: string;
  /** Share among the near ones, 0…1; they add up to 1. */
  weight: number;
  /** Cosine with each of the near replies, in their order. */
  likeness: readonly number[];
}

export interface ReplyIndexSettings {
  /** What the cosine with the reply itself counts beside the cosine with the words it answered. */
  replyShare: number;
  /** Cosine for which a reply's weight falls to 1/e of the nearest one's. */
  spread: number;
  /** How many near replies an answer is drawn from. */
  count: number;
  /** What the replies that fit anything score: they are asked where nothing nearer is found. */
  anyScore: number;
}

interface Found {
  row: Row;
  /** Its place among the rows. */
  at: number;
  score: number;
}

interface Row extends PromptParts {
  reply: string;
  /** The reply in one line. */
  summary: string;
}

/** Spreads behind the best beyond which a reply weighs nothing: e⁻¹². */
const REACH = 12;
/** Rows looked at before the event loop turns: about 5 ms. */
const SLICE = 4096;
const SCALE = 1 / 127;
/**
 * What counts for a reply that fits anything of a kind: the cosine of what was said with the mean of
 * that kind (asking, telling), and with the reply, which chooses among those alone.
 */
const KIND_SHARE = 0.5;
const ANY_SHARE = 0.2;
/** Of those, so many stand beside the near ones. */
const ANY_COUNT = 4;
const ANSWER_TAG = ' (오로라 답변) ';

/**
 * Her hand-written replies, found by the meaning of what was said: the datastore of nearest-neighbour
 * decoding (Khandelwal et al. 2020), keyed by whole sentences.
 */
export class ReplyIndex {
  constructor(
    private readonly rows: readonly Row[],
    /**
     * `[rows, 2, width] int8`: the words that were answered, then the reply; unit length · 127. Where
     * there are no words: the mean of the kind that the reply fits.
     */
    private readonly vectors: Int8Array,
    private readonly encoder: SentenceEncoder,
    private readonly settings: ReplyIndexSettings,
  ) {}

  /**
   * Reads `replies.tsv` (last ⇥ item ⇥ weekday ⇥ words ⇥ reply ⇥ summary; no words: fits anything of a kind) and
   * `vectors.i8` of a folder.
   */
  static async open(
    folder: string,
    encoder: SentenceEncoder,
    settings: ReplyIndexSettings,
  ): Promise<ReplyIndex> {
    const [text, bytes] = await Promise.all([
      readFile(join(folder, 'replies.tsv'), 'utf8'),
      readFile(join(folder, 'vectors.i8')),
    ]);
    const rows = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [last = '', item = '', weekday = '', words = '', reply = '', summary = ''] =
          line.split('\t');
        return { last, item, weekday, words, reply, summary };
      });
    if (rows.length === 0 || bytes.length % (2 * rows.length) !== 0) {
      throw new ModelFileError(join(folder, 'vectors.i8'), 'damaged', PULL_HINT);
    }
    const vectors = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return new ReplyIndex(rows, vectors, encoder, settings);
  }

  /** The nearest replies to an answer prompt, nearest first. */
  async near(prompt: string): Promise<NearReply[]> {
    const asked = promptParts(prompt);
    const texts = asked.last === '' ? [asked.words] : [asked.words, `${asked.last} ${asked.words}`];
    const [alone, inContext] = (await this.encoder.embed(texts)).map(quantised);
    const found = await this.ranked((row, at) => {
      if (!fits(row, asked)) return null;
      if (row.words === '') {
        const { anyScore } = this.settings;
        const kind = this.cosine(alone!, at, 'words');
        return anyScore + KIND_SHARE * kind + ANY_SHARE * this.cosine(alone!, at, 'reply');
      }
      const query = row.last === '' ? alone! : (inContext ?? alone!);
      return (
        this.cosine(query, at, 'words') +
        this.settings.replyShare * this.cosine(query, at, 'reply')
      );
    });
    let fittingAnything = 0;
    const chosen = found.filter(({ row }) => row.words !== '' || ++fittingAnything <= ANY_COUNT);
    return this.weighted(chosen, (row) => suited(row, asked));
  }

  /** The summaries of the replies nearest to the answer at the end of a summary prompt. */
  async summaries(prompt: string): Promise<NearReply[]> {
    const [answer] = (await this.encoder.embed([prompt.split(ANSWER_TAG).at(-1)!])).map(quantised);
    const found = await this.ranked((row, at) =>
      row.summary === '' ? null : this.cosine(answer!, at, 'reply'),
    );
    return this.weighted(found, (row) => row.summary);
  }

  /**
   * Rows with a score, highest first; `null` leaves one out. Those that are so far behind the best that
   * they would have no weight are not worth the sorting.
   */
  private async ranked(score: (row: Row, at: number) => number | null): Promise<Found[]> {
    const scores = new Float32Array(this.rows.length).fill(-Infinity);
    let best = -Infinity;
    for (const [at, row] of this.rows.entries()) {
      if (at > 0 && at % SLICE === 0) await new Promise(setImmediate);
      const points = score(row, at);
      if (points === null) continue;
      scores[at] = points;
      best = Math.max(best, points);
    }
    const found: Found[] = [];
    for (const [at, points] of scores.entries()) {
      if (points < best - REACH * this.settings.spread || points === -Infinity) continue;
      found.push({ row: this.rows[at]!, at, score: points });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  private cosine(query: Int8Array, at: number, side: 'words' | 'reply'): number {
    const start = (2 * at + (side === 'words' ? 0 : 1)) * query.length;
    return dot(query, this.vectors, start) * SCALE * SCALE;
  }

  /** The first different texts of `found`, each with its share. */
  private weighted(found: readonly Found[], textOf: (row: Row) => string): NearReply[] {
    const first = new Map<string, Found>();
    for (const one of found) {
      const text = textOf(one.row);
      if (!first.has(text)) first.set(text, one);
      if (first.size === this.settings.count) break;
    }
    const near = [...first];
    const best = Math.max(...near.map(([, { score }]) => score));
    const shares = near.map(([, { score }]) => Math.exp((score - best) / this.settings.spread));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const vectors = near.map(([, { at }]) => this.replyVector(at));
    const fitsAnything = near.map(([, { row }]) => row.words === '');
    return near.map(([text], i) => ({
      text,
      weight: shares[i]! / total,
      // A reply to one message has nothing to add to one that fits anything.
      likeness: vectors.map((other, j) =>
        fitsAnything[i] === fitsAnything[j] ? cosineSimilarity(vectors[i]!, other) : 0,
      ),
    }));
  }

  /** `[width] float32` */
  private replyVector(at: number): Float32Array {
    const width = this.vectors.length / (2 * this.rows.length);
    const start = (2 * at + 1) * width;
    return Float32Array.from(this.vectors.subarray(start, start + width), (value) => value * SCALE);
  }
}

/** As the rows are: unit length · 127. */
function quantised(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.round(value / SCALE));
}

/** Of `query` with what stands from `start` on; whole numbers are what V8 is fast at. */
function dot(query: Int8Array, vectors: Int8Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < query.length; i += 1) sum += query[i]! * vectors[start + i]!;
  return sum;
}

/**
 * A reply that rests on a weekday, a memory or a talk that is not there would make no sense, and what she
 * has just said is not said again.
 */
function fits(row: Row, asked: PromptParts): boolean {
  if (asked.last !== '' && row.summary === asked.last) return false;
  if (row.weekday !== '' && row.weekday !== asked.weekday) return false;
  if (row.last !== '' && asked.last === '') return false;
  return row.item === '' || itemParts(row.item).key === itemParts(asked.item).key;
}

/** What the reply says of another's memory is said of this user's. */
function suited(row: Row, asked: PromptParts): string {
  const theirs = itemParts(row.item).value;
  const value = itemParts(asked.item).value;
  return theirs === '' || value === '' ? row.reply : row.reply.replaceAll(theirs, value);
}
