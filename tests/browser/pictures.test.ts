import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/platform/paths.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, openWall, Screen, WALL, type Size } from './screen.ts';

/**
 * Every page at every size it is made for, on the demonstration district. Pictures go to tests/.artifacts;
 * `PICTURES=docs/screens npm run test:pictures` keeps them for the documentation. docs/screens/README.md says what to look for.
 */
const HONGSHAN = '320102008000';
const PROJECT = 'XW-2026-009';

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size: Size;
  /** `data-test` of what the page is not without. */
  readonly ready: string;
  /** Pages that scroll are taken whole. */
  readonly isScrolled?: boolean;
  readonly hasMap?: boolean;
}

const WIDE: Size = { width: 3840, height: 1080 };
const QUADRUPLE: Size = { width: 3840, height: 2160 };
const small = [
  { size: { width: 1180, height: 820 }, label: '1180x820' },
  { size: { width: 820, height: 1180 }, label: '820x1180' },
  { size: { width: 390, height: 844 }, label: '390x844' },
] as const;

const wallPages = [
  { name: 'wall', path: '/wall', hasMap: true },
  { name: 'wall-street', path: `/wall/street/${HONGSHAN}`, hasMap: true },
  { name: 'wall-projects', path: '/wall/projects', hasMap: false },
  { name: 'wall-monitoring', path: '/wall/monitoring', hasMap: false },
] as const;
const wallShots: Shot[] = wallPages.flatMap((page) => [
  { ...page, name: `${page.name}-1920x1080`, size: WALL, ready: 'link' },
  { ...page, name: `${page.name}-3840x1080`, size: WIDE, ready: 'link' },
  ...(page.name === 'wall' ? [{ ...page, name: `${page.name}-3840x2160`, size: QUADRUPLE, ready: 'link' }] : []),
]);

const leaderPages = [
  { name: 'district', path: '/', ready: `street-${HONGSHAN}`, hasMap: true },
  { name: 'street', path: `/street/${HONGSHAN}`, ready: 'reason', hasMap: true },
  { name: 'project', path: `/project/${PROJECT}`, ready: 'moment', hasMap: false },
] as const;
const leaderShots: Shot[] = [
  ...leaderPages.flatMap((page) =>
    small.map(({ size, label }) => ({ ...page, name: `${page.name}-${label}`, size, isScrolled: size.width < 1180 })),
  ),
  { ...leaderPages[1], name: 'street-1920x1080', size: WALL },
  { ...leaderPages[2], name: 'project-1920x1080', size: WALL },
];
const adminShots: Shot[] = [
  { name: 'admin-walls-1440x900', path: '/admin/walls', size: { width: 1440, height: 900 }, ready: 'walls' },
  {
    name: 'admin-walls-390x844',
    path: '/admin/walls',
    size: { width: 390, height: 844 },
    ready: 'walls',
    isScrolled: true,
  },
];

async function take(screen: Screen, shot: Shot): Promise<void> {
  const before = screen.complaints.length;
  await screen.resize(shot.size);
  await screen.visit(shot.path);
  await screen.part(shot.ready).first().waitFor();
  if (shot.hasMap === true) await screen.seeMap();
  await screen.settle();
  await screen.expectNoSideways();
  const folder = process.env['PICTURES'] ?? join('tests', '.artifacts', 'screens');
  mkdirSync(join(projectRoot(), folder), { recursive: true });
  const path = join(projectRoot(), folder, `${shot.name}.jpg`);
  await screen.page.screenshot({
    path,
    type: 'jpeg',
    quality: 82,
    fullPage: shot.isScrolled ?? false,
    timeout: 60_000,
  });
  expect(screen.complaints.slice(before)).toEqual([]);
  expect(await screen.violations()).toEqual([]);
}

needs('chromium')('every page', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let wall: Screen;
  let leader: Screen;
  let admin: Screen;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '');
    leader = await Screen.open(browser, demo.stack.address, small[0].size, true);
    await leader.visit('/');
    await leader.fill(demo.credentials('leader'));
    admin = await Screen.open(browser, demo.stack.address);
    await admin.visit('/admin/walls');
    await admin.fill(demo.credentials('admin'));
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
  describe('of the administration stands within its size', () => {
    it.each(adminShots.map((shot) => [shot.name, shot] as const))('%s', (_, shot) => take(admin, shot));
  });
});
