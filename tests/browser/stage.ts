import type { Locator, Page } from 'playwright-core';
import { createSimulator, type Simulator } from '../../src/simulator/server.js';
import { launchBrowser, type Browser, type BrowserOptions } from './browser.js';
import { startTestBot, type TestBot } from './test-bot.js';

/** ms that a busy machine may take for one step on the page. */
const STEP_MS = 20_000;

/** A simulator with the test bot in it, and a browser that has its page open. */
export interface Stage {
  simulator: Simulator;
  bot: TestBot;
  page: Page;
  /** Errors of the page's scripts, and requests that tried to leave this machine. */
  faults: string[];
  composer: Locator;
  /** Messages whose text contains `text`. */
  message(text: string): Locator;
  say(text: string): Promise<void>;
  /** Opens the page anew, as somebody who has never been there. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function setStage(options: BrowserOptions = {}): Promise<Stage> {
  const simulator = await createSimulator();
  const [bot, browser] = await Promise.all([startTestBot(simulator), launchBrowser(options)]);
  const page = await openPage(browser);
  const faults = watchFaults(page, simulator.url);
  const composer = page.locator('#composer-input');

  const stage: Stage = {
    simulator,
    bot,
    page,
    faults,
    composer,
    message: (text) => page.locator('.message', { hasText: text }),
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    async reset() {
      await page.goto(simulator.url);
      await page.evaluate('localStorage.clear()');
      await page.reload();
      await page.waitForSelector('.channel-start, .message');
    },
    async close() {
      await browser.close();
      await bot.stop();
      await simulator.stop();
    },
  };
  await stage.reset();
  return stage;
}

export async function openPage(browser: Browser): Promise<Page> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(STEP_MS);
  return page;
}

export function watchFaults(page: Page, home: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const local = request.url().startsWith(home) || /^(blob|data):/.test(request.url());
    if (!local) faults.push(`request to ${request.url()}`);
  });
  return faults;
}

/** Waits until `read` gives what `wanted` accepts. */
export async function eventually<T>(
  read: () => Promise<T> | T,
  wanted: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + STEP_MS;
  for (;;) {
    const value = await read();
    if (wanted(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
