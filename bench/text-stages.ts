import type { LanguageModels } from '../src/models/load.js';
import { cosineSimilarity } from '../src/pipeline/contracts.js';
import { seededRandom } from '../src/random.js';
import { measure, timing, type Timing } from './measure.js';

const TEXTS = [
  '로라야 안녕 오늘 뭐 했어?',
  '나 요즘 시험 때문에 너무 힘들어 ㅠㅠ',
  '마라탕 먹으러 가고 싶다',
  '내일 면접인데 떨려서 잠이 안 와',
  '우리 집 고양이가 자꾸 새벽에 깨워',
];
const ANSWER = '헐 진짜? 오늘은 네가 주인공이네! 🎉';
const ITEMS = 200;
/** Tokens of a usual answer. */
const ANSWER_TOKENS = 30;

const text = (run: number) => TEXTS[run % TEXTS.length]!;

/** Times of the text models, each as the pipeline calls it. */
export async function benchText(
  models: LanguageModels,
  runs: number,
): Promise<Record<string, Timing>> {
  const { memoryEncoder, ethics, roles } = models;
  const [one] = await memoryEncoder.embed([text(0)]);
  const items = Array.from({ length: ITEMS }, (_, n) =>
    one!.map((value, i) => value * ((i % n) + 1)),
  );
  const complete = (role: keyof typeof roles, input: string, maxTokens: number, run: number) =>
    roles[role].complete(input, { maxTokens, temperature: 0.6, random: seededRandom(run) });
  return {
    'encoder (one text)': await measure(runs, (run) => memoryEncoder.embed([text(run)])),
    'ethics (one text)': await measure(runs, (run) => ethics.judge(text(run))),
    [`recall among ${ITEMS}`]: await measure(runs, async (run) => {
      const [query] = await memoryEncoder.embed([text(run)]);
      return Math.max(...items.map((item) => cosineSimilarity(query!, item)));
    }),
    [`answer (${ANSWER_TOKENS} tokens)`]: await answerTokens(models, runs),
    expression: await measure(runs, (run) => complete('expression', ANSWER, 36, run)),
    'memory extraction': await measure(runs, (run) => complete('memory', text(run), 24, run)),
    summary: await measure(runs, (run) =>
      complete('summary', `${text(run)} (오로라 답변) ${ANSWER}`, 64, run),
    ),
  };
}

/** Answers end where they like: their time is scaled to 30 tokens each. */
async function answerTokens({ roles }: LanguageModels, runs: number): Promise<Timing> {
  const scaled: number[] = [];
  for (let run = -2; run < runs; run += 1) {
    const start = performance.now();
    const { tokens } = await roles.answer.complete(text(run + 2), {
      maxTokens: 64,
      temperature: 0.6,
      random: seededRandom(run + 2),
    });
    if (run >= 0) scaled.push(((performance.now() - start) / tokens) * ANSWER_TOKENS);
  }
  return timing(scaled);
}
