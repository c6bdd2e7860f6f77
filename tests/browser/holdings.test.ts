import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDemoStack } from '../helpers/demoStack.ts';
import { needs } from '../helpers/needs.ts';
import type { Stack } from '../helpers/stack.ts';
import { pause } from '../helpers/until.ts';
import { holdingsOf, keepLedger, seeSteady, type Holdings } from './ledger.ts';
import { openBrowser, Screen } from './screen.ts';

/** The carousel's keys, each of which leads to another page; after the last one the overview is shown again. */
const ROUND = ['2', 'ArrowRight', '3', 'ArrowLeft', '4', 'ArrowLeft', '2', 'ArrowLeft', '4', '1'];

const READ_MS = 1_200;

needs('chromium')('a wall that goes from page to page', () => {
  let stack: Stack;
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    const [demo, opened] = await Promise.all([startDemoStack(), openBrowser()]);
    ({ stack } = demo);
    browser = opened;
    screen = await Screen.open(browser, stack.address);
    await keepLedger(screen.context);
    await screen.visit(demo.wallPath);
    await screen.seeLink('up');
    await screen.seeMap();
    await seeSteady(screen.page);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  async function turn(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const before = screen.page.url();
      await screen.page.keyboard.press(key);
      await screen.page.waitForFunction((url) => location.href !== url, before);
      // A page that is left while it is still reading must let go of that too; others are seen to their end.
      if (key !== 'ArrowLeft') await pause(READ_MS);
    }
    await screen.seeMap();
    await seeSteady(screen.page);
  }

  it('holds no more timers, listeners, observers and sockets after twenty changes than after two', async () => {
    await turn(['3', '1']);
    const early = await holdingsOf(screen.page);
    await turn([...ROUND, ...ROUND]);
    const late = await holdingsOf(screen.page);
    console.log(`after 2 changes ${JSON.stringify(early)}, after 22 ${JSON.stringify(late)}`);
    expect(early.sockets).toBeGreaterThanOrEqual(1);
    expect(early.listeners).toBeGreaterThan(5);
    for (const name of Object.keys(early) as (keyof typeof early)[])
      expect.soft(late[name], name).toBeLessThanOrEqual(early[name]);
    expect(screen.complaints).toEqual([]);
  });

  it('is found out in each of these when it forgets one', async () => {
    const before = await holdingsOf(screen.page);
    await screen.page.evaluate(() => {
      setInterval(() => undefined, 1_000_000);
      setTimeout(() => undefined, 1_000_000);
      const spin = () => void requestAnimationFrame(spin);
      spin();
      matchMedia('(min-width: 1px)').addEventListener('change', () => undefined);
      window.addEventListener('resize', () => undefined);
      new ResizeObserver(() => undefined).observe(document.body);
      new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    });
    const after = await holdingsOf(screen.page);
    // At least: the page itself may be about to read something.
    const least: Holdings = { intervals: 1, timeouts: 1, animationFrames: 1, listeners: 2, observers: 1, sockets: 1 };
    for (const name of Object.keys(least) as (keyof Holdings)[])
      expect.soft(after[name] - before[name], name).toBeGreaterThanOrEqual(least[name]);
  });
});
