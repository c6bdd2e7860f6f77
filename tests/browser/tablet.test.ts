import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ProjectFigures } from '../../contracts/projects.ts';
import { streetRoom } from '../../contracts/socket.ts';
import { unbroken } from '../../screen/format/time.ts';
import { worstSentence } from '../../screen/live/reasons.rules.ts';
import { RoomFollower } from '../helpers/client.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { until } from '../helpers/until.ts';
import { openBrowser, openWall, Screen, WALL } from './screen.ts';
import { accessFaults, crowdedTargets, smallTargets, targetsOf } from './touch.ts';

const HONGSHAN = '320102008000';
/** A project under way with sites, monitors and a camera. */
const PROJECT = 'XW-2026-034';
/** A real project's name over invented figures. */
const REAL = 'XW-2026-001';
const LANDSCAPE = { width: 1180, height: 820 };
const sizes = [
  { name: 'landscape', size: LANDSCAPE },
  { name: 'portrait', size: { width: 820, height: 1180 } },
  { name: 'phone', size: { width: 390, height: 844 } },
] as const;
const pages = [
  { name: 'district', path: '/', ready: `street-${HONGSHAN}` },
  { name: 'street', path: `/street/${HONGSHAN}`, ready: 'reason' },
  { name: 'project', path: `/project/${PROJECT}`, ready: 'moment' },
] as const;

