import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DISTRICT_PITCH, frameOf, projectorOf } from '../../screen/map/camera.rules.ts';
import { cornersOf } from '../../screen/map/shapes.rules.ts';
import type { GeoData } from '../../screen/transport/geo.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, Screen, WALL, type Size } from './screen.ts';

const STREETS = ['320102008000', '320102009000', '320102010000'] as const;
const TABLET: Size = { width: 1180, height: 820 };

const outlines = JSON.parse(readFileSync('public/geo/streets.geojson', 'utf8')) as GeoData['streets'];

interface Place {
  readonly lon: number;
  readonly lat: number;
}
interface Spot {
  readonly x: number;
  readonly y: number;
}

needs('chromium')('the map', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    screen = await Screen.open(browser, demo.stack.address, WALL, true);
    await signIn(screen, '/');
    await screen.seeMap();
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function signIn(on: Screen, path: string): Promise<void> {
    await on.visit(path);
    await on.fill(demo.credentials('leader'));
    await on.seeLink('up');
    // That nobody was signed in yet was answered with a refusal, as it should be.
    on.complaints.length = 0;
  }
  /** Middle of a street's label on the screen, or another place along it. */
  async function labelOf(on: Screen, code: string, along = 0.5): Promise<Spot> {
    const box = on.part(`map-street-${code}`);
    await box.waitFor({ state: 'attached' });
    const { x, y, width, height } = await box.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
    return { x: x + width * along, y: y + height / 2 };
  }
  /** Where places stand on a wall's screen while the whole district is looked at. */
  async function placesOnScreen(places: readonly Place[]): Promise<Spot[]> {
    const box = await screen.part('map').boundingBox();
    if (box === null) throw new Error('the map is shown');
    const { at } = projectorOf(frameOf(cornersOf(outlines.features), box, 16, DISTRICT_PITCH), box);
    return places.map(({ lon, lat }) => {
      const { x, y } = at([lon, lat]);
      return { x: box.x + x, y: box.y + y };
    });
  }
  const streetInAddress = (on: Screen, code: string) => on.page.waitForURL(`**/street/${code}`);

  it.each([
    ['a wall', WALL, 'mouse'],
    ['a wide wall', { width: 3840, height: 1080 }, 'mouse'],
    ['a tablet', TABLET, 'touch'],
  ] as const)('takes a tap for the street under it on %s, after a change of size', async (_name, size, kind) => {
    await screen.resize({ width: 1400, height: 900 });
    await screen.visit('/');
    await screen.seeMap();
    await screen.resize(size);
    for (const code of STREETS) {
      await screen.visit('/');
      await screen.seeMap();
      // The page has found its last layout when a label stands still.
      let before = await labelOf(screen, code);
      await expect
        .poll(async () => {
          const now = await labelOf(screen, code);
          const far = Math.hypot(now.x - before.x, now.y - before.y);
          before = now;
          return far;
        })
        .toBeLessThan(0.5);
      const touch = ({ x, y }: Spot) =>
        kind === 'touch' ? screen.page.touchscreen.tap(x, y) : screen.page.mouse.click(x, y);
      await touch(before);
      await screen.page.waitForURL((url) => url.pathname !== '/');
      // Marks of projects at high risk stay where they are, over a name: then the name is touched beside them.
      for (const along of [0.1, 0.9, 0.3, 0.7]) {
        if (new URL(screen.page.url()).pathname.startsWith('/street/')) break;
        await screen.visit('/');
        await screen.seeMap();
        await touch(await labelOf(screen, code, along));
        await screen.page.waitForURL((url) => url.pathname !== '/');
      }
      await streetInAddress(screen, code);
    }
  });

  it('can be walked by keyboard', async () => {
    await screen.resize(WALL);
    await screen.visit('/');
    await screen.seeMap();
    await screen.part(`map-street-${STREETS[0]}`).focus();
    await screen.page.keyboard.press('Enter');
    await streetInAddress(screen, STREETS[0]);
  });

  it('follows a finger, and comes back to its place when asked', async () => {
    await screen.resize(TABLET);
    await screen.visit('/');
    await screen.seeMap();
    const from = await labelOf(screen, STREETS[1]);
    await screen.page.mouse.move(from.x, from.y);
    await screen.page.mouse.down();
    await screen.page.mouse.move(from.x - 60, from.y - 30, { steps: 6 });
    await screen.page.mouse.up();
    await screen.part('map-recentre').waitFor();
    expect(new URL(screen.page.url()).pathname).toBe('/');
    expect((await labelOf(screen, STREETS[1])).x).toBeLessThan(from.x - 20);
    await screen.part('map-recentre').click();
    await screen.part('map-recentre').waitFor({ state: 'detached' });
    expect((await labelOf(screen, STREETS[1])).x).toBeCloseTo(from.x, -1);
  });

  it('points its beacon at the project or site it speaks of', async () => {
    await screen.resize(WALL);
    await screen.visit('/');
    await screen.seeMap();
    const beacon = screen.part('beacon');
    await beacon.waitFor({ state: 'attached' });
    const { x, y } = await beacon.evaluate((element) => {
      const { x, y } = element.getBoundingClientRect();
      return { x, y };
    });
    const place = (await beacon.locator('.callout span').textContent()) ?? '';
    // A project stands in the middle of its sites; what was measured stands at its own.
    const places = await demo.stack.sql<Place>(
      `with named as (
         select sites.lon, sites.lat, project_id from sites left join projects on projects.id = project_id
         where projects.name = $1 or sites.name = $1)
       select lon, lat from named union all select avg(lon), avg(lat) from named group by project_id`,
      [place],
    );
    const placed = await placesOnScreen(places);
    const misses = placed.map((foot) => Math.hypot(foot.x - x, foot.y - y));
    expect(Math.min(...misses)).toBeLessThan(2);
  });

  it('comes close to a site that is tapped on a wall, and goes back when asked', async () => {
    await screen.resize(WALL);
    await screen.visit('/wall');
    await screen.seeMap();
    const before = await screen.webglContexts();
    await screen.part('choose-pm10').click();
    const codes = outlines.features.map(({ properties: { code = '' } }) => code);
    const labels = await Promise.all(codes.map((code) => labelOf(screen, code)));
    const sites = await placesOnScreen(await demo.stack.sql<Place>('select lon, lat from sites order by code'));
    // Names are not to be covered: a mark near one may stand aside.
    const spot = sites.find((s) => labels.every(({ x, y }) => Math.abs(x - s.x) > 120 || Math.abs(y - s.y) > 80));
    if (spot === undefined) throw new Error('a site stands free');
    await screen.page.mouse.click(spot.x, spot.y);
    const near = screen.page.locator('[data-test="map"][data-near="true"]');
    await near.waitFor();
    await screen.settle();
    await screen.keepPicture('map-site-wall');
    await screen.part('map-recentre').click();
    await near.waitFor({ state: 'detached' });
    await screen.keepPicture('map-after-site-wall');
    expect(await screen.webglContexts()).toBe(before);
  });

  it('makes no WebGL context in fifty changes of page', async () => {
    await screen.resize(WALL);
    await screen.visit('/');
    await screen.seeMap();
    const before = await screen.webglContexts();
    expect(before).toBeGreaterThan(0);
    for (let change = 0; change < 50; change += 2) {
      const code = STREETS[change % STREETS.length] ?? STREETS[0];
      await screen.part(`map-street-${code}`).evaluate((element: HTMLElement) => element.click());
      await streetInAddress(screen, code);
      await screen.seeMap();
      await screen.page.goBack();
      await screen.page.waitForURL((url) => !url.pathname.includes('/street/'));
      await screen.seeMap();
    }
    expect(await screen.webglContexts()).toBe(before);
    expect(screen.complaints).toEqual([]);
  });

  it('stands close to a site of a project, by a way that back undoes, in the scene there is', async () => {
    await screen.resize(TABLET);
    await screen.visit('/');
    await screen.seeMap();
    const before = await screen.webglContexts();
    await screen.part(`map-street-${STREETS[0]}`).evaluate((element: HTMLElement) => element.click());
    await streetInAddress(screen, STREETS[0]);
    await screen.page.locator('[data-test^="card-"]').first().click();
    await screen.part('near').click();
    await screen.page.waitForURL('**/project/*/site/*');
    await screen.page.locator('[data-test="map"][data-ready="true"][data-near="true"]').waitFor();
    expect(await screen.part('near-site').textContent()).not.toBe('');
    await screen.settle();
    await screen.keepPicture('map-site');
    await screen.part('back').click();
    await screen.page.waitForURL((url) => /\/project\/[^/]+$/.test(url.pathname));
    await screen.part('near').waitFor();
    // The streets stand up again.
    await screen.page.goBack();
    await screen.seeMap();
    await screen.settle();
    await screen.keepPicture('map-after-site');
    expect(await screen.part('map').getAttribute('data-near')).toBeNull();
    expect(await screen.webglContexts()).toBe(before);
    expect(screen.complaints).toEqual([]);
  });

  it('is drawn flat where there is no WebGL, with the same streets to tap', async () => {
    const bare = await Screen.open(browser, demo.stack.address);
    await bare.context.addInitScript(() => {
      const canvases = HTMLCanvasElement.prototype as { getContext: (kind: string) => unknown };
      canvases.getContext = new Proxy(canvases.getContext, {
        apply: (original, canvas, asked: [string]): unknown =>
          asked[0].startsWith('webgl') ? null : Reflect.apply(original, canvas, asked),
      });
    });
    await signIn(bare, '/');
    await bare.seeMap();
    expect(await bare.part('map').getAttribute('data-kind')).toBe('flat');
    expect(await bare.part('map-flat').textContent()).toContain('示意边界');
    await bare.keepPicture('map-flat');
    const { x, y } = await labelOf(bare, STREETS[1]);
    await bare.page.mouse.click(x, y);
    await streetInAddress(bare, STREETS[1]);
    await bare.visit('/project/XW-2026-009/site');
    await bare.page.locator('[data-test="map"][data-ready="true"][data-near="true"]').waitFor();
    await bare.keepPicture('map-flat-site');
    expect(bare.complaints).toEqual([]);
    await bare.close();
  });
});
