import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { until } from '../helpers/until.ts';
import type { Visitor } from '../helpers/client.ts';
import { openBrowser, openWall, Screen, WALL } from './screen.ts';
import { accessFaults, crowdedTargets, smallTargets, targetsOf } from './touch.ts';

const HONGSHAN = '320102008000';
const STREET = `/street/${HONGSHAN}`;
/** Any page of the carousel. */
const CAROUSEL = /\/wall(\/[\w/]+)?$/;
const TABLET = { width: 1180, height: 820 };
const OFFICE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NAME = '指挥大厅主屏';

needs('chromium')('casting a page to a wall', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let admin: Visitor;
  let auditor: Visitor;
  let wallId: number;
  let wall: Screen;
  let leader: Screen;
  let office: Screen;
  const pathOf = (screen: Screen) => new URL(screen.page.url()).pathname;
  const row = () => office.part(`wall-${wallId}`);
  const openOffice = async () => {
    office = await Screen.open(browser, demo.stack.address, OFFICE);
    await office.visit('/admin/walls');
    await office.fill(demo.credentials('office'));
    await row().waitFor();
    // Before signing in the page asked who it is, and was told that it is nobody.
    office.complaints.length = 0;
  };
  const lease = async () => {
    const { rows } = await admin.call('listCastTargets', {});
    return rows.find(({ id }) => id === wallId)?.lease ?? null;
  };

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    admin = await demo.signIn('office');
    auditor = await demo.signIn('audit');
    const issued = await admin.call('createWall', { body: { name: NAME } });
    wallId = issued.wall.id;
    wall = await openWall(browser, demo.stack, issued.path);
    leader = await Screen.open(browser, demo.stack.address, TABLET, true);
    await leader.visit(STREET);
    await leader.fill(demo.credentials('leader'));
    await leader.part('cast').waitFor();
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('sends the page being looked at; the wall shows it and says who casts', async () => {
    await leader.part('cast').click();
    const choice = leader.part(`cast-wall-${wallId}`);
    await choice.locator('input:enabled').waitFor();
    await choice.locator('input').check();
    await leader.keepPicture('casting-dialog-tablet');
    expect(await accessFaults(leader.page)).toEqual([]);
    const inDialog = (await targetsOf(leader.page)).filter(({ name }) =>
      /^(cast-(go|keep|release)|choose-)/.test(name),
    );
    expect(inDialog.length).toBeGreaterThan(3);
    expect(smallTargets(inDialog)).toEqual([]);
    await leader.part('cast-go').click();
    await wall.page.waitForURL(`**${STREET}`);
    await wall.part('cast-band').waitFor();
    expect(await wall.part('cast-band').textContent()).toMatch(/投屏.+红山街道.+至 \d\d:\d\d/);
    expect(await leader.part('cast-outcome').textContent()).toBe(`已投到${NAME}`);
    await wall.part('reason').first().waitFor();
    await wall.keepPicture('casting-wall-street');
  });

  it('keeps the cast, and gives the wall back to its carousel when it is released', async () => {
    await leader.part('cast-keep').click();
    await wall.page.locator('[data-test="cast-band"][data-held="true"]').waitFor();
    expect(await lease()).toMatchObject({ path: STREET, held: true });
    await leader.part('cast-release').click();
    await wall.page.waitForURL(CAROUSEL);
    await wall.part('cast-band').waitFor({ state: 'detached' });
    expect(await lease()).toBeNull();
  });

  it('shows the wall alive in the console, with its page, its figures and a picture of it', async () => {
    await admin.call('castToWall', { params: { id: wallId }, body: { path: '/wall', minutes: 30, hold: false } });
    await wall.page.waitForURL('**/wall');
    await wall.seeMap();
    await openOffice();
    await office.page.locator(`[data-test="wall-${wallId}"][data-state="alive"]`).waitFor();
    const picture = row().locator('[data-test="thumbnail"]');
    await picture.waitFor();
    const drawn = () =>
      picture.evaluate(async (element) => {
        const image = element as HTMLImageElement;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const ink = canvas.getContext('2d');
        ink?.drawImage(image, 0, 0);
        /** How many colours there are in a part of the picture, in steps of sixteen. */
        const colours = (x: number, y: number, width: number, height: number): number => {
          const { data } = ink?.getImageData(x, y, width, height) ?? { data: new Uint8ClampedArray() };
          const seen = new Set<number>();
          for (let i = 0; i < data.length; i += 4)
            seen.add((((data[i] ?? 0) >> 4) << 8) | (((data[i + 1] ?? 0) >> 4) << 4) | ((data[i + 2] ?? 0) >> 4));
          return seen.size;
        };
        return { width: canvas.width, whole: colours(0, 0, 480, 270), map: colours(180, 60, 120, 100) };
      });
    // A page without its map has one colour there.
    await until('the map in the picture', async () => (await drawn()).map > 8, { timeoutMs: 60_000, everyMs: 2_000 });
    const { width, whole } = await drawn();
    expect(width).toBe(480);
    expect(whole).toBeGreaterThan(20);
    expect(await row().locator('[data-page]').getAttribute('data-page')).toBe('/wall');
    expect(await row().locator('[data-test="wall-lease"]').textContent()).toMatch(/投屏.+绩效办.+至 \d\d:\d\d/);
    expect(await row().textContent()).toMatch(/\d+\.\d 帧\/秒/);
    expect(await row().textContent()).toMatch(/\d+\.\d MB/);
    expect(await office.part('wall-counts').textContent()).toMatch(/^在线 1 \/ \d+ 块$/);
    expect(await accessFaults(office.page)).toEqual([]);
    await office.expectNoSideways();
    await office.keepPicture('admin-walls-office');
    expect(office.complaints).toEqual([]);
    expect(await office.violations()).toEqual([]);
  });

  it('is done from the console by keyboard alone', async () => {
    await row().locator('[data-test="wall-cast"]').focus();
    await office.page.keyboard.press('Enter');
    await office.part('cast-page').waitFor();
    await office.part('cast-page').selectOption('/wall/monitoring');
    await office.page.locator('[data-test="cast-go"]:enabled').waitFor();
    expect(await accessFaults(office.page)).toEqual([]);
    await office.keepPicture('admin-walls-cast');
    await office.part('cast-page').focus();
    await office.page.keyboard.press('Escape');
    await office.part('cast-dialog').waitFor({ state: 'detached' });
    const focused = () => office.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['test']);
    expect(await focused()).toBe('wall-cast');
    await office.page.keyboard.press('Tab');
    expect(await focused()).toBe('wall-identify');
    await office.page.keyboard.press('Enter');
    await wall.part('identity').waitFor();
    expect(await wall.part('identity').textContent()).toContain(NAME);
    await wall.keepPicture('casting-wall-identity');
  });

  it('outlives a reload of the wall', async () => {
    const body = { path: STREET, minutes: 5, hold: false };
    await admin.call('castToWall', { params: { id: wallId }, body });
    await wall.page.waitForURL(`**${STREET}`);
    await wall.page.evaluate(() => (document.documentElement.dataset['old'] = 'yes'));
    await row().locator('[data-test="wall-reload"]').click();
    // A wall whose files are still being fetched for the first time waits for them.
    const isMarked = () => wall.page.evaluate(() => 'old' in document.documentElement.dataset);
    await until('loaded anew', async () => !(await isMarked()), { timeoutMs: 150_000 });
    await wall.part('cast-band').waitFor();
    expect(pathOf(wall)).toBe(STREET);
    await row().locator('[data-test="wall-lease"]').waitFor();
    await admin.call('releaseWall', { params: { id: wallId } });
    await wall.page.waitForURL(CAROUSEL);
  });

  it('casts a page of the carousel from a desk, and the carousel stands still on it', async () => {
    await office.resize(WALL);
    await office.visit('/wall/monitoring');
    await office.part('cast').click();
    await office.part(`cast-wall-${wallId}`).locator('input:enabled').waitFor();
    await office.keepPicture('casting-dialog-desk');
    await office.part('cast-go').click();
    await wall.page.waitForURL('**/wall/monitoring');
    await wall.part('cast-band').waitFor();
    await wall.part('carousel-note').waitFor();
    await wall.keepPicture('casting-wall-carousel');
    await office.part('cast-release').click();
    await wall.part('carousel-note').waitFor({ state: 'detached' });
    await office.part('cast-dialog').getByRole('button', { name: '关闭' }).click();
    await office.part('to-admin').click();
    await office.part('nav-walls').click();
    await row().waitFor();
    expect(pathOf(office)).toBe('/admin/walls');
    await office.resize(OFFICE);
  });

  it('works on a phone', async () => {
    await office.resize(PHONE);
    await office.expectNoSideways();
    const targets = await targetsOf(office.page);
    expect(smallTargets(targets.filter(({ name }) => name !== ''))).toEqual([]);
    expect(crowdedTargets(targets.filter(({ name }) => name.startsWith('wall-')))).toEqual([]);
    expect(await accessFaults(office.page)).toEqual([]);
    await office.keepPicture('admin-walls-phone', true);
    await row().locator('[data-test="wall-cast"]').click();
    await office.page.locator('[data-test="cast-go"]:enabled').waitFor();
    await office.expectNoSideways();
    await office.keepPicture('admin-walls-phone-cast');
    await office.page.keyboard.press('Escape');
    await office.resize(OFFICE);
  });

  it('begins with a link that is shown once, and ends with its revocation', async () => {
    await office.part('issue-wall').click();
    await office.part('field-wallName').fill('三楼会议室');
    await office.part('dialog-go').click();
    await office.part('wall-link').waitFor();
    await office.keepPicture('admin-walls-issued');
    const link = new URL(await office.part('wall-link').inputValue());
    expect(link.origin).toBe(demo.stack.address);
    await office.part('dialog-go').click();
    await office.part('wall-link').waitFor({ state: 'detached' });
    const fresh = await openWall(browser, demo.stack, link.pathname + link.hash, TABLET);
    const { rows } = await admin.call('listWalls', {});
    const id = rows.find(({ name }) => name === '三楼会议室')?.id ?? 0;
    await office.page.locator(`[data-test="wall-${id}"][data-state="alive"]`).waitFor();
    await office.part(`wall-${id}`).locator('[data-test="wall-revoke"]').click();
    await office.part('revoke-dialog').waitFor();
    await office.part('confirm-go').click();
    await fresh.page.waitForURL('**/revoked');
    await office.part(`wall-${id}`).waitFor({ state: 'detached' });
    await fresh.close();
    expect(office.complaints).toEqual([]);
  });

  it('ends in time by the wall’s own clock while the server is dead', async () => {
    const body = { path: STREET, minutes: 1, hold: false };
    const ended = async () => (await auditor.call('listAudit', { query: { verb: 'wall.expire' } })).rows.length;
    const endedBefore = await ended();
    await admin.call('castToWall', { params: { id: wallId }, body });
    await wall.part('cast-band').waitFor();
    await demo.stack.server.kill();
    await wall.part('link-down').waitFor();
    expect(pathOf(wall)).toBe(STREET);
    await wall.page.waitForURL(CAROUSEL, { timeout: 90_000 });
    await wall.part('cast-band').waitFor({ state: 'detached' });
    await demo.stack.server.start();
    await wall.seeLink('up');
    await until('told of', async () => (await ended()) === endedBefore + 1);
  });
});
