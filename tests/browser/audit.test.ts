import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setUpInstallation, TEST_PASSWORD } from '../helpers/client.ts';
import { needs } from '../helpers/needs.ts';
import { Stack } from '../helpers/stack.ts';
import { openBrowser, Screen } from './screen.ts';
import { accessFaults } from './touch.ts';

const OFFICE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

needs('chromium')('the audit log in the office', () => {
  let stack: Stack;
  let browser: Browser;
  let screen: Screen;
  const rows = () => screen.part('audit-table').locator('tbody tr');

  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
    const { office, system } = await setUpInstallation(stack.address, stack.server.lines);
    const { wall } = await office.call('createWall', { body: { name: '指挥大厅主屏' } });
    const cast = (path: string) => ({ params: { id: wall.id }, body: { path, minutes: 5, hold: false } });
    await office.call('castToWall', cast('/street/320102008000'));
    await office.call('castToWall', cast('/street/320102003000'));
    await expect(office.call('deactivatePerson', { params: { id: 1 } })).rejects.toThrow(/403/);
    await expect(system.call('listAudit', { query: {} })).rejects.toThrow(/403/);
    screen = await Screen.open(browser, stack.address, OFFICE);
    await screen.visit('/admin/audit');
    await screen.fill({ loginName: 'audit', password: TEST_PASSWORD });
    await rows().first().waitFor();
    // Before signing in the page asked who it is, and was told that it is nobody.
    screen.complaints.length = 0;
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  it('is found by what is looked for, and shows a change field by field', async () => {
    const find = async (verb: string, outcome = '') => {
      await screen.part('field-verb').selectOption(verb);
      await screen.part('field-outcome').selectOption(outcome);
      await screen.part('audit-search').click();
    };
    await find('wall.show');
    await expect.poll(() => rows().count()).toBe(2);
    await rows().first().click();
    const diff = screen.part('audit-diff').locator('tr.changed');
    await diff.first().waitFor();
    expect(await diff.first().innerText()).toMatch(/页面\s+\/street\/320102008000\s+\/street\/320102003000/);
    await screen.keepPicture('audit-1440x900');
    expect(await accessFaults(screen.page)).toEqual([]);
    await find('', 'denied');
    const told = [/系统管理员.*提交请求.*GET \/api\/audit.*拒绝/s, /office.*停用人员.*拒绝/s];
    await expect.poll(() => rows().allInnerTexts()).toEqual(told.map((text) => expect.stringMatching(text) as string));
    await screen.part('drawer-close').click();
  });

  it('is gone over on demand, and taken out as a file', async () => {
    await screen.part('audit-check').click();
    await screen.page.getByText(/审计链完整：\d+ 条记录/).waitFor();
    await screen.part('chain-state').getByText('完整', { exact: true }).waitFor();
    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.part('audit-export').click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect([download.suggestedFilename(), text.split('\r\n').length]).toEqual([
      expect.stringMatching(/^audit-\d{4}-\d\d-\d\d\.csv$/),
      4,
    ]);
    expect(text).toContain('停用人员');
  });

  it('is read on a phone', async () => {
    await screen.resize(PHONE);
    await screen.expectNoSideways();
    await screen.keepPicture('audit-390x844', true);
    expect(screen.complaints).toEqual([]);
    expect(await screen.violations()).toEqual([]);
  });
});
