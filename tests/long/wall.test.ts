import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { keepLedger, seeSteady, ticksOf } from '../browser/ledger.ts';
import { openBrowser, Screen } from '../browser/screen.ts';
import { Chatter, startDemoStack } from '../helpers/demoStack.ts';
import { expectFlat, growthOf, type HeapSample } from '../helpers/heap.ts';
import { needs } from '../helpers/needs.ts';
import type { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';

/*
 * A tick is one delta of the real server, laid on by the real page; a wall gets about one a second and room. Here they
 * come as fast as the page can draw: the server's frame rate is up, and stations speak as soon as the page has kept up.
 */
const TICKS = 10_000;
const WARM_UP_TICKS = 3_000;
const SAMPLE_TICKS = 500;
const LEAKING_TICKS = 2_000;
const LEAKING_SAMPLE_TICKS = 250;
/** Changes of page: a wall at rest makes one in 30 to 60 ticks. */
const PAGE_TICKS = 40;
/** Deltas under way at a time; more would only wait in the socket and look like a heap that grows. */
const WINDOW = 4;
const LONG_MS = 1_500_000;

/**
 * A machine that does something else as well makes its server turn people away for a moment. The page asks again, and of
 * a camera it asks plainly why it was refused, which on that address is answered with 404.
 */
const BUSY = /\b503\b|\b404 .*\/api\/cameras\/[^/]+\/stream/;

/** Pages in the order a wall shows them, the overview between each two, where samples are taken. */
const KEYS = ['2', 'ArrowRight', 'ArrowRight', '3', '4', '1'];

needs('chromium')('a wall over ten thousand ticks', () => {
  let stack: Stack;
  let browser: Browser;
  let screen: Screen;
  let chatter: Chatter;
  let devtools: CDPSession;

  beforeAll(async () => {
    const [demo, opened] = await Promise.all([
      startDemoStack({ env: { LIVE_FRAMES_PER_SECOND: '60' } }),
      // Of all that grows with use alone V8 compiles most: a megabyte of machine code in the first thousands of ticks.
      openBrowser(['--js-flags=--no-flush-bytecode --no-sparkplug --no-maglev --no-turbofan']),
    ]);
    ({ stack } = demo);
    browser = opened;
    chatter = await Chatter.open(stack);
    screen = await Screen.open(browser, stack.address);
    await keepLedger(screen.context);
    await screen.visit(demo.wallPath);
    await screen.seeLink('up');
    await screen.seeMap();
    devtools = await screen.context.newCDPSession(screen.page);
    await devtools.send('HeapProfiler.enable');
    await devtools.send('Performance.enable');
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await chatter?.close();
    await stack?.remove();
  });

  async function sample(ticks: number): Promise<HeapSample> {
    await screen.page.keyboard.press('1');
    await screen.seeMap();
    await seeSteady(screen.page);
    let least = Infinity;
    for (let turn = 0; turn < 3; turn += 1) {
      await devtools.send('HeapProfiler.collectGarbage');
      least = Math.min(least, (await devtools.send('Runtime.getHeapUsage')).usedSize / 1024);
    }
    const { metrics } = await devtools.send('Performance.getMetrics');
    const { Nodes, JSEventListeners } = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    console.log(`${ticks} ticks: ${Math.round(least)} KiB, ${Nodes} nodes, ${JSEventListeners} listeners`);
    return { ticks, kib: least };
  }

  /** Lets so many ticks pass. @returns the samples taken on the way */
  async function run(count: number, every: number): Promise<HeapSample[]> {
    const samples: HeapSample[] = [];
    const began = await ticksOf(screen.page);
    let [said, sampled, turned] = [0, 0, 0];
    let passed = 0;
    await until(
      `${count} ticks`,
      async () => {
        passed = (await ticksOf(screen.page)) - began;
        // What is said twice within one frame of the server is one tick: those are made up for.
        if (said - passed >= WINDOW) said -= 1;
        for (; said - passed < WINDOW; said += 1) chatter.say();
        if (passed >= (turned + 1) * PAGE_TICKS) {
          turned += 1;
          await screen.page.keyboard.press(KEYS[turned % KEYS.length] as string);
        }
        if (passed >= (sampled + 1) * every) {
          sampled = Math.floor(passed / every);
          samples.push(await sample(passed));
        }
        return passed >= count;
      },
      { timeoutMs: LONG_MS, everyMs: 15 },
    );
    return samples;
  }

  it(
    'gains less than 20 KB in 1,000 ticks with page changes, and is live at the end',
    async () => {
      const startedAt = Date.now();
      const samples = await run(TICKS, SAMPLE_TICKS);
      const settled = samples.filter(({ ticks }) => ticks >= WARM_UP_TICKS);
      const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
      console.log(`growth: ${growthOf(settled).toFixed(1)} KiB in 1,000 ticks; ${TICKS} ticks in ${minutes} min`);
      expectFlat(settled);
      await screen.seeLink('up');
      await screen.seeMap();
      expect(screen.complaints.filter((complaint) => !BUSY.test(complaint))).toEqual([]);
      expect(await screen.webglContexts()).toBeLessThanOrEqual(2);
    },
    LONG_MS,
  );

  it(
    'is found out when a panel of it leaks',
    async () => {
      await screen.page.evaluate(() => {
        // A panel that keeps every line it ever wrote: some two hundred bytes a tick.
        const lines: string[][] = [];
        const app = document.querySelector('#app') as Element;
        const note = () => {
          const figures = [...app.querySelectorAll('[data-value]')].slice(0, 3);
          lines.push(figures.map(({ textContent }) => `${lines.length} ${textContent}`));
        };
        new MutationObserver(note).observe(app, { subtree: true, childList: true, characterData: true });
      });
      const samples = await run(LEAKING_TICKS, LEAKING_SAMPLE_TICKS);
      console.log(`growth with a leaking panel: ${growthOf(samples).toFixed(1)} KiB in 1,000 ticks`);
      expect(() => expectFlat(samples)).toThrow(/the heap grows by/);
    },
    LONG_MS,
  );
});
