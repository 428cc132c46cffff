import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { start, type Running } from '../../src/main.js';
import { hasChromium, launchBrowser, type Browser } from './browser.js';
import { eventually, openPage, watchFaults } from './stage.js';

describe.skipIf(!hasChromium)(
  'somebody who meets Oh-LoRA on the page',
  { timeout: 120_000 },
  () => {
    let running: Running;
    let browser: Browser;
    let page: Page;
    let directory: string;
    let faults: string[];

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'ohlora-page-'));
      const config = readConfig({
        DATA_DIR: directory,
        SIMULATOR_PORT: '0',
        LOG_LEVEL: 'silent',
        PICTURES: 'png',
        // The bench of this test is not always quick; the picture is what it waits for.
        PICTURE_DEADLINE_MS: '20000',
      });
      [running, browser] = await Promise.all([
        start(config, createLogger(config.LOG_LEVEL)),
        launchBrowser(),
      ]);
      if (running.page === null) throw new Error('no page');
      page = await openPage(browser);
      faults = watchFaults(page, running.page);
      await page.goto(running.page);
      await page.locator('#composer-input').waitFor();
    }, 180_000);

    afterAll(async () => {
      await browser.close();
      await running.stop();
      await rm(directory, { recursive: true, force: true });
    });

    const answers = () => page.locator('.message:has(.badge):not(.is-local)');

    /** The (last) picture of a message, as soon as it is there: its size in px. */
    async function pictureOf(message: Locator): Promise<{ width: number; alt: string }> {
      const image = message.locator('.picture img').last();
      await image.waitFor({ state: 'attached', timeout: 60_000 });
      const width = await eventually(
        () =>
          image.evaluate((img: { complete: boolean; naturalWidth: number }) =>
            img.complete ? img.naturalWidth : 0,
          ),
        Boolean,
      );
      return { width, alt: (await image.getAttribute('alt')) ?? '' };
    }

    it('says hello and gets an answer with her face', async () => {
      const composer = page.locator('#composer-input');
      await composer.fill('로라야 안녕');
      await composer.press('Enter');
      const answer = answers().last();
      await answer.waitFor({ timeout: 60_000 });
      expect(await answer.locator('.quote-line').innerText()).toContain('로라야 안녕');
      expect((await answer.locator('.message-content').innerText()).trim()).not.toBe('');
      const picture = await pictureOf(answer);
      expect(picture.width).toBe(256);
      expect(picture.alt).not.toBe('');
      // The panel beside the conversation shows the same face.
      await page.locator('#face-panel img').waitFor();
      expect(faults).toEqual([]);
    });

    it('moves beside the conversation for whoever likes motion', async () => {
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      const screen = page.locator('#face-panel canvas');
      await screen.waitFor();
      const frames = new Set<string>();
      await eventually(
        async () =>
          frames.add(await screen.evaluate((canvas: { toDataURL(): string }) => canvas.toDataURL()))
            .size,
        (count) => count >= 5,
      );
      expect(frames.size).toBeGreaterThanOrEqual(5);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.locator('#face-panel img').waitFor();
      expect(faults).toEqual([]);
    });

    it('dyes her hair by /머리 with a colour from the list', async () => {
      const before = await answers().count();
      await page.locator('#composer-input').pressSequentially('/머리');
      await page.locator('.popup-row', { hasText: '/머리' }).first().waitFor();
      await page.keyboard.press('Enter');
      // All options are optional: the colour is added by its chip.
      await page.locator('.pill-add').first().click();
      await page.keyboard.type('보라');
      const choice = page.locator('.popup-row', { hasText: /^보라$/ });
      await choice.waitFor();
      await choice.click();
      await page.locator('.pill[data-option="color"] input').press('Enter');
      await eventually(
        () => answers().count(),
        (count) => count > before,
      );
      const answer = answers().nth(before);
      expect(await answer.locator('.quote-line').innerText()).toContain('/hair');
      const picture = await pictureOf(answer);
      expect(picture.width).toBe(256);
      expect(picture.alt).toContain('바꾼 뒤');
      expect(await answer.locator('.picture img').count()).toBe(2);
      expect(await answer.innerText()).toContain('보라');
      expect(faults).toEqual([]);
    });
  },
);
