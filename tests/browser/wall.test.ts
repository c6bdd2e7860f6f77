import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FIRST_PASSWORD, TEST_PASSWORD as PASSWORD, Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, type TestDevice } from '../helpers/devices.ts';
import { needs } from '../helpers/needs.ts';
import { authenticatorsAt } from '../helpers/secondFactor.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';
import { enrolOnScreen, openBrowser, openWall, Screen, send, wallLink } from './screen.ts';

const LIVELY = '320102005000';
const QUIET = '320102008000';
const MINUTE = 60_000;

needs('chromium')('the wall in a browser', () => {
  let stack: Stack;
  let browser: Browser;
  let admin: Visitor;
  let lively: TestDevice;
  let quiet: TestDevice;
  const wall = async (name: string) => openWall(browser, stack, await wallLink(admin, name));

  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  it('makes the system administrator by a set-up link, and a person of the office comes to the wall', async () => {
    const links = stack.server.lines.flatMap((line) => /\/setup#token=([\w-]+)/.exec(line)?.[1] ?? []).slice(-3);
    const screen = await Screen.open(browser, stack.address);
    await screen.visit(`/setup#token=${links[0] ?? ''}`);
    await screen.part('set-up').waitFor();
    expect(screen.page.url()).toBe(`${stack.address}/setup`);
    await screen.fill({ loginName: 'system', name: '系统管理员', password: PASSWORD, passwordAgain: PASSWORD });
    expect(await enrolOnScreen(screen, 'system')).toHaveLength(10);
    await screen.part('person').waitFor();
    expect(screen.complaints).toEqual([]);
    await screen.close();

    const system = await new Visitor(stack.address).signIn('system');
    const security = new Visitor(stack.address);
    const administrator = { loginName: 'security', name: '安全管理员', password: PASSWORD };
    const step = await security.call('setUp', { body: { ...administrator, token: links[1] ?? '' } });
    await authenticatorsAt(stack.address).goOn(security.post, administrator, step);
    const { id } = await system.call('createPerson', {
      body: { loginName: 'admin', name: '绩效办', password: FIRST_PASSWORD },
    });
    const grant = { role: 'performance-office', organisationCode: '320102' } as const;
    await security.call('grantPost', { params: { id }, body: grant });
    admin = await new Visitor(stack.address).signIn('admin', { firstPassword: FIRST_PASSWORD });
    await registerSite(admin, 'S-LIVELY', LIVELY);
    await registerSite(admin, 'S-QUIET', QUIET);
    lively = await registerDevice(admin, 'S-LIVELY', 'ENV-LIVELY');
    quiet = await registerDevice(admin, 'S-QUIET', 'ENV-QUIET');
  });

  it('says in Chinese that a password or a code is wrong, and lets in with both', async () => {
    const screen = await Screen.open(browser, stack.address);
    await screen.visit('/');
    await screen.part('sign-in').waitFor();
    await screen.fill({ loginName: 'admin', password: 'Wrong-Mountain-9' });
    await screen.part('problem').waitFor();
    expect(await screen.part('problem').textContent()).toBe('用户名或口令不正确');
    await screen.fill({ loginName: 'admin', password: PASSWORD });
    await screen.part('second-factor').waitFor();
    await screen.fill({ code: '000000' });
    await screen.part('problem').waitFor();
    await screen.fill({ code: await authenticatorsAt(stack.address).of('admin').typed() });
    await screen.part('panel-overall').waitFor();
    await screen.part('sign-out').click();
    await screen.part('sign-in').waitFor();
    await screen.close();
  });

  it('exchanges a wall link once, hides it, and refuses it to anybody else', async () => {
    const link = await wallLink(admin, '一号屏');
    const screen = await Screen.open(browser, stack.address);
    await screen.visit(link);
    await screen.seeValue('figure-projects-total', (value) => value === '0');
    // Nothing here is simulated: a mark that says so would be untrue.
    expect(await screen.part('demo-mark').count()).toBe(0);
    expect(screen.page.url()).not.toContain('token');
    expect(await screen.page.evaluate(() => [document.cookie, location.hash])).toEqual(['', '']);
    // A kiosk opens the same link every morning: its cookie answers.
    await screen.visit(link);
    await screen.seeValue('figure-projects-total', (value) => value === '0');
    await screen.close();

    const stranger = await Screen.open(browser, stack.address);
    await stranger.visit(link);
    await stranger.part('revoked').waitFor();
    expect(stranger.page.url()).not.toContain('token');
    expect(await stranger.part('panel-overall').count()).toBe(0);
    await stranger.close();
  });

  it('moves the figure of a street when a device of it reports', async () => {
    const screen = await wall('二号屏');
    await screen.page.keyboard.press('4');
    const figure = `rank-pm10-${LIVELY}`;
    await screen.seeValue(figure, (value) => value === '');
    const at = Date.now();
    await send(stack, lively, { at: at - 2000, values: { pm10: 80, noise: 61 } });
    await screen.seeValue(figure, (value) => value === '80', 5000);
    // The mean of five minutes.
    await send(stack, lively, { at: at - 1000, values: { pm10: 120, noise: 61 } });
    await screen.seeValue(figure, (value) => value === '100', 5000);
    await screen.seeValue('figure-devices-online', (value) => value === '1', 5000);
    await screen.close();
  });

  it('asks no other host for anything and gives the console nothing to say', async () => {
    const screen = await wall('三号屏');
    await screen.seeMap();
    for (const measure of ['risk', 'pm10', 'noise', 'progress']) await screen.part(`choose-${measure}`).click();
    await screen.page.keyboard.press('2');
    await screen.part('panel-street-projects').waitFor();
    await screen.page.keyboard.press('3');
    await screen.part('panel-projects').waitFor();
    await screen.page.keyboard.press('4');
    await screen.part(`site-S-LIVELY`).waitFor();
    await screen.part('page-overview').click();
    await screen.seeMap();
    expect([...screen.hosts]).toEqual([new URL(stack.address).host]);
    expect(await screen.violations()).toEqual([]);
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  it('turns its pages by itself, stands still on hold and goes where a key says', async () => {
    const screen = await wall('轮播屏');
    await screen.visit('/wall?dwell=3');
    await screen.seeLink('up');
    await screen.page.waitForURL('**/wall/street/**');
    await screen.page.keyboard.press('h');
    await screen.part('carousel-note').waitFor();
    const held = screen.page.url();
    await screen.page.waitForTimeout(4500);
    expect(screen.page.url()).toBe(held);
    await screen.page.keyboard.press('4');
    await screen.page.waitForURL('**/wall/monitoring');
    await screen.page.keyboard.press('ArrowLeft');
    await screen.page.waitForURL('**/wall/projects');
    await screen.page.keyboard.press('h');
    await screen.part('carousel-note').waitFor({ state: 'detached' });
    await screen.page.waitForURL('**/wall/monitoring');
    await screen.page.waitForURL((url) => url.pathname === '/wall');
    await screen.close();
  });

  it('draws on the same WebGL contexts after fifty changes of page', async () => {
    // A small map is soon drawn; how it is drawn is the same.
    const screen = await openWall(browser, stack, await wallLink(admin, '四号屏'), { width: 1600, height: 700 });
    await screen.seeMap();
    const before = await screen.webglContexts();
    const seen = new Set<string>();
    for (let turn = 0; turn < 50; turn += 1) {
      const from = screen.page.url();
      await screen.page.keyboard.press('ArrowRight');
      await screen.page.waitForURL((url) => url.href !== from);
      seen.add(new URL(screen.page.url()).pathname);
    }
    // Overview, seven streets, projects, monitoring: five times round.
    expect(seen.size).toBe(10);
    await screen.seeMap();
    expect(await screen.webglContexts()).toBe(before);
    // The map's own, and the probe that asks what the machine can draw.
    expect(before).toBeLessThanOrEqual(2);
    await screen.close();
  });

  it('keeps the last state under its band while the server is dead, and catches up without a reload', async () => {
    const ago = (minutes: number) => ({ at: Date.now() - minutes * MINUTE, values: { pm10: 40, noise: 55 } });
    const past = [30, 25, 20, 15, 10].map(ago);
    await send(stack, quiet, ...past);
    await until('the past readings in the history', async () => {
      const query = { metric: 'noise', from: Date.now() - 60 * MINUTE, to: Date.now(), width: 200 } as const;
      const curve = await admin.call('getHistory', { params: { scope: 'street', code: QUIET }, query });
      return curve.at.length === past.length;
    });
    const screen = await wall('五号屏');
    await screen.visit(`/wall/street/${QUIET}`);
    await screen.seeLink('up');
    await screen.seeCurve('红山街道');
    await screen.page.evaluate(() => (window.name = 'not reloaded'));
    const figure = 'figure-devices-online';
    await screen.seeValue(figure, (value) => value !== '');
    const held = await screen.part(figure).first().getAttribute('data-value');

    await stack.server.kill();
    await screen.part('link-down').waitFor();
    expect(await screen.part('link-down').textContent()).toMatch(/实时链路中断.*快照/);
    await screen.seeLink('down');
    expect(await screen.part(figure).first().getAttribute('data-value')).toBe(held);
    await send(stack, quiet, { at: Date.now(), values: { pm10: 95, noise: 71 } });

    await stack.server.start();
    await screen.seeLink('up');
    await screen.seeValue('figure-now-pm10', (value) => value === '95', 10_000);
    await screen.part('link-down').waitFor({ state: 'detached' });
    // Two curves fill the gap; the first to answer may have had nothing to add.
    await screen.page.locator('[data-test="caught-up"]:not([data-points="0"])').waitFor();
    expect(await screen.part('caught-up').textContent()).toMatch(/已补齐 [1-9]\d* 点/);
    expect(await screen.page.evaluate(() => window.name)).toBe('not reloaded');
    await screen.close();
  });
});
