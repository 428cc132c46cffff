import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium } from './browser.js';
import { eventually, setStage, type Stage } from './stage.js';

describe.skipIf(!hasChromium)('somebody who uses commands on the page', { timeout: 90_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 90_000);
  afterAll(() => stage.close());
  beforeEach(() => stage.reset(), 60_000);
  afterEach(() => expect(stage.faults.splice(0)).toEqual([]));

  const row = (text: string) => stage.page.locator('.popup-row', { hasText: text });
  const pill = (option: string) => stage.page.locator(`.pill[data-option="${option}"]`);

  async function begin(name: string): Promise<void> {
    await stage.composer.pressSequentially(`/${name}`);
    await row(`/${name}`).first().waitFor();
    await stage.composer.press('Enter');
  }

  async function paint(): Promise<void> {
    await begin('칠하기');
    await row('보라').waitFor();
    await stage.page.keyboard.type('분');
    await eventually(
      () => row('보라').count(),
      (count) => count === 0,
    );
    await row('분홍').waitFor();
    await stage.page.keyboard.press('Enter');
  }

  it('picks one from the list, in Korean, by keyboard alone, and gets a deferred answer', async () => {
    await stage.composer.pressSequentially('/');
    await row('/침묵').waitFor();
    expect(await row('/칠하기').innerText()).toContain('그림을 칠해요');
    expect(await stage.page.locator('.popup-row').count()).toBe(4);
    await stage.composer.fill('');
    await paint();
    await stage.page.keyboard.press('Enter');
    const answer = stage.message('pink 줄 3개');
    await answer.waitFor();
    expect(await answer.locator('.quote-line').innerText()).toContain('하늘 님이 /paint 사용');
    await answer.locator('img[alt="칠한 그림"]').waitFor();
  });

  it('finds commands and choices in English after the switch', async () => {
    await stage.page.getByRole('button', { name: 'English' }).click();
    await stage.composer.pressSequentially('/paint');
    await row('Paints a picture').waitFor();
    await stage.composer.press('Enter');
    await row('sky blue').waitFor();
  });

  it('is told what is missing or wrong before anything is sent', async () => {
    await begin('칠하기');
    await row('보라').waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('Enter');
    await stage.page.locator('.pill.is-invalid').waitFor();
    await row('분홍').waitFor();
    await stage.page.keyboard.type('분');
    await eventually(
      () => row('보라').count(),
      (count) => count === 0,
    );
    await row('분홍').click();
    await stage.page.getByRole('button', { name: '줄 옵션 추가' }).click();
    await stage.page.keyboard.type('12');
    await stage.page.keyboard.press('Enter');
    await stage.page.locator('#popup', { hasText: '9 이하여야 해요' }).waitFor();
    await pill('stripes').locator('input').fill('5');
    await stage.page.keyboard.press('Enter');
    await stage.message('pink 줄 5개').waitFor();
  });

  it('sends people and yes/no options, and only they see an ephemeral answer, until dismissed', async () => {
    await paint();
    await stage.page.getByRole('button', { name: '받는-사람 옵션 추가' }).click();
    await row('도윤').waitFor();
    await stage.page.keyboard.type('도');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('button', { name: '비밀 옵션 추가' }).click();
    await row('아니요').waitFor();
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('Enter');
    const answer = stage.message('pink 줄 3개 → @도윤');
    await answer.waitFor();
    expect(await answer.innerText()).toContain('나만 볼 수 있어요');
    await answer.getByRole('button', { name: '닫기' }).click();
    await answer.waitFor({ state: 'detached' });
  });

  it('presses a button that loads and answers, and one that never answers', async () => {
    const answers = stage.page.locator('.message:has(.button)');
    const before = await answers.count();
    await paint();
    await stage.page.keyboard.press('Enter');
    await eventually(
      () => answers.count(),
      (count) => count > before,
    );
    const answer = answers.nth(before);
    const again = answer.getByRole('button', { name: '한 번 더' });
    await again.click();
    await answer.locator('.button.is-loading').waitFor();
    await stage.message('다시 칠했어요').waitFor();
    await answer.locator('.button.is-loading').waitFor({ state: 'detached' });
    expect(stage.bot.pressed).toContain('again');

    await answer.getByRole('button', { name: '먹통' }).click();
    await answer.locator('.interaction-failed', { hasText: '이 상호작용은 실패했어요' }).waitFor();
  });

  it('chooses from a select and sees the message change', async () => {
    await begin('쪽지 보기');
    await stage.page.locator('.command-chip').waitFor();
    await stage.page.keyboard.press('Enter');
    const box = stage.message('쪽지함').last();
    await box.locator('.select-opener').click();
    await box.getByRole('option', { name: '둘째' }).click();
    await stage.message('고른 것: second').waitFor();
    expect(stage.bot.pressed).toContain('second');
  });

  it('fills in a modal, corrected on the way', async () => {
    await begin('쪽지 쓰기');
    await stage.page.locator('.command-chip').waitFor();
    await stage.page.keyboard.press('Enter');
    const dialog = stage.page.locator('dialog', { hasText: '쪽지 쓰기' });
    await dialog.waitFor();
    await stage.page.keyboard.type('짧');
    await dialog.getByRole('button', { name: '제출' }).click();
    await dialog.getByText('2자 이상 써 주세요').waitFor();
    await stage.page.keyboard.type('지 않은 쪽지');
    await dialog.getByRole('button', { name: '제출' }).click();
    await dialog.waitFor({ state: 'detached' });
    await stage.message('쪽지: 짧지 않은 쪽지').waitFor();
  });

  it('is told when the app does not answer a command', async () => {
    await begin('침묵');
    await stage.page.locator('.command-chip').waitFor();
    await stage.page.keyboard.press('Enter');
    await stage.message('명령을 보내는 중…').waitFor();
    const failed = stage.message('앱이 응답하지 않았어요');
    await failed.waitFor();
    await failed.getByRole('button', { name: '닫기' }).click();
    await failed.waitFor({ state: 'detached' });
  });
});
