import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { preview } from 'vite';
import { projectRoot } from '../server/embedded/launcher.ts';
import { openBrowser, Screen } from '../tests/browser/screen.ts';
import { startDemoStack, startSimulator } from '../tests/helpers/demoStack.ts';
import { pause } from '../tests/helpers/until.ts';
import { report, round, run } from './parts/report.ts';
import { prepare } from './parts/setup.ts';

/*
 * The wall's page as it is, on the demonstration district with its simulated devices: what must be loaded before it shows
 * something, when the first live figure stands, and how smoothly it goes on without a graphics card. Browser, server,
 * database and simulator share the machine.
 */
const LOADS = 5;
const SECONDS = 10;
const GOALS = { scriptKb: 350, withMapKb: 730, firstFigureMs: 2500, framesPerSecond: 40 } as const;
const WALL = { width: 1920, height: 1080 } as const;
const built = join(projectRoot(), 'dist', 'screen');
/** What only the map loads, after the first paint: its scene, and the library that raises its bodies. */
const isMapChunk = (path: string): boolean => /\/(scene|bodies)-/.test(path);

const gzipKb = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path)), { level: 9 }).length, 0) / 1000;

/** Median: the first load compiles code that later ones find in the browser's cache. */
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Scripts that the page asks for until its map stands, in the order asked. */
async function scriptsOf(screen: Screen, path: string): Promise<string[]> {
  const scripts: string[] = [];
  screen.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(new URL(response.url()).pathname);
  });
  await screen.visit(path);
  await screen.seeMap();
  return scripts;
}

/** Milliseconds from the beginning of a load to the first figure that the server sent. */
async function firstFigure(screen: Screen): Promise<number> {
  await screen.page.reload({ waitUntil: 'commit' });
  const at = await screen.page.waitForFunction(() => {
    const figures = document.querySelectorAll('[data-test^="figure-"][data-value]:not([data-value=""])');
    return figures.length > 0 && performance.now();
  });
  return Number(await at.jsonValue());
}

/** Frames that the page could have drawn in a second, and the longest wait between two. */
const smoothness = (screen: Screen, seconds: number) =>
  screen.page.evaluate(
    (ms) =>
      new Promise<{ perSecond: number; longestMs: number }>((resolve) => {
        let [frames, longestMs, before, began] = [0, 0, 0, 0];
        const next = (at: number): void => {
          if (began === 0) began = at;
          else longestMs = Math.max(longestMs, at - before);
          before = at;
          frames += 1;
          if (at - began < ms) requestAnimationFrame(next);
          else resolve({ perSecond: ((frames - 1) / (at - began)) * 1000, longestMs });
        };
        requestAnimationFrame(next);
      }),
    seconds * 1000,
  );

/** Measures a page that stands and says how smooth it is. */
async function reportSmoothness(name: string, screen: Screen): Promise<void> {
  const { perSecond, longestMs } = await smoothness(screen, SECONDS);
  report('wall', {
    figure: `frames a second, ${name}, software GL, ${WALL.width} x ${WALL.height}`,
    perSecond: round(perSecond),
    longestMs: Math.round(longestMs),
    charts: await screen.page.locator('[data-test="chart"]').count(),
    beacon: await screen.page.locator('[data-test="beacon"]').count(),
    goal: GOALS.framesPerSecond,
    seconds: SECONDS,
  });
}

/** Twelve charts with other data every second beside the map: a page of its own, no server of ours behind it. */
async function twelveCharts(browser: Browser): Promise<void> {
  const outDir = join(projectRoot(), 'dist', 'bench', 'twelve');
  const server = await preview({ configFile: false, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const screen = await Screen.open(browser, server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '', WALL);
  try {
    await screen.visit('/');
    await screen.seeMap();
    await pause(5_000);
    await reportSmoothness('twelve charts at 1 Hz', screen);
  } finally {
    await screen.close();
    await server.close();
  }
}

run(async () => {
  process.env['CHROMIUM_PATH'] ??= '/usr/bin/chromium';
  const tidyUp = await prepare();
  const [{ stack, wallPath }, browser] = await Promise.all([startDemoStack(), openBrowser()]);
  const simulator = await startSimulator(stack);
  try {
    const screen = await Screen.open(browser, stack.address, WALL);
    const scripts = [...new Set(await scriptsOf(screen, wallPath))].filter((path) => path.startsWith('/assets/'));
    const withoutMap = scripts.filter((path) => !isMapChunk(path));
    report('wall', {
      figure: 'scripts before the first paint, gzip kB',
      withoutMap: round(gzipKb(withoutMap)),
      withMap: round(gzipKb(scripts)),
      goals: [GOALS.scriptKb, GOALS.withMapKb],
      largest: largest(scripts),
      wholeBuild: round(
        gzipKb(
          readdirSync(join(built, 'assets'))
            .filter((n) => n.endsWith('.js'))
            .map((n) => `/assets/${n}`),
        ),
      ),
    });
    const loads: number[] = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await firstFigure(screen));
    report('wall', {
      figure: 'first live figure after the beginning of a load, ms',
      median: Math.round(middle(loads)),
      worst: Math.round(Math.max(...loads)),
      loads: LOADS,
      goal: GOALS.firstFigureMs,
    });
    await screen.seeMap();
    await pause(10_000);
    for (const [name, key] of Object.entries({ overview: '1', street: '2', projects: '3', monitoring: '4' })) {
      await screen.page.keyboard.press(key);
      await pause(4_000);
      await reportSmoothness(name, screen);
    }
    await screen.close();
    await twelveCharts(browser);
  } catch (error) {
    stack.printLogs();
    throw error;
  } finally {
    await browser.close();
    await simulator.stop();
    await stack.remove();
  }
  tidyUp();
});

/** The three heaviest, so that a miss names its cause. */
function largest(paths: readonly string[]): Record<string, number> {
  const sizes = paths.map((path) => [path.replace('/assets/', ''), round(gzipKb([path]))] as const);
  return Object.fromEntries(sizes.sort((a, b) => b[1] - a[1]).slice(0, 4));
}
