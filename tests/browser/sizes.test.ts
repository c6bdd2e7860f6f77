import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { take, wallShots } from '../pictures/shots.ts';
import { openBrowser, openWall, type Screen } from './screen.ts';

/** The wall as full as it gets, at the sizes that walls have; `npm run test:pictures` does this for every page there is. */
const sizes = wallShots.filter(({ name }) => /^wall-(1920x1080|3840x1080)$|^wall-\w+-1920x1080$/.test(name));

needs('chromium')('the full wall', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    screen = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '');
    await screen.seeMap();
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('says that its data are a demonstration', async () => {
    expect(await screen.part('demo-mark').textContent()).toBe('演示数据');
  });
  it.each(sizes.map((shot) => [shot.name, shot] as const))('stands within its size: %s', (_, shot) =>
    take(screen, shot),
  );
});
