import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLanguageModel, type LanguageModel } from '../../../src/models/language-model.js';
import { roleSettings } from '../../../src/models/language-settings.js';
import { locate } from '../../../src/models/locate.js';
import { seededRandom } from '../../../src/random.js';

const REPLIES = [
  { text: '안녕! 잘 왔어.', weight: 0.6, likeness: [1, 0.9] },
  { text: '어서 와! 기다렸어.', weight: 0.4, likeness: [0.9, 1] },
];
const options = (seed: number) => ({ maxTokens: 40, temperature: 0.6, random: seededRandom(seed) });

describe('a language model of this repository', { timeout: 60_000 }, () => {
  let model: LanguageModel;
  beforeAll(async () => {
    model = await loadLanguageModel((await locate({}, 'summary')).path);
  }, 60_000);
  afterAll(() => model.dispose());

  const alone = () => model.role(roleSettings('summary', {}));
  const grounded = () => model.role(roleSettings('answer', {}), () => Promise.resolve(REPLIES));

  it('writes the same for the same seed', async () => {
    const texts = await Promise.all([7, 7].map((seed) => alone().complete('나 고양이 키워', options(seed))));
    expect(texts[0]).toEqual(texts[1]);
  });

  it('says whole sentences of the near replies, and ends', async () => {
    const sentences = ['안녕!', '잘 왔어.', '어서 와!', '기다렸어.'];
    const seen = new Set<string>();
    for (let seed = 0; seed < 12; seed += 1) {
      const { text, finished } = await grounded().complete('안녕', options(seed));
      expect(finished).toBe(true);
      const left = sentences.reduce((rest, sentence) => rest.replace(sentence, ''), text);
      expect(left.trim()).toBe('');
      seen.add(text);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('stops in mid-answer when it is told to', async () => {
    const controller = new AbortController();
    const running = alone().complete('나 고양이 키워', {
      ...options(1),
      maxTokens: 400,
      signal: controller.signal,
    });
    controller.abort();
    await expect(running).rejects.toThrow(/abort/iu);
  });

  it('lets the event loop turn between tokens', async () => {
    let turns = 0;
    let done = false;
    const count = () => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    count();
    const { tokens } = await grounded().complete('안녕', options(3));
    done = true;
    expect(turns).toBeGreaterThan(tokens);
  });

  it('counts tokens', () => {
    expect(alone().countTokens('')).toBe(0);
    expect(alone().countTokens('안녕 반가워')).toBeGreaterThan(1);
  });
});