needs('chromium')('pages of tablets and phones', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let screen: Screen;
  let page: Page;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    // The tests' own way in is known before anybody looks: else it would be noticed as a new device later on.
    await demo.signIn('leader');
    screen = await Screen.open(browser, demo.stack.address, LANDSCAPE, true);
    page = screen.page;
    await screen.visit(`/street/${HONGSHAN}`);
    await screen.fill(demo.credentials('leader'));
    await screen.part('figure-projects-total').waitFor();
    await screen.seeValue('figure-projects-total', (value) => Number(value) > 0);
    await screen.seeMap();
    // That a device is new is said over the foot of the page until it is read.
    const read = screen.part('notice-read');
    await read.waitFor({ timeout: 10_000 }).then(
      () => read.click(),
      () => undefined,
    );
    await screen.part('account-notice').waitFor({ state: 'detached' });
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** Every project of the page has its card. */
  async function unfoldCards(): Promise<void> {
    await screen.part('reason').first().waitFor();
    if ((await screen.part('unfold').count()) > 0) await screen.part('unfold').click();
  }

  /** Two fingers drawn apart from the middle of the map. */
  async function pinch(): Promise<void> {
    const box = await screen.part('map').boundingBox();
    if (box === null) throw new Error('the map is nowhere');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hand = await screen.context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
      hand.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [-apart, apart].map((shift, id) => ({ x: x + shift, y, id })),
      });
    await touch('touchStart', 30);
    for (let apart = 40; apart <= 120; apart += 10) await touch('touchMove', apart);
    await touch('touchEnd', 0);
    await hand.detach();
  }

  it('opens a street by its address, through the door of signing in', () => {
    expect(page.url()).toBe(`${demo.stack.address}/street/${HONGSHAN}`);
    return expect(page.locator('h1').textContent()).resolves.toBe('红山街道');
  });

  it('goes down from district to street to project, and back by the same way', async () => {
    await screen.resize(LANDSCAPE);
    await screen.visit('/');
    await screen.part(`street-${HONGSHAN}`).click();
    await page.waitForURL(`**/street/${HONGSHAN}`);
    await unfoldCards();
    await screen.part(`card-${PROJECT}`).click();
    await screen.part('warning').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/project/${PROJECT}`);
    await screen.part('back').click();
    await page.waitForURL(`**/street/${HONGSHAN}`);
    await page.goBack();
    await page.waitForURL(`${demo.stack.address}/`);
    await page.goForward();
    await page.waitForURL(`**/street/${HONGSHAN}`);
    await screen.part('reason').first().waitFor();
  });

  it('leads one page up where there is nothing to go back to', async () => {
    const fresh = await screen.context.newPage();
    await fresh.goto(`${demo.stack.address}/project/${PROJECT}`);
    // Until the project's street is known, the page above it is the district.
    await fresh.locator('nav .crumb[href^="/street/"]').waitFor();
    await fresh.locator('[data-test="back"]').click();
    await fresh.waitForURL(`**/street/${HONGSHAN}`);
    await fresh.close();
  });

  it('says on every card the worst reason that the server gives, worst first, numbered from one', async () => {
    const leader = await demo.signIn('leader');
    const follower = new RoomFollower(leader.socket(), streetRoom(HONGSHAN));
    try {
      await follower.see('the room', () => true);
      await screen.visit(`/street/${HONGSHAN}`);
      await unfoldCards();
      const wanted = (): Record<string, string> =>
        Object.fromEntries(
          Object.values(follower.state?.projects ?? {}).map((project: ProjectFigures) => [
            `card-${project.id}`,
            unbroken(worstSentence(project)),
          ]),
        );
      const shown = () =>
        page.locator('.card').evaluateAll((cards) =>
          cards.map((card) => ({
            name: card.getAttribute('data-test') ?? '',
            number: Number(card.getAttribute('data-number')),
            light: card.getAttribute('data-light') ?? '',
            sentence: card.querySelector('[data-test="reason"]')?.textContent ?? '',
          })),
        );
      // Figures move while they are read: both sides must meet within some frames.
      await until('cards and room agree', async () => {
        const cards = await shown();
        expect(Object.fromEntries(cards.map(({ name, sentence }) => [name, sentence]))).toEqual(wanted());
        return true;
      });
      const cards = await shown();
      expect(cards.length).toBeGreaterThan(4);
      expect(cards.map(({ number }) => number)).toEqual(cards.map((_, i) => i + 1));
      const order = ['red', 'yellow', 'blue', 'none', 'green'];
      const places = cards.map(({ light }) => order.indexOf(light));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    } finally {
      follower.close();
    }
  });

  it('filters by light and sorts by progress, every card keeping its number', async () => {
    await screen.visit(`/street/${HONGSHAN}`);
    await screen.part('filter-green').click();
    const lights = await page.locator('.card').evaluateAll((cards) => cards.map((c) => c.getAttribute('data-light')));
    expect(new Set(lights)).toEqual(new Set(['green']));
    await screen.part('filter-all').click();
    await unfoldCards();
    const numberOf = () => screen.part(`card-${PROJECT}`).getAttribute('data-number');
    const before = await numberOf();
    await screen.part('sort').selectOption('progress');
    expect(await numberOf()).toBe(before);
  });

  it('opens the street that a finger touches on the map', async () => {
    await screen.visit('/');
    await screen.seeMap();
    const box = await screen.part('map').boundingBox();
    if (box === null) throw new Error('the map is nowhere');
    // The middle of the fitted district lies in one of its streets; figures redraw the map, so the finger tries again.
    await until('a street opened by touch', async () => {
      await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.5);
      await page.waitForURL(/\/street\/\d{12}$/, { timeout: 1500 });
      return true;
    });
  });

  it('lets two fingers draw the map nearer, and brings it back at a touch', async () => {
    await screen.visit(`/street/${HONGSHAN}`);
    await screen.seeMap();
    await until('the map moved by hand', async () => {
      await pinch();
      await screen.part('map-recentre').waitFor({ timeout: 1500 });
      return true;
    });
    await screen.part('map-recentre').tap();
    await screen.part('map-recentre').waitFor({ state: 'detached' });
  });

  it('says of a real name that its figures are invented', async () => {
    await screen.visit(`/project/${REAL}`);
    await screen.part('real-name').waitFor();
    expect(await screen.part('real-name').textContent()).toBe('演示数据，非真实绩效');
  });

  it('says that there is no such project', async () => {
    await screen.visit('/project/XW-1999-999');
    await screen.part('refused').waitFor();
    expect(await screen.part('refused').textContent()).toContain('没有该项目，或无权查看');
  });

  const everyPage = pages.flatMap((one) => sizes.map((size) => [one.name, size.name, one, size.size] as const));
  it.each(everyPage)('shows the %s on %s: nothing sideways, large targets, clean for axe', async (_, at, one, size) => {
    await screen.resize(size);
    await screen.visit(one.path);
    await screen.seeLink('up');
    await screen.part(one.ready).first().waitFor();
    if (one.name === 'project') await screen.part('chart').first().waitFor();
    else await screen.seeMap();
    await screen.expectNoSideways();
    const targets = await targetsOf(page);
    expect(targets.length).toBeGreaterThan(2);
    expect(smallTargets(targets)).toEqual([]);
    expect(crowdedTargets(targets)).toEqual([]);
    expect(await accessFaults(page)).toEqual([]);
    await screen.keepPicture(`tablet-${one.name}-${at}`, at !== 'landscape');
    expect(await screen.violations()).toEqual([]);
  });

  it('fills a wall it is cast to, without scrolling', async () => {
    const wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '', WALL);
    for (const one of pages.slice(1)) {
      await wall.visit(one.path);
      await wall.part(one.ready).first().waitFor();
      const [width, height] = await wall.page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth, scrollHeight] as const;
      });
      expect([width, height]).toEqual([WALL.width, WALL.height]);
      await wall.keepPicture(`cast-${one.name}-wall`);
    }
    await wall.close();
  });
});
