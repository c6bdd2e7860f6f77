import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import { readRows, writeWorkbook } from '../../server/platform/sheets.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, openWall, Screen } from './screen.ts';
import { accessFaults } from './touch.ts';

const DESK = { width: 1440, height: 900 };
/** A small wall is soon drawn; its figures are the same. */
const SMALL_WALL = { width: 1600, height: 700 };
/** Built since some weeks, with payments and reports, and without targets of this year. */
const PROJECT = 'XW-2026-025';
const TEMPLATE = '兰园片区改造绩效指标';
const [BY_HAND, BY_TABLE, BY_SYSTEM] = ['改造（服务）完成数量', '群众诉求按期办结率', '预算执行率'];
const BY_INSTRUMENTS = '噪声达标率';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

needs('chromium')('from a template to the wall', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let wall: Screen;
  let office: Screen;
  let finance: Screen;
  let bureau: Screen;

  const enter = async (loginName: string, path: string) => {
    const screen = await Screen.open(browser, demo.stack.address, DESK);
    await screen.visit(path);
    await screen.fill(demo.credentials(loginName));
    await screen.part('admin-nav').waitFor();
    screen.complaints.length = 0;
    return screen;
  };
  const confirm = async (screen: Screen) => {
    await screen.part('confirm-go').click();
    await screen.part('confirm-go').waitFor({ state: 'detached' });
  };
  const rowOf = (screen: Screen, table: string, text: string): Locator =>
    screen.part(table).locator('[data-row]', { hasText: text });
  const openTarget = async (screen: Screen, name: string) => {
    await rowOf(screen, 'due', name).locator('td').first().click();
    await screen.part('target-drawer').getByRole('heading', { name }).waitFor();
  };
  /** A second person passes everything that waits of the project. */
  const review = async (count: number) => {
    await office.visit('/admin/values');
    await office.part('field-text').fill(PROJECT);
    const boxes = office.part('waiting').locator('[data-row] input[type=checkbox]');
    await expect.poll(() => boxes.count()).toBe(count);
    await office.part('choose-all').check();
    await office.part('accept-chosen').click();
    await office.part('waiting').getByText('没有待审核的完成值').waitFor();
  };
  const districtScore = async (): Promise<number> => {
    const text = `select weighted::text as score from group_scores where scope = 'district' and code = $1
                   order by month desc limit 1`;
    const [row] = await demo.stack.sql<{ score: string }>(text, [DISTRICT_CODE]);
    return Number(row?.score);
  };
  /** A click on an indicator's bar in the picture: its row by the text twin, somewhere along it. */
  const pickBar = async (screen: Screen, name: string) => {
    const chart = screen.part('chart');
    const steps = await chart.locator('table tbody tr').allTextContents();
    const row = steps.findIndex((text) => text.includes(name));
    expect(steps[row]).toMatch(/−\d+\.\d\d$/);
    const box = (await chart.locator('canvas').boundingBox()) ?? expect.fail('no waterfall');
    const rem = await screen.page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    const [top, bottom] = [0.25 * rem, 1.6 * rem];
    const y = box.y + top + ((row + 0.5) / steps.length) * (box.height - top - bottom);
    for (let x = box.x + 11 * rem; x < box.x + box.width && (await screen.part('bar').count()) === 0; x += rem)
      await screen.page.mouse.click(x, y);
    await screen.part('bar').getByRole('heading', { name }).waitFor();
  };
  const ownScore = (screen: Screen): Promise<string> => screen.part('score-value').innerText();

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '', SMALL_WALL);
    [office, finance, bureau] = await Promise.all([
      enter('office', '/admin/templates'),
      enter('finance', '/admin/templates'),
      enter('construction', '/admin/targets'),
    ]);
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('publishes a template of one’s own by a second person', async () => {
    await rowOf(office, 'templates', '民生实事项目绩效指标').click();
    await office.part('copy').click();
    await office.part('field-templateName').fill(TEMPLATE);
    await office.part('field-templateCode').fill('LANYUAN');
    await office.part('confirm-go').click();
    await office.part('submit-version').click();
    await office.part('publish-version').waitFor();
    expect(await office.part('publish-version').isDisabled(), 'one’s own').toBe(true);
    await rowOf(finance, 'templates', TEMPLATE).waitFor({ state: 'detached' });
    await finance.visit('/admin/indicators?template=LANYUAN');
    await finance.part('publish-version').click();
    await confirm(finance);
    await expect.poll(() => finance.part('version-mark').innerText()).toBe('V1 已发布');
  });

  it('binds it to a project: chosen, filled in, submitted, approved by a second person', async () => {
    await bureau.part('field-text').fill(PROJECT);
    await bureau.part(`choose-template-${PROJECT}`).click();
    await bureau.part('field-template').selectOption({ value: 'LANYUAN' });
    await bureau.part('confirm-go').click();
    await bureau.part('faults').waitFor();
    await bureau.part('field-annualGoal').fill('完成年度改造任务');
    await bureau.part('field-fiscal').fill('2000');
    for (const field of await bureau.part('target-tree').locator('input[data-test^="target-"]').all())
      if ((await field.inputValue()) === '') await field.fill('100');
    await bureau.part('save').click();
    await bureau.part('no-faults').waitFor();
    await bureau.part('submit-declaration').click();
    await confirm(bureau);
    await bureau.part('own-submission').waitFor();
    await office.visit(new URL(bureau.page.url()).pathname);
    await office.part('approve').click();
    await confirm(office);
    await office.part('changes').waitFor();
  });

  it('fills values by hand with evidence, by a table after a dry run, and by the system', async () => {
    await bureau.visit('/admin/values');
    await bureau.part('field-text').fill(PROJECT);
    await openTarget(bureau, BY_HAND);
    await bureau.part('enter').click();
    await bureau.part('field-value').fill('92');
    await bureau.part('field-note').fill('累计完成 92 户');
    const pdf = { name: '销号表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
    await bureau.part('evidence-file').setInputFiles(pdf);
    await bureau.part('field-evidence').getByText('销号表.pdf').waitFor();
    await bureau.part('submit-value').click();
    await bureau.part('history').getByText('销号表.pdf').waitFor();
    await bureau.part('drawer-close').click();

    const [download] = await Promise.all([bureau.page.waitForEvent('download'), bureau.part('export-values').click()]);
    const [heads = [], ...lines] = await readRows(readFileSync(await download.path()));
    const place = heads.indexOf('完成值');
    const name = heads.indexOf('指标名称');
    const own = lines.find((line) => line[0] === PROJECT && line[name] === BY_TABLE) ?? expect.fail('no such row');
    const table = (value: string) =>
      writeWorkbook([
        { name: '完成值', widths: [10], rows: [heads, own.map((cell, i) => (i === place ? value : cell))] },
      ]);
    const check = async (value: string) => {
      const file = { name: '完成值.xlsx', mimeType: XLSX, buffer: await table(value) };
      await bureau.part('field-table').setInputFiles(file);
      await bureau.part('import-check').click();
    };
    await bureau.part('import-values').click();
    await check('九成');
    await bureau.part('import-faults').waitFor();
    expect(await bureau.part('import-faults').innerText()).toMatch(/第 2 行「完成值」/);
    expect(await bureau.part('import-apply').isDisabled()).toBe(true);
    // A tenth of what it is: the wrong input.
    await check('9.6');
    await bureau.part('import-clean').waitFor();
    await bureau.part('import-apply').click();
    await bureau.part('import-undo').waitFor();
    await bureau.page.keyboard.press('Escape');

    await office.visit('/admin/values');
    await office.part('choose-fill').click();
    await office.part('field-whose').selectOption('all');
    await office.part('field-text').fill(PROJECT);
    await openTarget(office, BY_SYSTEM);
    await office.part('collect').click();
    await office.part('history').getByText('系统采集').waitFor();
    // The simulated instruments have been telling their last weeks since the demonstration began.
    await openTarget(office, BY_INSTRUMENTS);
    const taken = office.part('history').getByText('系统采集');
    await expect
      .poll(
        () =>
          office
            .part('collect')
            .click()
            .then(() => taken.count()),
        { timeout: 60_000, interval: 2_000 },
      )
      .toBeGreaterThan(0);
    await office.part('history').getByText('计算依据').first().click();
    expect(await office.part('history').innerText()).toMatch(/noise-compliance@1[\s\S]*达标时窗（个）/);
    await review(2);
  });

  it('shows the score, and by its waterfall the wrong input; corrected, the wall tells another score', async () => {
    await bureau.visit(`/admin/scores`);
    await bureau.part('field-text').fill(PROJECT);
    await bureau.part(`score-${PROJECT}`).click();
    await bureau.part('score-page').waitFor();
    const wrong = await ownScore(bureau);
    await wall.seeValue('figure-score', (value) => value !== '');
    const before = await districtScore();
    await wall.seeValue('figure-score', (value) => Math.abs(Number(value) - before) < 1e-6);

    expect(await rowOf(bureau, 'bars', BY_INSTRUMENTS).innerText()).toMatch(/(÷ 95 ×|≥ 95)/);
    await bureau.settle();
    await bureau.keepPicture('scores-waterfall');
    expect(await accessFaults(bureau.page)).toEqual([]);
    await pickBar(bureau, BY_TABLE);
    expect(await bureau.part('bar').innerText()).toMatch(/9\.6 ÷ 98 × 4 = 0\.39/);
    await bureau.part('correct').click();

    await bureau.part('target-drawer').getByRole('heading', { name: BY_TABLE }).waitFor();
    await bureau.part('enter').click();
    expect(await bureau.part('field-value').inputValue()).toBe('9.6');
    await bureau.part('field-value').fill('96');
    await bureau.part('field-note').fill('录入时小数点错位');
    await bureau.part('submit-value').click();
    await bureau.part('history').getByText('录入时小数点错位').waitFor();
    await review(1);

    await wall.seeValue('figure-score', (value) => Number(value) > before);
    await bureau.visit(`/admin/scores/${PROJECT}`);
    await bureau.part('score-page').waitFor();
    const right = await ownScore(bureau);
    expect(Number(right)).toBeGreaterThan(Number(wrong));
    const after = await districtScore();
    await wall.seeValue('figure-score', (value) => Math.abs(Number(value) - after) < 1e-6);
    for (const screen of [office, finance, bureau, wall]) expect(screen.complaints).toEqual([]);
  });
});
