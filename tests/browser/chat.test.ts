import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium } from './browser.js';
import { eventually, setStage, type Stage } from './stage.js';
import { stripedPng } from './striped-png.js';

const naturalWidth = (img: { complete: boolean; naturalWidth: number }) =>
  img.complete ? img.naturalWidth : 0;
const height = (node: { getBoundingClientRect(): { height: number } }) =>
  node.getBoundingClientRect().height;

describe.skipIf(!hasChromium)('somebody who chats on the page', { timeout: 90_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 90_000);
  afterAll(() => stage.close());
  beforeEach(() => stage.reset(), 60_000);
  afterEach(() => expect(stage.faults.splice(0)).toEqual([]));

  it('sees typing, then the reply with its quoted line and a picture with alt text', async () => {
    await stage.say('천천히 안녕');
    await stage.message('천천히 안녕').first().waitFor();
    const typing = stage.page.locator('#typing', { hasText: '오로라가 입력 중…' });
    await typing.waitFor();

    const reply = stage.message('따라 할게: 천천히 안녕');
    await reply.waitFor();
    expect(await reply.locator('.quote-line').innerText()).toContain('천천히 안녕');
    expect(await reply.locator('.badge').innerText()).toBe('앱');
    const picture = reply.locator('img[alt="줄무늬 그림 (생성된 그림)"]');
    expect(await eventually(() => picture.evaluate(naturalWidth), Boolean)).toBe(256);
    await typing.waitFor({ state: 'hidden' });
    expect(await stage.composer.inputValue()).toBe('');
  });

  it('sees the picture keep its place while it loads', async () => {
    await stage.page.evaluate(`
      document.querySelector('#messages').addEventListener('load', (event) => {
        window.atLoad = event.target.closest('.picture').getBoundingClientRect().height;
      }, true)
    `);
    await stage.page.route('**/attachments/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await stage.say('자리 지켜');
    const picture = stage.message('따라 할게: 자리 지켜').locator('.picture');
    await picture.waitFor();
    const before = await picture.evaluate(height);
    const atLoad = () => stage.page.evaluate<number>('window.atLoad ?? 0');
    expect(await eventually(atLoad, Boolean)).toBe(before);
    expect(before).toBeGreaterThan(100);
    await stage.page.unroute('**/attachments/**');
  });

  it('sees markup as text and Discord markdown as formatting', async () => {
    await stage.say(
      '<img src=x onerror="window.hacked=1"> **굵게** ||비밀|| [x](javascript:alert(1))',
    );
    const message = stage.message('굵게').first();
    await message.waitFor();
    const content = message.locator('.message-content');
    expect(await content.innerText()).toContain('<img src=x onerror="window.hacked=1">');
    expect(await content.innerText()).toContain('[x](javascript:alert(1))');
    expect(await content.locator('strong').innerText()).toBe('굵게');
    expect(await content.locator('a').count()).toBe(0);
    expect(await stage.page.evaluate('window.hacked')).toBeUndefined();
    const spoiler = content.locator('.spoiler');
    expect(await spoiler.getAttribute('aria-expanded')).toBe('false');
    await spoiler.click();
    expect(await spoiler.getAttribute('aria-expanded')).toBe('true');
  });

  it('mentions somebody by picking a name, and the server gets the id', async () => {
    await stage.composer.pressSequentially('안녕 @오로');
    await stage.page.locator('.popup-row', { hasText: '오로라' }).waitFor();
    await stage.composer.press('Enter');
    expect(await stage.composer.inputValue()).toBe('안녕 @오로라 ');
    await stage.composer.pressSequentially('뭐 해');
    await stage.composer.press('Enter');
    const id = stage.simulator.applicationId;
    await stage.message('따라 할게: 안녕 @오로라 뭐 해').waitFor();
    const sent = [
      ...stage.simulator.state.channel(stage.simulator.demo.channels.aurora).messages.values(),
    ];
    expect(sent.some((message) => message.content === `안녕 <@${id}> 뭐 해`)).toBe(true);
  });

  it('replies, edits and deletes', async () => {
    await stage.say('첫 문장');
    const reply = stage.message('따라 할게: 첫 문장');
    await reply.waitFor();
    await reply.hover();
    await reply.getByRole('button', { name: '답장', exact: true }).click();
    await stage.page.locator('#composer-reply', { hasText: '오로라' }).waitFor();
    await stage.say('답장이야');
    const mine = stage.page.locator('.message:not(:has(.badge))', { hasText: '답장이야' });
    await mine.locator('.quote-line', { hasText: '따라 할게: 첫 문장' }).waitFor();
    await stage.message('따라 할게: 답장이야').waitFor();

    await stage.composer.press('ArrowUp');
    const editor = stage.page.getByRole('textbox', { name: '메시지 수정' });
    await editor.fill('고친 문장');
    await editor.press('Enter');
    const edited = stage.page.locator('.message:not(:has(.badge))', { hasText: '고친 문장' });
    await edited.locator('.edited').waitFor();

    await edited.hover();
    await edited.getByRole('button', { name: '삭제' }).click();
    await stage.page.locator('dialog').getByRole('button', { name: '삭제' }).click();
    await edited.waitFor({ state: 'detached' });
    await stage.message('원래 메시지가 삭제됐어요').waitFor();
  });

  it('sends a picture with a description and enlarges it', async () => {
    await stage.page.evaluate(`{
      const data = new DataTransfer();
      const bytes = new Uint8Array(${JSON.stringify([...stripedPng(64, 2)])});
      data.items.add(new File([bytes], 'mine.png', { type: 'image/png' }));
      const paste = { clipboardData: data, bubbles: true, cancelable: true };
      document.querySelector('#composer-input').dispatchEvent(new ClipboardEvent('paste', paste));
    }`);
    await stage.page.locator('.tray-alt').fill('내 줄무늬');
    await stage.say('내 그림');
    const message = stage.page.locator('.message:not(:has(.badge)):not(.is-local)', {
      hasText: '내 그림',
    });
    const picture = message.locator('img[alt="내 줄무늬"]');
    expect(await eventually(() => picture.evaluate(naturalWidth), Boolean)).toBe(64);
    await message.getByRole('button', { name: '크게 보기: 내 줄무늬' }).click();
    await stage.page.locator('.lightbox img[alt="내 줄무늬"]').waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.page.locator('.lightbox').waitFor({ state: 'detached' });
  });

  it('says what could not be sent, and sends it on another try', async () => {
    const route = 'POST /channels/:channel/messages';
    stage.simulator.faults.fail(500, {
      route,
      times: 1,
      accountId: stage.simulator.demo.people[0].user.id,
    });
    await stage.say('한 번에 안 가는 말');
    const failed = stage.page.locator('.message.is-failed', { hasText: '보내지 못했어요' });
    await failed.waitFor();
    await failed.getByRole('button', { name: '다시 시도' }).click();
    await stage.message('따라 할게: 한 번에 안 가는 말').waitFor();
    expect(
      await stage.page
        .locator('.message:not(:has(.badge))', { hasText: '한 번에 안 가는 말' })
        .count(),
    ).toBe(1);
  });
});
