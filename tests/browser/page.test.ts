import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium } from './browser.js';
import { eventually, setStage, type Stage } from './stage.js';

/** What the tests read of a scrolling element. */
interface Scroller {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

describe.skipIf(!hasChromium)('the page', { timeout: 90_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 90_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.page.setViewportSize({ width: 1280, height: 800 });
    await stage.reset();
  }, 60_000);
  afterEach(() => expect(stage.faults.splice(0)).toEqual([]));

  const channel = (name: string) => stage.page.locator('#channel-list .channel', { hasText: name });

  async function become(name: string): Promise<void> {
    await stage.page.locator('.person-current').click();
    await stage.page.getByRole('menuitemradio', { name }).click();
    await stage.page.locator('.person-current', { hasText: name }).waitFor();
  }

  it('does not send while a Hangul syllable is being composed', async () => {
    await stage.composer.focus();
    const devtools = await stage.page.context().newCDPSession(stage.page);
    const key = { key: 'Process', windowsVirtualKeyCode: 229 };
    await devtools.send('Input.imeSetComposition', {
      text: '안녀',
      selectionStart: 2,
      selectionEnd: 2,
    });
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key, code: 'Enter' });
    await devtools.send('Input.imeSetComposition', {
      text: '안녕',
      selectionStart: 2,
      selectionEnd: 2,
    });
    expect(await stage.composer.inputValue()).toBe('안녕');
    await devtools.send('Input.insertText', { text: '안녕' });
    expect(await stage.composer.inputValue()).toBe('안녕');
    await stage.composer.press('Shift+Enter');
    await stage.composer.pressSequentially('둘째 줄');
    await stage.composer.press('Enter');
    await stage.message('따라 할게: 안녕').waitFor();
    const messages = stage.simulator.state.channel(stage.simulator.demo.channels.aurora).messages;
    expect([...messages.values()].map((message) => message.content)).toContain('안녕\n둘째 줄');
  });

  it('lets one be three people, who see their own channels and unread marks', async () => {
    expect(await channel('운영').count()).toBe(0);
    await become('모더 지우');
    await channel('운영').waitFor();
    await become('도윤');
    await channel('일반').click();
    await stage.composer.waitFor();
    await become('하늘');
    await stage.say('여기 봐 @도윤 ');
    await stage.message('따라 할게: 여기 봐').waitFor();
    await stage.page.locator('.person-current').click();
    expect(
      await stage.page.getByRole('menuitemradio', { name: '도윤' }).locator('.count').innerText(),
    ).toBe('1');
    await stage.page.keyboard.press('Escape');
    await become('도윤');
    await stage.page.locator('.channel.is-unread', { hasText: '오로라와-수다' }).waitFor();
    expect(await channel('오로라와-수다').locator('.count').innerText()).toBe('1');
    await channel('오로라와-수다').click();
    await stage.page.locator('.new-line').waitFor();
    await stage.page.locator('.message.is-mention', { hasText: '여기 봐' }).waitFor();
    expect(await stage.page.locator('.channel.is-unread').count()).toBe(0);
  });

  it('keeps language and person over a visit', async () => {
    await become('도윤');
    await stage.page.getByRole('button', { name: 'English' }).click();
    await stage.page.reload();
    await stage.page.locator('.person-current', { hasText: '도윤' }).waitFor();
    expect(await stage.page.locator('html').getAttribute('lang')).toBe('en');
    await stage.page.getByPlaceholder('Message #오로라와-수다').waitFor();
  });

  it('shows the DM with the app and its own history', async () => {
    await stage.page.getByRole('button', { name: '다이렉트 메시지' }).click();
    await stage.page.getByRole('heading', { name: '오로라 님과 나눈 대화의 시작이에요' }).waitFor();
    await stage.say('둘만의 말');
    await stage.message('따라 할게: 둘만의 말').waitFor();
    await stage.page.getByRole('button', { name: '오로라네 마당' }).click();
    await stage.page.locator('.chat-title', { hasText: '오로라와-수다' }).waitFor();
    expect(await stage.message('둘만의 말').count()).toBe(0);
  });

  it('says that the connection is lost, comes back, and has missed nothing', async () => {
    let down = false;
    await stage.page.routeWebSocket(/gateway/, (socket) => {
      if (down) void socket.close({ code: 4000 });
      else socket.connectToServer();
    });
    await stage.reset();
    down = true;
    stage.simulator.faults.dropSockets(stage.simulator.demo.people[0].user.id);
    await stage.page.locator('#banner', { hasText: '다시 연결하는 중' }).waitFor();
    const aurora = await stage.bot.client.channels.fetch(stage.simulator.demo.channels.aurora);
    if (aurora?.isSendable()) await aurora.send('없는 사이에 한 말');
    expect(await stage.message('없는 사이에 한 말').count()).toBe(0);
    down = false;
    await stage.page.locator('#banner').waitFor({ state: 'hidden' });
    await stage.message('없는 사이에 한 말').waitFor();
  });

  it('resumes after a drop without a word', async () => {
    const { id } = stage.simulator.demo.people[0].user;
    await stage.say('끊기기 전');
    await stage.message('따라 할게: 끊기기 전').waitFor();
    stage.simulator.faults.dropSockets(id);
    const aurora = await stage.bot.client.channels.fetch(stage.simulator.demo.channels.aurora);
    if (aurora?.isSendable()) await aurora.send('끊긴 사이에 한 말');
    await stage.message('끊긴 사이에 한 말').waitFor();
    expect(await stage.message('끊기기 전').count()).toBe(2);
  });

  it('says until when somebody is timed out, and opens the composer again afterwards', async () => {
    const { guild, people } = stage.simulator.demo;
    const { token, user } = people[2];
    const until = new Date(Date.now() + 4000).toISOString();
    const setTimeoutOf = async (userId: string) => {
      const url = `${stage.simulator.url}/api/v10/guilds/${guild.id}/members/${userId}`;
      const headers = { authorization: token, 'content-type': 'application/json' };
      const body = JSON.stringify({ communication_disabled_until: until });
      return (await fetch(url, { method: 'PATCH', headers, body })).status;
    };
    expect(user.global_name).toBe('모더 지우');
    expect(await setTimeoutOf(people[0].user.id)).toBe(200);
    await stage.page.locator('#composer-blocked', { hasText: '타임아웃 중이에요' }).waitFor();
    await stage.composer.waitFor();
  });

  it('works on a phone: nothing sticks out, channels are in a drawer', async () => {
    await stage.page.setViewportSize({ width: 375, height: 812 });
    await stage.say(`좁은 화면 ${'긴말'.repeat(60)}`);
    await stage.message('따라 할게: 좁은 화면').waitFor();
    const overflow = await stage.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    expect(await channel('자유').isVisible()).toBe(false);
    await stage.page.getByRole('button', { name: '채널 목록 열기' }).click();
    await channel('자유').click();
    await stage.page.locator('.chat-title', { hasText: '자유' }).waitFor();
    await channel('자유').waitFor({ state: 'hidden' });
  });

  it('offers a way down, with the number of new messages, to somebody who reads above', async () => {
    const aurora = await stage.bot.client.channels.fetch(stage.simulator.demo.channels.aurora);
    if (!aurora?.isSendable()) throw new Error('no channel');
    for (let number = 1; number <= 12; number += 1)
      await aurora.send(`줄 ${number}\n한 줄 더\n또 한 줄`);
    await stage.message('줄 12').waitFor();
    await stage.page.locator('#scroller').evaluate((node: Scroller) => {
      node.scrollTop = 0;
    });
    await stage.page.locator('#jump').waitFor();
    await aurora.send('아래에 온 말');
    await stage.page.locator('#jump', { hasText: '새 메시지 1개' }).click();
    await eventually(
      () =>
        stage.page
          .locator('#scroller')
          .evaluate((node: Scroller) => node.scrollHeight - node.scrollTop - node.clientHeight),
      (left) => left < 2,
    );
    await stage.page.locator('#jump').waitFor({ state: 'hidden' });
    expect(await stage.message('아래에 온 말').isVisible()).toBe(true);
  });

  it('gives every control a name', async () => {
    await stage.say('이름');
    await stage.message('따라 할게: 이름').first().waitFor();
    const nameless = await stage.page.evaluate<string[]>(`
      [...document.querySelectorAll('button, a[href], input, textarea, select')]
        .filter((node) => !node.closest('[aria-hidden=true], [hidden]'))
        .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length))
        .map((node) => node.outerHTML)
    `);
    expect(nameless).toEqual([]);
    const unlabelled = await stage.page.locator('.message img:not([alt])').count();
    expect(unlabelled).toBe(0);
  });
});
