import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignInOptions } from '../../contracts/account.ts';
import type { Viewer } from '../../contracts/people.ts';
import { defaultPermissions } from '../../contracts/permissions.ts';
import { projectRoot } from '../../server/platform/paths.ts';
import { needs } from '../helpers/needs.ts';
import { freePort } from '../helpers/ports.ts';
import { openBrowser, Screen, WALL } from './screen.ts';
import { accessFaults, smallTargets, targetsOf } from './touch.ts';

const sizes = [
  { name: 'wall', size: WALL },
  { name: 'tablet', size: { width: 1180, height: 820 } },
] as const;
/** Every state a panel can be in, as `PanelState` writes it. */
const panelStates = ['loading', 'empty', 'stale', 'error', 'link-down', 'no-permission', 'no-webgl', 'later'];

/** Somebody of the performance office, for the frame of the office pages. */
const officer: Viewer = {
  ...{ kind: 'person', name: '张同志', roles: ['performance-office'], posts: [], expiresAt: null },
  permissions: [...defaultPermissions['performance-office']],
};

const doorOptions: SignInOptions = { secondFactor: 'required', provider: null };

/** The page of parts, from the development server: no database, no broker, no server of ours. */
needs('chromium')('the parts of the house', () => {
  let vite: ViteDevServer;
  let browser: Browser;
  let screen: Screen;
  const cache = mkdtempSync(join(tmpdir(), 'xw-parts-'));

  beforeAll(async () => {
    const port = await freePort();
    const server = { host: '127.0.0.1', port, strictPort: true, hmr: false, proxy: {} };
    const configFile = join(projectRoot(), 'vite.config.ts');
    vite = await createServer({ configFile, cacheDir: cache, logLevel: 'silent', server });
    await vite.listen();
    browser = await openBrowser();
    screen = await Screen.open(browser, `http://127.0.0.1:${port}`);
    // Every page asks what the door offers, and here nobody answers.
    await screen.context.route('**/api/sign-in', (request) => request.fulfill({ json: doorOptions }));
    await screen.visit('/parts');
    // The first visit makes the development server bundle what it did not know of, and load the page anew.
    await screen.part('camera').first().waitFor({ timeout: 120_000 });
  });
  afterAll(async () => {
    await screen?.close();
    await browser?.close();
    await vite?.close();
    rmSync(cache, { recursive: true, force: true });
  });

  it.each(sizes.map((one) => [one.name, one.size] as const))(
    'are all there on a %s, clean for axe',
    async (name, size) => {
      await screen.resize(size);
      await screen.visit('/parts');
      await screen.page.locator('[data-picture="alive"]').waitFor();
      await screen.page.locator('[data-picture="never"]').waitFor();
      const shown = await screen.page
        .locator('[data-state]')
        .evaluateAll((all) => all.map((one) => one.dataset['state']));
      expect(new Set(shown)).toEqual(new Set(panelStates));
      const pictures = await screen.part('camera').evaluateAll((all) => all.map((one) => one.dataset['picture']));
      expect(pictures).toEqual(['alive', 'silent', 'silent', 'never', 'not-permitted', 'not-found']);
      await screen.expectNoSideways();
      expect(await accessFaults(screen.page)).toEqual([]);
      if (name === 'tablet') expect(smallTargets(await targetsOf(screen.page))).toEqual([]);
      await screen.keepPicture(`parts-${name}`, true);
    },
  );

  it('say where a figure comes from when it is held, right-clicked or asked by key', async () => {
    const card = screen.part('source-card');
    const figure = screen.part('figure-progress').first();
    const { x, y } = await figure.boundingBox().then((box) => box ?? { x: 0, y: 0 });
    const { mouse, keyboard } = screen.page;

    await mouse.move(x + 20, y + 20);
    await mouse.down();
    await card.waitFor();
    await mouse.up();
    expect(await card.isVisible()).toBe(true);
    for (const term of ['来源', '口径', '时间', '质量', '范围']) expect(await card.textContent()).toContain(term);
    expect(await card.textContent()).toContain('样例街道');
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.keepPicture('parts-source');
    await mouse.click(5, 5);
    await card.waitFor({ state: 'detached' });

    await figure.click({ button: 'right' });
    await card.waitFor();
    await keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });

    await figure.focus();
    await keyboard.press('Enter');
    await card.waitFor();
    expect(await card.evaluate((element) => element === document.activeElement)).toBe(true);
    await keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await figure.evaluate((element) => element === document.activeElement)).toBe(true);

    // A value in a ranking as well; what it is taken over is whose row it is.
    await screen.part('rank-row').first().getByRole('button').click({ button: 'right' });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/92\.37.*范围/s);
    await keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  });

  it('give every chart a table, in its place on a tablet', async () => {
    await screen.resize({ width: 1180, height: 820 });
    const chart = screen.part('chart').first();
    const table = chart.locator('table');
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(20);
    await chart.getByRole('button').click();
    expect((await table.boundingBox())?.width).toBeGreaterThan(200);
    expect(await chart.locator('[role="img"]').isVisible()).toBe(false);
    await screen.keepPicture('parts-table');
    await screen.resize(WALL);
    await chart.getByRole('button').waitFor({ state: 'detached' });
    expect(await chart.locator('[role="img"]').isVisible()).toBe(true);
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(20);
  });

  it('work without a complaint and ask no other host', () => {
    expect(screen.complaints).toEqual([]);
    expect([...screen.hosts]).toEqual([new URL(screen.address).host]);
  });

  it.each([
    ['desk', { width: 1440, height: 900 }],
    ['tablet', { width: 1180, height: 820 }],
    ['phone', { width: 390, height: 844 }],
  ] as const)('of the office are worked by keyboard on a %s, clean for axe', async (name, size) => {
    const office = await Screen.open(browser, screen.address, size, name !== 'desk');
    const { keyboard } = office.page;
    const inside = (part: string) => office.part(part).evaluate((element) => element.contains(document.activeElement));
    await office.page.route('**/api/me', (request) => request.fulfill({ json: officer }));
    await office.visit('/parts/office');
    const row = (code: string) => office.part('sample-tree').locator(`[data-row="${code}"]`);
    await row('C-01').waitFor();
    await office.expectNoSideways();
    expect(await accessFaults(office.page)).toEqual([]);
    if (name !== 'desk') expect(smallTargets(await targetsOf(office.page))).toEqual([]);
    await office.keepPicture(`office-parts-${name}`);

    // A tree: left folds, right unfolds, down walks, Enter opens.
    await row('C-01').focus();
    await keyboard.press('ArrowLeft');
    await row('C-01-01').waitFor({ state: 'detached' });
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await office.part('sample-drawer').waitFor();
    expect(await office.part('fact-code').textContent()).toBe('C-01-01-01');
    expect(await inside('sample-drawer')).toBe(true);
    expect(await accessFaults(office.page)).toEqual([]);
    await office.keepPicture(`office-drawer-${name}`);
    // Over the page it keeps the focus; with a column of its own the page stays in use.
    for (let i = 0; i < 4; i++) await keyboard.press('Tab');
    const isOutside = await office.page.evaluate(() => document.activeElement?.closest('main') !== null);
    expect(isOutside && name !== 'desk').toBe(false);
    await office.part('drawer-close').focus();
    await keyboard.press('Escape');
    await office.part('sample-drawer').waitFor({ state: 'detached' });
    expect(await row('C-01-01-01').evaluate((element) => element === document.activeElement)).toBe(true);

    // A table: the same keys; the title of a column sorts.
    const list = office.part('sample-table').locator('tbody tr');
    await list.first().focus();
    await keyboard.press('End');
    await keyboard.press('Enter');
    expect(await list.last().getAttribute('aria-selected')).toBe('true');
    if (name !== 'phone') {
      const title = office.part('sample-table').locator('th').first();
      await title.getByRole('button').press('Enter');
      expect(await title.getAttribute('aria-sort')).toBe('ascending');
    }

    await office.part('office-main').click();
    expect(await office.part('confirm-go').isDisabled()).toBe(true);
    await office.part('field-reason').fill('样例理由');
    expect(await accessFaults(office.page)).toEqual([]);
    await office.part('confirm-go').click();
    await office.part('sample-confirm').waitFor({ state: 'detached' });
    await office.close();
  });

  it('are absent from what is built', () => {
    const assets = join(projectRoot(), 'dist', 'screen', 'assets');
    const names = readdirSync(assets);
    const scripts = names
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(assets, name), 'utf8'));
    expect(scripts.some((text) => text.includes('项目绩效指挥中心'))).toBe(true);
    expect(names.filter((name) => /^(Parts|Office)Page/.test(name))).toEqual([]);
    expect(scripts.filter((text) => /零件样张|表单与表格|['"`]\/parts(\/office)?['"`]/.test(text))).toEqual([]);
  });
});
