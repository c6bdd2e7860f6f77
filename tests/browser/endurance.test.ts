import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../../server/embedded/launcher.ts';
import { isSwapped } from '../../screen/endurance/days.rules.ts';
import { orbitAt } from '../../screen/endurance/orbit.rules.ts';
import { colours } from '../../screen/tokens/colours.ts';
import { dimmed, NIGHT_SHARE } from '../../screen/tokens/night.ts';
import { setUpOffice, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, type TestDevice } from '../helpers/devices.ts';
import { needs } from '../helpers/needs.ts';
import { Stack } from '../helpers/stack.ts';
import { pause, until } from '../helpers/until.ts';
import { film, inkOf, type FilmFrame } from './film.ts';
import { openBrowser, openWall, Screen, send, wallLink } from './screen.ts';

/** What is in the wall's own store. */
const keptRooms = (screen: Screen): Promise<string[]> =>
  screen.page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('wall', 1);
        opening.onerror = () => reject(new Error('no store'));
        opening.onsuccess = () => {
          const asked = opening.result.transaction('rooms').objectStore('rooms').getAllKeys();
          asked.onsuccess = () => resolve(asked.result.map(String));
          opening.result.close();
        };
      }),
  );
/** Paths of everything in the browser's caches. */
const cachedPaths = (screen: Screen): Promise<string[]> =>
  screen.page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });
/** The worker has all files and answers this page. */
const seeShellKept = (screen: Screen): Promise<unknown> =>
  screen.page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');

/** From now on the server's answers carry this header. */
const rewrite = (screen: Screen, name: string, value: () => string): Promise<unknown> =>
  screen.context.route('**/api/**', async (route) => {
    const answer = await route.fetch().catch(() => null);
    if (answer === null) return route.abort();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), [name]: value() } });
  });

function keepFilm(name: string, frames: readonly FilmFrame[]): void {
  const folder = join(projectRoot(), 'tests', '.artifacts', name);
  mkdirSync(folder, { recursive: true });
  for (const [i, { jpeg }] of frames.entries()) writeFileSync(join(folder, `${String(i).padStart(4, '0')}.jpg`), jpeg);
}

