import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, Screen } from './screen.ts';
import { accessFaults } from './touch.ts';

const DESK = { width: 1440, height: 900 };
const sizes = [{ width: 1180, height: 820 }, { width: 390, height: 844 }, DESK];

needs('chromium')('targets and their monitoring', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let bureau: Screen;
  let office: Screen;
  let address = '';
  const enter = async (loginName: string) => {
    const screen = await Screen.open(browser, demo.stack.address, DESK);
    await screen.visit('/admin/targets');
    await screen.fill(demo.credentials(loginName));
    await screen.part('declarations').locator('[data-row]').first().waitFor();
    screen.complaints.length = 0;
    return screen;
  };
  const keep = async (screen: Screen, name: string) => {
    for (const size of sizes) {
      await screen.resize(size);
      await screen.settle();
      await screen.keepPicture(`targets-${name}-${size.width}`, true);
      await screen.expectNoSideways();
    }
  };
  const confirm = async (screen: Screen, reason?: string) => {
    if (reason !== undefined) await screen.part('field-reason').fill(reason);
    await screen.part('confirm-go').click();
    await screen.part('confirm-go').waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    [office, bureau] = await Promise.all([enter('office'), enter('construction')]);
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('declares a year’s targets: opened, generated, checked, mended and submitted, approved by somebody else', async () => {
    await keep(office, 'list');
    for (const screen of [office, bureau]) {
      const year = screen.part('year');
      const coming = Math.max(...(await year.locator('option').allTextContents()).map((text) => parseInt(text, 10)));
      await year.selectOption(String(coming));
    }
    await office.part('cycle-open').click();
    await confirm(office);
    await office.part('count-missing').waitFor();
    await bureau.part('choose-all').check();
    await bureau.part('create-chosen').click();
    const row = bureau
      .part('declarations')
      .locator('[data-row]', { has: bureau.page.locator('a') })
      .first();
    await row.locator('a').click();
    await bureau.part('faults').waitFor();
    await keep(bureau, 'draft');
    await bureau.part('field-annualGoal').fill('完成年度改造任务');
    await bureau.part('field-fiscal').fill('1200.5');
    for (const field of await bureau.page.locator('[data-test^="target-A"], [data-test^="target-"] input').all())
      if ((await field.inputValue().catch(() => 'none')) === '') await field.fill('100');
    const weight = bureau.page.locator('input[data-test^="weight-"]').first();
    const right = await weight.inputValue();
    await weight.fill('0.5');
    await bureau.part('save').click();
    await bureau.part('faults').waitFor();
    expect(await bureau.part('faults').textContent()).toContain('应为 100');
    await weight.fill(right);
    await bureau.part('save').click();
    await bureau.part('no-faults').waitFor();
    await bureau.part('submit-declaration').click();
    await confirm(bureau);
    await bureau.part('own-submission').waitFor();
    expect(await bureau.part('approve').count(), 'one’s own').toBe(0);
    address = new URL(bureau.page.url()).pathname;
    await office.visit(address);
    await office.part('approve').click();
    await confirm(office);
    await office.part('changes').waitFor();
  });

  it('changes them afterwards with a reason and by a second person, and prints the official table', async () => {
    await bureau.visit(address);
    await bureau.part('begin-change').click();
    const field = bureau.page.locator('[data-test="target-tree"] input[data-test^="target-"]').nth(1);
    await field.fill('77.5');
    await bureau.part('propose-change').click();
    await confirm(bureau, '施工面积经批复核减');
    await bureau.part('own-change').waitFor();
    await bureau.page.locator('[data-test="target-tree"] [aria-level="3"] td').first().click();
    await bureau.part('term-drawer').waitFor();
    await keep(bureau, 'change');
    expect(await accessFaults(bureau.page)).toEqual([]);
    await office.visit(address);
    await office.part('approve-change').click();
    await confirm(office);
    expect(await office.part('target-tree').textContent()).toContain('77.5');
    await office.part('open-form').click();
    await office.part('declaration-form').waitFor();
    expect(await office.part('declaration-form').textContent()).toMatch(/项目支出绩效目标申报表.*1200\.5.*77\.5/s);
    await keep(office, 'form');
    await office.page.emulateMedia({ media: 'print' });
    await office.keepPicture('targets-form-print', true);
    await office.page.emulateMedia({ media: 'screen' });
  });

  it('watches projects by month with their money', async () => {
    await office.page.evaluate(() => sessionStorage.removeItem('office-year'));
    await office.visit('/admin/monitoring');
    await office.part('monitoring').locator('[data-row]').first().waitFor();
    await keep(office, 'monitoring');
    await office.part('monitoring').locator('[data-row] a').first().click();
    await office.part('monitoring-table').waitFor();
    expect(await office.part('rate').textContent()).toMatch(/^\d+\.\d\d%$/);
    await keep(office, 'table');
    expect(await accessFaults(office.page)).toEqual([]);
  });

  it('shows how streets, departments and sectors came to their scores, and the projects behind each', async () => {
    await office.visit('/admin/group-scores');
    const table = office.part('group-scores');
    await table.locator('[data-row]').nth(1).waitFor();
    await table.locator('[data-row]').nth(1).locator('td').first().click();
    await keep(office, 'groups');
    await office.part('choose-plain').click();
    await office.part('choose-year').click();
    await office.part('choose-sector').click();
    await table.locator('[data-row="livelihood"]').waitFor();
    expect(await accessFaults(office.page)).toEqual([]);
    const count = parseInt((await office.part('projects-of-livelihood').textContent())?.split('/')[1] ?? '', 10);
    await office.part('projects-of-livelihood').click();
    await office.part('scores').locator('[data-row]').first().waitFor();
    expect(await office.part('field-category').inputValue()).toBe('livelihood');
    expect(await office.part('scores').locator('[data-row]').count()).toBe(Math.min(20, count));
    expect([...office.complaints, ...bureau.complaints]).toEqual([]);
  });
});
