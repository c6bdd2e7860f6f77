import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setUpInstallation, TEST_PASSWORD, type Installation } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET } from '../helpers/devices.ts';
import { needs } from '../helpers/needs.ts';
import { authenticatorsAt } from '../helpers/secondFactor.ts';
import { Stack } from '../helpers/stack.ts';
import { openBrowser, Screen } from './screen.ts';
import { accessFaults, smallTargets, targetsOf } from './touch.ts';

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 1180, height: 820 };
const PHONE = { width: 390, height: 844 };

needs('chromium')('the office', () => {
  let stack: Stack;
  let browser: Browser;
  let house: Installation;
  const pathOf = (screen: Screen) => new URL(screen.page.url()).pathname;
  /** With the session that somebody has already: codes of the second factor are good once, and come every 30 s. */
  const enter = async (who: 'office' | 'audit' | 'security', size = DESK, hasTouch = false) => {
    const screen = await Screen.open(browser, stack.address, size, hasTouch);
    await screen.takeSession(house[who].cookie);
    await screen.visit('/admin');
    await screen.part('admin-nav').waitFor({ state: 'attached' });
    return screen;
  };

  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
    house = await setUpInstallation(stack.address, stack.server.lines);
    await registerSite(house.office, 'S-1');
    await registerDevice(house.office, 'S-1', 'E-1');
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  it('is walked by keyboard from signing in to a thing that was looked for', async () => {
    const screen = await Screen.open(browser, stack.address, DESK);
    const { keyboard } = screen.page;
    await screen.visit('/admin');
    await screen.part('field-loginName').focus();
    await keyboard.type('office');
    await keyboard.press('Tab');
    await keyboard.type(TEST_PASSWORD);
    await keyboard.press('Enter');
    await screen.part('field-code').focus();
    await keyboard.type(await authenticatorsAt(stack.address).of('office').typed());
    await keyboard.press('Enter');
    await screen.part('nav-home').waitFor();
    expect(await screen.page.title()).toBe('工作台 - 玄武区项目绩效指挥中心');
    screen.complaints.length = 0;

    await keyboard.press('/');
    await screen.page.locator('[data-test="search"]:focus').waitFor();
    await keyboard.type('e-1');
    await screen.part('found-E-1').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    expect(await screen.part('found-E-1').getAttribute('aria-selected')).toBe('true');
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.keepPicture('admin-search');
    await keyboard.press('Enter');
    await screen.page.waitForURL(`**/street/${STREET}`);

    await screen.part('to-admin').click();
    await screen.part('duties').waitFor();
    expect(await screen.violations()).toEqual([]);
    expect(screen.complaints).toEqual([]);
    expect([...screen.hosts]).toEqual([new URL(stack.address).host]);
    await screen.part('person').click();
    await screen.part('sign-out').click();
    await screen.page.waitForURL('**/sign-in');
    await screen.close();
  });

  it('stands the accessibility rules at every size, and a finger finds its targets', async () => {
    const screen = await enter('office', PHONE, true);
    for (const [size, name] of [
      [PHONE, 'phone'],
      [TABLET, 'tablet'],
      [DESK, 'desk'],
    ] as const) {
      await screen.resize(size);
      await screen.part('duties').waitFor();
      await screen.expectNoSideways();
      expect(await accessFaults(screen.page), name).toEqual([]);
      if (size !== DESK) expect(smallTargets(await targetsOf(screen.page)), name).toEqual([]);
      await screen.keepPicture(`admin-home-${name}`);
    }
    await screen.resize(PHONE);
    await screen.part('open-nav').click();
    await screen.part('nav-walls').click();
    await screen.part('wall-counts').waitFor();
    expect(await screen.part('nav-walls').isVisible()).toBe(false);
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.close();
  });

  it('keeps the indicator library: drafted, moved by keys, checked as it changes, tried out, found again', async () => {
    const screen = await enter('office');
    const { page } = screen;
    const rowOf = (name: string) => screen.part('indicator-tree').locator('tr[data-row]', { hasText: name });
    const order = () => screen.part('indicator-tree').locator('tr.level-3 .name').allInnerTexts();
    await screen.visit('/admin/indicators');
    await rowOf('实际完成率').waitFor();
    await screen.seeValue('whole', (value) => value === '100');
    expect(await screen.part('indicator-tree').locator('tr[data-row]').count()).toBe(32);
    expect(await screen.part('edit-indicator').count()).toBe(0);
    await screen.part('draft-version').click();
    await screen.part('submit-version').waitFor();

    await rowOf('资金到位率').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await screen.part('saved').waitFor();
    const [moved] = [(await order()).map((text) => text.trim())];
    expect(moved.indexOf('预算执行率')).toBe(moved.indexOf('资金到位率') - 1);

    await rowOf('实际完成率').click();
    await screen.part('trial-go').click();
    await screen.seeValue('trial-points', (value) => value === '7.36');
    await screen.part('edit-indicator').click();
    await screen.part('field-indicatorWeight').fill('9');
    await screen.part('save-indicator').click();
    await screen.part('faults').waitFor();
    expect(await screen.part('sum-C-03-01').innerText()).toBe('✗ 9');
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await screen.part('submit-version').click();
    expect((await answered).ok()).toBe(false);
    // Why stands over the table, and once.
    expect(await screen.part('faults').innerText()).toContain('产出数量：下级合计 9，应为 8');
    expect(await screen.part('version-problem').count()).toBe(0);
    expect(await accessFaults(page), 'desk').toEqual([]);
    await screen.keepPicture('admin-indicators-desk');
    await screen.part('drawer-close').click();

    await screen.part('search-indicators').fill('合规');
    await expect.poll(() => screen.part('indicator-tree').locator('tr[data-row]').count()).toBe(3);
    await screen.resize(PHONE);
    await screen.expectNoSideways();
    expect(await accessFaults(page), 'phone').toEqual([]);
    await screen.keepPicture('admin-indicators-phone');
    await screen.visit('/admin/plans');
    await screen.part('goals').waitFor();
    expect(await accessFaults(page), 'plans').toEqual([]);
    await screen.expectNoSideways();
    await screen.close();
  });

  it('offers what one’s posts allow, and keeps a page from whoever comes by its address', async () => {
    const screen = await enter('audit');
    expect(await screen.part('nav-walls').count()).toBe(0);
    expect(await screen.part('nav-district').count()).toBe(0);
    await screen.visit('/admin/walls');
    await screen.part('not-permitted').waitFor();
    expect(await screen.part('issue-wall').count()).toBe(0);
    // Whose work is not the district begins in the office.
    await screen.visit('/');
    await screen.part('duties').waitFor();
    expect(pathOf(screen)).toBe('/admin');
    await screen.close();
  });

  it('shows the audit log to its administrator: found, told field by field, gone over, taken out', async () => {
    const { wall } = await house.office.call('createWall', { body: { name: '指挥大厅主屏' } });
    const cast = (path: string) => ({ params: { id: wall.id }, body: { path, minutes: 5, hold: false } });
    await house.office.call('castToWall', cast('/street/320102008000'));
    await house.office.call('castToWall', cast('/street/320102003000'));
    await expect(house.office.call('deactivatePerson', { params: { id: 1 } })).rejects.toThrow(/403/);
    const screen = await enter('audit');
    await screen.part('nav-audit').click();
    const rows = screen.part('audit-table').locator('tbody tr');
    const find = async (verb: string, outcome: string) => {
      await screen.part('field-verb').selectOption(verb);
      await screen.part('field-outcome').selectOption(outcome);
      await screen.part('audit-search').click();
    };
    await find('wall.show', 'done');
    await expect.poll(() => rows.count()).toBe(2);
    await rows.first().click();
    const changed = screen.part('audit-diff').locator('tr.changed').first();
    expect(await changed.innerText()).toMatch(/页面\s+\/street\/320102008000\s+\/street\/320102003000/);
    await screen.keepPicture('audit-desk');
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.part('drawer-close').click();

    await screen.part('audit-check').click();
    await screen.page.getByText(/审计链完整：\d+ 条记录/).waitFor();
    await screen.part('chain-state').getByText('完整', { exact: true }).waitFor();
    await find('person.deactivate', 'denied');
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/office.*停用人员.*拒绝/s)]);
    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.part('audit-export').click()]);
    expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...lines] = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(head).toMatch(/^\uFEFF序号,时间,/);
    expect(lines).toEqual([expect.stringContaining('停用人员'), '']);

    await screen.resize(PHONE);
    await screen.expectNoSideways();
    await screen.keepPicture('audit-phone', true);
    expect(await accessFaults(screen.page)).toEqual([]);
    expect([screen.complaints, await screen.violations()]).toEqual([[], []]);
    await screen.close();
  });

  it('issues a key for another system, shows it once, and revokes it', async () => {
    const screen = await enter('security');
    await screen.part('nav-apiKeys').click();
    await screen.part('issue-key').click();
    await screen.part('field-name').fill('城建系统');
    await screen.part('field-organisation').selectOption(STREET);
    await screen.part('field-reason').fill('城建系统接入');
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.part('issue-key-go').click();
    const key = await screen.part('key').inputValue();
    await screen.keepPicture('admin-key-shown');
    await screen.part('key-done').click();
    const ask = async () =>
      (await fetch(`${stack.address}/api/projects`, { headers: { authorization: `Bearer ${key}` } })).status;
    const row = screen.part('api-keys').locator('tbody tr').first();
    await expect.poll(() => row.innerText()).toMatch(/城建系统\s+待复核/);
    expect(await ask()).toBe(401);
    const [change] = (await house.system.call('listChanges', { query: { state: 'open' } })).rows;
    expect(change).toMatchObject({ kind: 'api-key-activate', reason: '城建系统接入' });
    await house.system.call('confirmChange', { params: { id: change?.id ?? 0 }, body: {} });
    expect(await ask()).toBe(200);
    await screen.page.reload();
    await row.waitFor();
    expect(await row.innerText()).toMatch(/城建系统\s+有效/);
    expect(await screen.page.content()).not.toContain(key);
    await screen.keepPicture('admin-keys');
    await screen.resize(PHONE);
    await screen.expectNoSideways();
    expect(await accessFaults(screen.page)).toEqual([]);
    await row.getByRole('button').click();
    await screen.part('confirm-go').click();
    await expect.poll(() => row.innerText()).toContain('已撤销');
    expect(await ask()).toBe(401);
    expect([screen.complaints, await screen.violations()]).toEqual([[], []]);
    await screen.close();
  });

  it('shows everybody their own account on a desk and on a phone: password, second factor, sessions', async () => {
    const screen = await enter('office');
    await screen.part('person').click();
    await screen.part('account').click();
    await screen.part('this-session').waitFor();
    expect(await screen.part('fact-codes').innerText()).toBe('10 个');
    for (const [size, name] of [
      [DESK, 'desk'],
      [PHONE, 'phone'],
    ] as const) {
      await screen.resize(size);
      await screen.expectNoSideways();
      expect(await accessFaults(screen.page), name).toEqual([]);
      await screen.keepPicture(`account-${name}`, true);
    }
    await screen.part('open-password').click();
    await screen.part('password-dialog').waitFor();
    expect(await accessFaults(screen.page)).toEqual([]);
    await screen.page.keyboard.press('Escape');
    expect([screen.complaints, await screen.violations()]).toEqual([[], []]);
    await screen.close();
  });
});