needs('chromium')('a wall that nobody tends', () => {
  let stack: Stack;
  let browser: Browser;
  let admin: Visitor;
  let device: TestDevice;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
    admin = await setUpOffice(stack.address, stack.server.lines);
    await registerSite(admin, 'S-WEEKS');
    device = await registerDevice(admin, 'S-WEEKS', 'ENV-WEEKS');
    await send(stack, device, { at: Date.now() - 1000, values: { pm10: 80, noise: 61 } });
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  it('starts without a server from its own files, with the last state and its time, and is live by itself again', async () => {
    const screen = await openWall(browser, stack, await wallLink(admin, '离线屏'));
    await screen.seeValue('figure-now-pm10', (value) => value === '80');
    await screen.seeMap();
    await seeShellKept(screen);
    await stack.server.kill();
    await screen.part('link-down').waitFor();
    await until('the state is kept', async () => (await keptRooms(screen)).includes('district'));
    expect((await cachedPaths(screen)).filter((path) => /^\/(api|socket\.io)/.test(path))).toEqual([]);

    await screen.page.reload({ waitUntil: 'domcontentloaded' });
    await screen.part('offline-snapshot').waitFor();
    expect(await screen.part('offline-snapshot').textContent()).toMatch(/离线快照　\d{4}年\d+月\d+日 \d\d:\d\d/);
    expect(await screen.part('link-down').textContent()).toMatch(/实时链路中断.*显示 \d\d:\d\d 快照/);
    await screen.seeValue('figure-now-pm10', (value) => value === '80');
    await screen.seeMap();
    await screen.keepPicture('offline-wall');
    expect(await screen.violations()).toEqual([]);
    await screen.page.evaluate(() => (window.name = 'not reloaded'));

    await stack.server.start();
    await screen.seeLink('up');
    await screen.part('offline-snapshot').waitFor({ state: 'detached' });
    await screen.part('link-down').waitFor({ state: 'detached' });
    await send(stack, device, { at: Date.now(), values: { pm10: 120, noise: 61 } });
    await screen.seeValue('figure-now-pm10', (value) => Number(value) > 80);
    expect(await screen.page.evaluate(() => window.name)).toBe('not reloaded');
    await screen.close();
  });

  it('keeps nothing once it is revoked', async () => {
    const link = await wallLink(admin, '撤销屏');
    const screen = await openWall(browser, stack, link);
    await screen.seeValue('figure-now-pm10', (value) => value !== '');
    await screen.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await until('the state is kept', async () => (await keptRooms(screen)).length === 1);
    const { rows } = await admin.call('listWalls', {});
    const { id = 0 } = rows.find(({ name }) => name === '撤销屏') ?? {};
    await admin.call('revokeWall', { params: { id } });
    await screen.part('revoked').waitFor();
    await until('nothing is kept', async () => (await keptRooms(screen)).length === 0);
    await screen.close();
  });

  // A browser drops the last frame after four seconds; a machine busy with something else may need longer for a load.
  it('loads a new version behind its last frame: no picture in between is blank', { retry: 1 }, async () => {
    const screen = await openWall(browser, stack, await wallLink(admin, '换版屏'));
    // Should it fail, this tells whether the browser kept the last frame at all.
    await screen.context.addInitScript(() => {
      addEventListener('pageswap', (event) => {
        sessionStorage.setItem('swap', `transition kept: ${String(event.viewTransition !== null)}`);
      });
      addEventListener('pagereveal', (event) => {
        sessionStorage.setItem('reveal', `transition met: ${String(event.viewTransition !== null)}`);
      });
    });
    await screen.page.reload();
    await screen.seeMap();
    await seeShellKept(screen);
    // A server that was replaced: it comes back with another version of the screen.
    await rewrite(screen, 'x-shell-version', () => 'newer');
    const loads = screen.page.waitForEvent('domcontentloaded', { timeout: 90_000 });
    await stack.server.kill();
    await stack.server.start();
    await screen.seeLink('up');
    const end = await film(screen.page);
    await loads;
    await screen.page.locator('html[data-live]').waitFor();
    await screen.seeMap();
    await screen.seeValue('figure-now-pm10', (value) => value !== '');
    await pause(1000);
    const soft = await end();
    const notes = await screen.page.evaluate(() => [sessionStorage.getItem('swap'), sessionStorage.getItem('reveal')]);
    const endPlain = await film(screen.page);
    await screen.page.reload();
    await screen.seeMap();
    const plain = await endPlain();
    keepFilm('soft-reload', soft);
    keepFilm('plain-reload', plain);
    const [least, leastPlain] = [soft, plain].map((frames) => Math.min(...frames.map(inkOf)));
    const whole = inkOf(soft[0] as FilmFrame);
    console.log(
      `ink ${whole}; least of ${soft.length} pictures ${least}; of ${plain.length} of a plain reload ${leastPlain}`,
    );
    // A map that comes a moment after the panels costs a fifth of it, a blank page nineteen twentieths.
    expect(least, notes.join()).toBeGreaterThan(0.7 * whole);
    // What is not loaded behind a last frame does go blank, and this film would show it.
    expect(leastPlain).toBeLessThan(0.5 * whole);
    await screen.close();
  });

  it('dims and swaps its sides by the clock, drifts, and loads anew at 04:00', async () => {
    const shanghai = (time: string) =>
      Date.parse(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${time}+08:00`);
    let ahead = shanghai('22:59:55') - Date.now();
    const screen = await Screen.open(browser, stack.address);
    await rewrite(screen, 'date', () => new Date(Date.now() + ahead).toUTCString());
    await screen.visit(await wallLink(admin, '夜间屏'));
    await screen.seeLink('up');
    const root = screen.page.locator('html');
    await screen.page.locator('html[data-night]').waitFor();
    expect(await root.evaluate((html) => getComputedStyle(html).getPropertyValue('--t1'))).toBe(
      dimmed(colours.t1, NIGHT_SHARE),
    );
    expect(await root.evaluate((html) => html.hasAttribute('data-swapped'))).toBe(isSwapped(Date.now() + ahead));
    const { x, y } = orbitAt(Date.now() + ahead);
    const place = await screen.page
      .locator('#app')
      .evaluate((app) => app.getBoundingClientRect().toJSON() as { x: number; y: number });
    expect(Math.hypot(place.x - x, place.y - y)).toBeLessThanOrEqual(2);
    await screen.expectNoSideways();

    // As if it had begun five seconds before the turn.
    ahead += 5 * 3_600_000;
    const loads = screen.page.waitForEvent('domcontentloaded', { timeout: 60_000 });
    // It hears of the time with the next answer, and asks when the link is back.
    await stack.server.restart();
    await loads;
    await screen.page.locator('html[data-live]').waitFor();
    expect(await root.evaluate((html) => html.hasAttribute('data-swapped'))).toBe(isSwapped(Date.now() + ahead));
    await screen.close();
  });
});
