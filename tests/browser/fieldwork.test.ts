import jpeg from 'jpeg-js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { accessFaults } from './touch.ts';
import { openBrowser, openWall, Screen } from './screen.ts';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SMALL_WALL = { width: 1600, height: 700 };
const SOON = { timeout: 20_000 };

/** A picture as a phone takes it: large, and grey. */
const pictureOf = (name: string) => {
  const [width, height] = [2_400, 1_800];
  const data = Buffer.alloc(width * height * 4, 128);
  return {
    name,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(jpeg.encode({ data, width, height }, 60).data),
  };
};

needs('chromium')('in the field', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let wall: Screen;
  let office: Screen;
  let unit: Screen;
  let officer: Screen;
  let project: { id: string; name: string; progress: string; closesAt: number };
  let site: { projectId: string; name: string };

  const enter = async (loginName: string, path: string, size = DESK) => {
    const screen = await Screen.open(browser, demo.stack.address, size, size === PHONE);
    await screen.context.grantPermissions(['geolocation']);
    await screen.context.setGeolocation({ longitude: 118.81, latitude: 32.09 });
    await screen.visit(path);
    await screen.fill(demo.credentials(loginName));
    await screen.part('bell').waitFor();
    return screen;
  };
  const drafts = (screen: Screen) =>
    screen.page.evaluate(async () => [
      ...Object.keys(localStorage).filter((key) => key.startsWith('draft/')),
      ...(await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('draft/') ? [name] : [])),
    ]);

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    const [found] = await demo.stack.sql<typeof project>(
      `select p.id, p.name, (w.progress * 100)::text as progress, extract(epoch from w.closes_at)::float8 * 1000 as "closesAt"
         from projects p
         join lateral (select * from project_weeks where project_id = p.id and closes_at <= now()
                        order by closes_at desc limit 1) w on true
        where p.unit_code = 'renewal-company' and p.phase = 'building' and w.progress between 0.1 and 0.9
           and not exists (select from weekly_reports r where r.project_id = p.id and r.state = 'submitted')
           and exists (select from sites s where s.project_id = p.id)
        order by p.budget_fen desc limit 1`,
      [],
    );
    project = found ?? expect.fail('the demo has no project of the unit under way');
    const [place] = await demo.stack.sql<typeof site>(
      `select p.id as "projectId", p.name from projects p join sites s on s.project_id = p.id
        where p.street_code = '320102008000' and p.phase = 'building' and p.unit_code = 'renewal-company' order by p.id limit 1`,
      [],
    );
    site = place ?? expect.fail('the demo has no such site in 红山街道');
    wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '', SMALL_WALL);
    [office, unit, officer] = await Promise.all([
      enter('office', '/admin/reports'),
      enter('unit', `/admin/projects/${project.id}`, PHONE),
      enter('hongshan', '/admin/inspections', PHONE),
    ]);
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('a unit writes its week’s report with a photo where there is no network, and sends it where there is one', async () => {
    await unit.part('fill-report-open').click();
    await unit.part('field-week').selectOption(String(project.closesAt));
    await unit.context.setOffline(true);
    await unit.part('field-progress').fill((Number(project.progress) + 5).toFixed(3));
    await unit.part('field-done').fill('外立面完成三栋');
    await unit.part('field-report-reason').fill('计量复核');
    await unit.part('photo-file').setInputFiles(pictureOf('IMG_0001.jpg'));
    await unit.part('draft-photo').getByText('待上传').waitFor();
    await unit.part('send-report').click();
    await unit.part('problem').waitFor();
    expect(await drafts(unit)).toHaveLength(2);
    await unit.context.setOffline(false);
    await unit.part('send-report').click();
    await unit.part('fill-report').waitFor({ state: 'detached' });
    await unit.expectNoSideways();
    expect((await drafts(unit)).filter((key) => key.includes('report/'))).toEqual([]);
  });

  it('a second person sees the picture and accepts; the open wall shows it, in so many milliseconds', async () => {
    const valueOf = async () => (await wall.part('figure-monitor-progress').first().getAttribute('data-value')) ?? '';
    const before = await valueOf();
    await office.visit('/admin/reports');
    await office.part('field-state').selectOption('submitted');
    await office.part('reports').locator('[data-row]', { hasText: project.name }).locator('td').first().click();
    const picture = office.part('report-drawer').locator('[data-test="photos"] img').first();
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), SOON).toBe(2_048);
    await office
      .part('photos')
      .getByText(/距“.*”/)
      .waitFor();
    await picture.click();
    await office.part('close-photo').click();
    const startedAt = performance.now();
    await office.part('accept-report').click();
    await expect.poll(valueOf, { ...SOON, interval: 20 }).not.toBe(before);
    console.log(`from accepting a weekly report to the wall: ${Math.round(performance.now() - startedAt)} ms`);
  });

  it('an officer finds something at a site of the own street; the unit is told at once', async () => {
    const unread = async () => ((await unit.part('unread').count()) === 0 ? '0' : unit.part('unread').innerText());
    const before = await unread();
    await officer.part('begin-inspection').click();
    await officer.part('field-project').selectOption(site.projectId);
    await officer.context.setOffline(true);
    await officer.part('offline').waitFor();
    await officer.part('photo-file').setInputFiles(pictureOf('IMG_0002.jpg'));
    await officer.part('draft-photo').waitFor();
    await officer.part('verdict-serious').check();
    await officer.part('field-finding').fill('三层洞口无盖板');
    await officer.part('field-deadline').fill('2099-12-31');
    expect(await officer.part('send-inspection').isDisabled()).toBe(true);
    await officer.context.setOffline(false);
    // It is there again after the page was left.
    await officer.visit('/admin/inspections');
    await officer.part('draft-found').waitFor();
    const faults = await accessFaults(officer.page);
    await officer.part('send-inspection').click();
    await officer.part('fill-inspection').waitFor({ state: 'detached' });
    await officer.part('inspections').getByText('三层洞口无盖板').first().waitFor();
    await officer.expectNoSideways();
    await expect.poll(unread, SOON).not.toBe(before);
    expect(faults).toEqual([]);
  });

  it('what the unit put right the officer closes', async () => {
    await unit.visit('/admin/inspections');
    await unit.part('inspections').getByText('三层洞口无盖板').first().click();
    await unit.part('field-step-words').fill('已加设盖板');
    await unit.part('act-rectify').click();
    await unit.part('inspection-drawer').getByText('报告整改：已加设盖板').waitFor();
    await officer.visit('/admin/inspections');
    await officer.part('inspections').getByText('三层洞口无盖板').first().click();
    await officer.part('field-step-words').fill('复核属实');
    await officer.part('act-close').click();
    await officer.part('inspection-drawer').getByText('已销号').first().waitFor();
  });

  it('nothing that was being written stays when its author leaves', async () => {
    await officer.visit('/admin/inspections');
    await officer.part('begin-inspection').click();
    await officer.part('photo-file').setInputFiles(pictureOf('IMG_0003.jpg'));
    await officer.part('draft-photo').waitFor();
    await expect.poll(() => drafts(officer), SOON).not.toEqual([]);
    await officer.page.keyboard.press('Escape');
    await officer.part('person').click();
    await officer.part('sign-out').click();
    await officer.part('submit').waitFor();
    await expect.poll(() => drafts(officer), SOON).toEqual([]);
  });
});
