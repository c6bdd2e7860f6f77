import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { openBrowser, openWall, Screen } from '../browser/screen.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { HONGSHAN, leaderShots, officers, shotsOf, small, take, wallShots } from './shots.ts';

needs('chromium')('every page', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let wall: Screen;
  let leader: Screen;
  const desks = new Map<string, Screen>();

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '');
    leader = await Screen.open(browser, demo.stack.address, small[0].size, true);
    await leader.visit('/');
    await leader.fill(demo.credentials('leader'));
    for (const { loginName } of officers) {
      const desk = await Screen.open(browser, demo.stack.address);
      await desk.visit('/admin');
      await desk.fill(demo.credentials(loginName));
      await desk.part('admin-nav').waitFor();
      desks.set(loginName, desk);
    }
    await leader.part(`street-${HONGSHAN}`).waitFor();
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  describe('of the wall stands within its size', () => {
    it.each(wallShots.map((shot) => [shot.name, shot] as const))('%s', (_, shot) => take(wall, shot));
  });
  describe('of leaders stands within its size', () => {
    it.each(leaderShots.map((shot) => [shot.name, shot] as const))('%s', (_, shot) => take(leader, shot));
  });
  describe.each(officers)('of the administration stands within its size, for $loginName', (officer) => {
    it.each(shotsOf(officer).map((shot) => [shot.name, shot] as const))('%s', (_, shot) =>
      take(desks.get(officer.loginName) as Screen, shot),
    );
  });
});
