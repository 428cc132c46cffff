import type { LanguageModels } from '../src/models/load.js';
import { CATEGORIES, type Category } from '../src/moderation/ledger-entry.js';
import { cosineSimilarity } from '../src/pipeline/contracts.js';
import type { EthicsResult } from '../src/pipeline/turn-types.js';
import { recallThreshold } from '../src/pipeline/memory/recall-threshold.js';
import { readMessage } from '../src/pipeline/text/text.js';
import { seededRandom } from '../src/random.js';
import { validationRows } from './rows.js';
import { correlation, share } from './scores.js';

/** Ethics verdicts on prompts that the encoder was not trained on. */
export async function ethicsQuality({ ethics }: LanguageModels): Promise<Record<string, number>> {
  const rows = validationRows('ethics').map(([category, text]) => ({
    category: category as Category,
    text: text!,
  }));
  const results: EthicsResult[] = [];
  for (const { text } of rows) results.push(await ethics.judge(readMessage(text)));
  const ordinary: EthicsResult[] = [];
  for (const [text] of validationRows('ordinary')) {
    ordinary.push(await ethics.judge(readMessage(text!)));
  }
  const accused = (result: EthicsResult) => result.verdicts.length > 0;
  const calm = results.filter((_, i) => rows[i]!.category === '일반');
  const recall = CATEGORIES.filter((category) => category !== '일반').map((category) => {
    const own = results.filter((_, i) => rows[i]!.category === category);
    return [`ethics recall ${category}`, share(own, (r) => r.verdicts.includes(category))] as const;
  });
  return {
    'ethics accuracy': share(results, (result, i) => judged(result) === rows[i]!.category),
    'ethics false accusations, prompts': share(calm, accused),
    'ethics false accusations, chat': share(ordinary, accused),
    ...Object.fromEntries(recall),
  };
}

/** The strongest of the standing categories, else 일반. */
function judged({ scores, verdicts }: EthicsResult): Category {
  const [first] = [...verdicts].sort((a, b) => scores[b] - scores[a]);
  return first ?? '일반';
}

/** The memory encoder on texts with their item among 200. */
export async function memoryQuality(models: LanguageModels): Promise<Record<string, number>> {
  const { memoryEncoder: encoder, memoryThresholds } = models;
  const rows = validationRows('memory');
  const items = validationRows('memory-bank').map(([item]) => item!);
  const threshold = recallThreshold(memoryThresholds, items.length);
  const bank = await encoder.embed(items);
  const similarities = async (text: string) => {
    const [query] = await encoder.embed([text]);
    return bank.map((item) => cosineSimilarity(query!, item));
  };
  const cosines: number[] = [];
  const targets: number[] = [];
  const found: { best: string; similarity: number }[] = [];
  for (const [item, text] of rows) {
    const all = await similarities(text!);
    const similarity = Math.max(...all);
    found.push({ best: items[all.indexOf(similarity)]!, similarity });
    for (const [i, cosine] of all.entries()) {
      cosines.push(cosine);
      targets.push(keyOf(items[i]!) === keyOf(item!) ? 1 : 0);
    }
  }
  const lonely: number[] = [];
  for (const [text] of validationRows('unrelated')) {
    lonely.push(Math.max(...(await similarities(text!))));
  }
  // As a new user meets her: the right item among five.
  const few = rows.map(([item, text], i) => {
    const others = items.filter((other) => other !== item);
    const random = seededRandom(i);
    const rivals = Array.from({ length: 4 }, () => {
      return others.splice(Math.floor(random.next() * others.length), 1)[0]!;
    });
    return { item: item!, text: text!, rivals };
  });
  const recalled: boolean[] = [];
  for (const { item, text, rivals } of few) {
    const [query, own, ...wrong] = await encoder.embed([text, item, ...rivals]);
    const rest = wrong.map((vector) => cosineSimilarity(query!, vector));
    recalled.push(
      cosineSimilarity(query!, own!) >= Math.max(recallThreshold(memoryThresholds, 5), ...rest),
    );
  }
  const right = (row: (typeof found)[number], i: number) => row.best === rows[i]![0];
  return {
    'memory correlation with same key': correlation(cosines, targets),
    'memory recall@1 of 200': share(found, right),
    'memory recall@1 over the threshold': share(
      found,
      (row, i) => right(row, i) && row.similarity >= threshold,
    ),
    'memory recalled of 5': share(recalled, Boolean),
    'memory false recall, unrelated': share(lonely, (cosine) => cosine >= threshold),
  };
}

function keyOf(item: string): string {
  return item.slice(1, item.indexOf(':'));
}
