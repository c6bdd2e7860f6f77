import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readRows } from '../../server/platform/sheets.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { accessFaults } from './touch.ts';
import { openBrowser, Screen, type Size } from './screen.ts';

const DESK: Size = { width: 1440, height: 900 };
const PHONE: Size = { width: 390, height: 844 };
const SOON = { timeout: 20_000 };
/** A change of its works waits for the construction bureau. */
const PROJECT = 'XW-2026-001';

needs('chromium')('at the desks of offices', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let office: Screen;
  let finance: Screen;
  let bureau: Screen;
  let unit: Screen;

  const enter = async (loginName: string, size = DESK) => {
    const screen = await Screen.open(browser, demo.stack.address, size, size === PHONE);
    await screen.visit('/account');
    await screen.fill(demo.credentials(loginName));
    await screen.part('person').waitFor();
    screen.complaints.length = 0;
    return screen;
  };
  const fetched = async (screen: Screen, part: string): Promise<Download> => {
    const coming = screen.page.waitForEvent('download');
    await screen.part(part).click();
    return coming;
  };
  const rowsOf = async (file: Download) => readRows(readFileSync(await file.path()));
  const shown = (screen: Screen, table: string) => screen.part(table).locator('[data-row]');
  const query = () => new URL(office.page.url()).searchParams;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    [office, finance, bureau, unit] = [
      await enter('office'),
      await enter('finance'),
      await enter('construction'),
      await enter('unit', PHONE),
    ];
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('a list is filtered and sorted in its address, with the columns that are wanted, and kept as a view', async () => {
    await office.visit('/admin/projects');
    expect(await office.part('crumbs').innerText()).toMatch(/项目\s+项目清单/);
    await shown(office, 'projects').first().waitFor();
    const all = await shown(office, 'projects').count();
    await office.part('field-category').selectOption('livelihood');
    await expect.poll(() => shown(office, 'projects').count(), SOON).toBeLessThan(all);
    const some = await shown(office, 'projects').count();
    expect(query().get('category')).toBe('livelihood');
    await office.part('columns-open').click();
    await office.part('column-department').locator('input').uncheck();
    await office.part('columns-close').click();
    await office.part('save-view-open').click();
    await office.part('field-view-name').fill('民生项目');
    await office.part('confirm-go').click();
    await office.part('save-view').waitFor({ state: 'detached' });
    await office.visit('/admin/projects');
    await expect.poll(() => shown(office, 'projects').count(), SOON).toBe(all);
    await office.part('field-view').selectOption({ label: '民生项目' });
    await expect.poll(() => shown(office, 'projects').count(), SOON).toBe(some);
    expect(await office.part('projects').locator('thead').innerText()).not.toContain('主管部门');
    expect(await accessFaults(office.page)).toEqual([]);
  });

  it('what is chosen goes out as a workbook; a table of facts goes out and, coming back, is checked before anything is done', async () => {
    await office.part('choose-page').check();
    const count = await shown(office, 'projects').count();
    expect(await office.part('chosen-count').innerText()).toContain(String(count));
    const chosen = await rowsOf(await fetched(office, 'export-chosen'));
    expect(chosen.length).toBeGreaterThanOrEqual(count + 1);
    await office.part('clear-chosen').click();
    const facts = await fetched(office, 'export-projects');
    await office.part('import-projects').click();
    await office.part('field-table').setInputFiles(
      await facts.path().then((path) => ({
        ...{ name: 'projects.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
        buffer: readFileSync(path),
      })),
    );
    await office.part('import-check').click();
    await office.part('import-clean').waitFor();
    // Nothing was changed in it: there is nothing to apply.
    expect(await office.part('import-apply').isDisabled()).toBe(true);
    await office.page.keyboard.press('Escape');
  });

  it('a unit asks for a change on a phone, its bureau decides another, with its opinion', async () => {
    await unit.visit(`/admin/projects/${PROJECT}?tab=reviews`);
    await unit.part('propose-order').click();
    await unit.part('field-orderTitle').fill('增加雨水箅子');
    await unit.part('field-orderContent').fill('现状雨水口间距过大，增设 12 处');
    await unit.part('field-orderAmount').fill('-1.5');
    await unit.part('field-orderDays').fill('3');
    await unit.expectNoSideways();
    await unit.part('confirm-go').click();
    await unit.part('propose-dialog').waitFor({ state: 'detached' });
    await unit.part('change-orders').getByText('增加雨水箅子').first().waitFor();
    expect(await unit.part('change-orders').innerText()).toContain('−1.5 万元');
    await unit.expectNoSideways();
    await unit.keepPicture('desks-orders-phone', true);

    await bureau.visit(`/admin/projects/${PROJECT}?tab=reviews`);
    await bureau.part('decide-1').click();
    await bureau.part('field-orderOpinion').fill('情况属实，同意变更。');
    await bureau.part('confirm-go').click();
    await bureau.part('decide-dialog').waitFor({ state: 'detached' });
    await expect.poll(() => bureau.part('order-1').innerText(), SOON).toContain('情况属实，同意变更。');
    expect(await accessFaults(bureau.page)).toEqual([]);
    await bureau.visit(`/admin/projects/${PROJECT}?tab=documents`);
    await bureau.part('document-change-order').waitFor();
  });

  it('what finance sent and cannot be entered is looked at, tried again, and given up with a reason', async () => {
    await finance.visit('/admin/interfaces/inbox');
    await shown(finance, 'inbox').filter({ hasText: 'P-999' }).first().click();
    expect(await finance.part('why').innerText()).toContain('项目编号');
    await finance.part('replay').click();
    await finance.page.getByText('原因尚未消除').waitFor();
    await shown(finance, 'inbox').filter({ hasText: 'P-999' }).first().click();
    await finance.part('dismiss').click();
    await finance.part('field-reason').fill('财政确认编号录错，另行推送');
    await finance.part('confirm-go').click();
    await finance.part('inbox-drawer').waitFor({ state: 'detached' });
    await expect
      .poll(() => shown(finance, 'inbox').filter({ hasText: 'P-999' }).first().innerText(), SOON)
      .toContain('已作废');
    expect(await accessFaults(finance.page)).toEqual([]);
  });

  it('what differs from the statement of a month is explained by its owner and closed, and goes out as a workbook', async () => {
    await finance.visit('/admin/reconciliation');
    const row = shown(finance, 'differences').filter({ hasText: 'ZF-P-999-001' });
    await row.waitFor();
    const table = await rowsOf(await fetched(finance, 'workbook'));
    expect(table.some((cells) => cells[1] === 'ZF-P-999-001')).toBe(true);
    for (const [act, note, state] of [
      ['explain', '编号录错，财政次月更正', '已说明'],
      ['close-difference', '已更正', '已了结'],
    ] as const) {
      await row.click();
      await finance.part(act).click();
      await finance.part('field-reason').fill(note);
      await finance.part('confirm-go').click();
      await finance.part('difference-drawer').waitFor({ state: 'detached' });
      await expect.poll(() => row.innerText(), SOON).toContain(state);
    }
    expect(await accessFaults(finance.page)).toEqual([]);
  });

  it('whoever owes a week’s report is reminded by one order, once a day', async () => {
    await office.visit('/admin/reports');
    await office.part('remind-all').click();
    await office.page.getByText(/已(记录)?催报 \d+ 个项目/).waitFor();
    await office.part('remind-all').click();
    await office.page.getByText('所选项目一天内已催报').waitFor();
  });

  it('leaves nothing on anybody’s console', async () => {
    for (const screen of [office, finance, bureau, unit]) {
      expect(screen.complaints).toEqual([]);
      expect(await screen.violations()).toEqual([]);
    }
  });
});
