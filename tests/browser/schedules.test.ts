import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScheduleAnswer } from '../../contracts/keptSchedules.ts';
import type { Visitor } from '../helpers/client.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, Screen } from './screen.ts';
import { accessFaults } from './touch.ts';

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 1180, height: 820 };
/** Under way, with work of which nothing has begun. */
const PROJECT = 'XW-2026-025';

needs('chromium')('a schedule', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let office: Screen;
  let wire: Visitor;

  const answer = (): Promise<ScheduleAnswer> => wire.call('getSchedule', { params: { code: PROJECT } });
  const idOf = async (wbs: string): Promise<string> =>
    ((await office.part(`line-${wbs}`).getAttribute('id')) ?? expect.fail(`no row ${wbs}`)).replace('line-', '');
  const gripOf = (id: string, hold = 'bar', side = '') =>
    office.page.locator(`[data-hold="${hold}"][data-task="${id}"]${side === '' ? '' : `[data-side="${side}"]`}`);
  const boxOf = async (...of: Parameters<typeof gripOf>) =>
    (await gripOf(...of).boundingBox()) ?? expect.fail('nothing to take hold of');
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    const { mouse } = office.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await mouse.move(to.x, to.y);
    await mouse.up();
  };
  const middle = (box: { x: number; y: number; width: number; height: number }) => ({
    ...{ x: box.x + box.width / 2, y: box.y + box.height / 2 },
  });
  /** Only what is in sight is drawn. */
  const showLastWorks = () =>
    office.part('schedule-chart').evaluate((chart) => {
      chart.scrollTop = 300;
      chart.scrollLeft = chart.scrollWidth;
    });
  const startOf = async (wbs: string) => office.part(`line-${wbs}`).getByRole('gridcell').nth(1).textContent();
  const unsaved = () => office.part('unsaved').textContent();

  beforeAll(async () => {
    demo = await DemoDistrict.start();
    browser = await openBrowser();
    wire = await demo.signIn('office');
    office = await Screen.open(browser, demo.stack.address, DESK);
    await office.visit(`/admin/projects/${PROJECT}/schedule`);
    await office.fill(demo.credentials('office'));
    await office.part('schedule-chart').waitFor();
    // That a device is new is said over the foot of the page until it is read.
    const read = office.part('notice-read');
    await read.waitFor({ timeout: 10_000 }).then(
      () => read.click(),
      () => undefined,
    );
    await office.part('account-notice').waitFor({ state: 'detached' });
    await office.part('choose-month').click();
    await showLastWorks();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('is changed by the bars themselves: dragged, linked, undone, saved; the critical path follows', async () => {
    const [moved, ahead, before] = [await idOf('6.1'), await idOf('5.1'), await answer()];
    const wasCritical = before.schedule?.plan.criticalPath ?? [];
    const was = await startOf('6.1');

    // Sixty days later: what waits for it goes with it.
    const bar = middle(await boxOf(moved));
    await drag(bar, { x: bar.x + 180, y: bar.y });
    await expect.poll(unsaved).toContain('1');
    const later = await startOf('6.1');
    expect(later).not.toBe(was);
    expect(await office.part('note-change').textContent()).toContain('推迟');

    // From the end of one to the start of the other: both are brought into sight, for the page stays where it was.
    await office.part('line-5.1').click();
    await gripOf(ahead, 'dot', 'finish').evaluate((dot) => dot.scrollIntoView({ block: 'nearest', inline: 'center' }));
    const [dot, target] = [middle(await boxOf(ahead, 'dot', 'finish')), await boxOf(moved)];
    await drag(dot, { x: target.x + 2, y: target.y + target.height / 2 });
    await expect.poll(unsaved).toContain('2');

    await office.part('undo').click();
    await expect.poll(unsaved).toContain('1');
    await office.page.keyboard.press('Control+y');
    await expect.poll(unsaved).toContain('2');
    await office.part('undo').click();
    await office.part('undo').click();
    await expect.poll(() => startOf('6.1')).toBe(was);
    await office.part('redo').click();
    await expect.poll(() => startOf('6.1')).toBe(later);
    await office.part('redo').click();
    await expect.poll(unsaved).toContain('2');
    expect((await answer()).schedule?.revision).toBe(before.schedule?.revision);

    await office.part('save').click();
    await office.part('unsaved').waitFor({ state: 'detached' });
    const after = (await answer()).schedule ?? expect.fail('no schedule');
    expect(after.content.links.length).toBe((before.schedule?.content.links.length ?? 0) + 1);
    expect(after.plan.criticalPath).not.toEqual(wasCritical);
    expect(after.plan.criticalPath).toContain(Number(moved));
    expect((after.plan.finish ?? '') > (before.schedule?.plan.finish ?? '')).toBe(true);
  });

  it('is tried in a draft, with a stop, and left as it was', async () => {
    const before = await answer();
    await office.part('draft').click();
    await office.part('stops').click();
    await office.part('field-stopFrom').fill('2027-01-04');
    await office.part('field-stopTo').fill('2027-01-20');
    await office.part('stop-go').click();
    await office.part('note-change').waitFor();
    expect(await office.part('note-change').textContent()).toContain('变动');
    await office.part('leave-draft').click();
    await office.part('note-change').waitFor({ state: 'detached' });
    expect((await answer()).schedule?.revision).toBe(before.schedule?.revision);
  });

  it('says what cannot be, and keeps the page in order: no complaints, nothing that helps nobody', async () => {
    await showLastWorks();
    await office.part('line-6.1').click();
    await office.page.keyboard.press('Enter');
    await office.part('task-drawer').waitFor();
    await office.part('field-predecessor').selectOption({ label: '6.2 组织实施' });
    await office.part('add-link').click();
    await expect.poll(() => office.part('refusal').textContent()).toContain('成环');
    expect(await accessFaults(office.page)).toEqual([]);
    // It is given to somebody, who brings their office with them.
    const owner = office.part('field-owner');
    await expect.poll(() => owner.locator('option').count()).toBeGreaterThan(1);
    await owner.selectOption({ index: 1 });
    expect(await office.part('field-ownerOffice').inputValue()).not.toBe('');
    await office.part('apply-task').click();
    await expect.poll(unsaved).toContain('1');
    await office.part('save').click();
    await office.part('unsaved').waitFor({ state: 'detached' });
    const given = (await answer()).schedule?.content.tasks.find(({ wbs }) => wbs === '6.1');
    expect([given?.personId, given?.orgCode].every((one) => one !== null && one !== undefined)).toBe(true);
    await office.part('drawer-close').click();
    // A picture that leaves is in the audit log.
    const download = office.page.waitForEvent('download');
    await office.part('export-png').click();
    expect((await download).suggestedFilename()).toContain('.png');
    const log = await (await demo.signIn('audit')).call('listAudit', { query: { verb: 'schedule.export' } });
    expect(log.rows[0]).toMatchObject({ subject: PROJECT, after: { kind: 'png', changes: 0 } });
    expect(await office.page.evaluate(() => window.violations)).toEqual([]);
  });

  it('is read on a tablet, its works first, then all its tasks', async () => {
    const tablet = await Screen.open(browser, demo.stack.address, TABLET, true);
    await tablet.visit(`/project/${PROJECT}`);
    await tablet.fill(demo.credentials('leader'));
    const panel = tablet.part('schedule-panel');
    await panel.waitFor();
    const works = await panel.getByRole('row').count();
    await tablet.part('schedule-level').click();
    expect(await panel.getByRole('row').count()).toBeGreaterThan(works * 2);
    expect(await tablet.page.evaluate(() => window.violations)).toEqual([]);
  });
});
