import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './browser.js';
import { setStage, type Stage } from './stage.js';

/** What a message becomes, as a short notation: `strong(굵게)`, texts bare. */
const NOTATION = `
  const show = (node) => {
    if (node.type === 'text') return node.text;
    if (node.type === 'break') return '⏎';
    const inner = node.items
      ? node.items.map((item) => item.map(show).join('')).join('|')
      : node.children?.map(show).join('') ?? node.text ?? node.url ?? node.id;
    return node.type === 'paragraph' ? inner : node.type + '(' + inner + ')';
  };
`;

describe.skipIf(!hasChromium)("the page's markdown", { timeout: 60_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 90_000);
  afterAll(() => stage.close());

  const read = (source: string) =>
    stage.page.evaluate<string>(`
      import('/scripts/text/markdown-parse.js').then(({ parseMarkdown }) => {
        ${NOTATION}
        return parseMarkdown(${JSON.stringify(source)}).map(show).join(' ¶ ');
      })`);

  it.each([
    ['**굵게** *기울임* __밑줄__ ~~취소~~', 'strong(굵게) em(기울임) underline(밑줄) strike(취소)'],
    ['***둘 다***', 'strong(em(둘 다))'],
    ['2 * 3 * 4, snake_case_name', '2 * 3 * 4, snake_case_name'],
    ['\\*그대로\\*', '*그대로*'],
    ['`a*b*` ||비밀||', 'code(a*b*) spoiler(비밀)'],
    ['<@123> <@!45> <#67> <@&8>', 'user(123) user(45) channel(67) role(8)'],
    ['https://example.com/a_b_c, 끝', 'link(https://example.com/a_b_c), 끝'],
    ['[글](https://example.com) [글](javascript:alert)', 'link(글) [글](javascript:alert)'],
    ['<b>아니</b> & 그냥', '<b>아니</b> & 그냥'],
    ['한 줄\n두 줄', '한 줄⏎두 줄'],
    ['> 인용\n> 둘\n글', 'quote(인용⏎둘) ¶ 글'],
    ['- 하나\n- **둘**', 'list(하나|strong(둘))'],
    ['앞\n```js\nlet a = "**b**";\n```\n뒤', '앞 ¶ codeBlock(let a = "**b**";) ¶ 뒤'],
    ['```열린 채', '```열린 채'],
    ['# 제목\n-# 작게', 'heading(제목) ¶ subtext(작게)'],
  ])('reads %j', async (source, wanted) => {
    expect(await read(source)).toBe(wanted);
  });

  it('reads long hostile text in no time', async () => {
    const source = '*_~|`['.repeat(333);
    const begin = Date.now();
    await read(source);
    expect(Date.now() - begin).toBeLessThan(3000);
  });
});
