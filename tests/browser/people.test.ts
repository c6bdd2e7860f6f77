import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, Screen } from './screen.ts';
import { accessFaults } from './touch.ts';

const DESK = { width: 1440, height: 900 };
const HONGSHAN = '320102008000';

needs('chromium')('organisations, people, roles and changes', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let security: Screen;
  let system: Screen;
  const enter = async (loginName: string, path = '/admin/people') => {
    const screen = await Screen.open(browser, demo.stack.address, DESK);
    await screen.visit(path);
    await screen.fill(demo.credentials(loginName));
    await screen
      .part(path.split('/').at(-1) ?? '')
      .locator('[role="row"]')
      .nth(1)
      .waitFor();
    screen.complaints.length = 0;
    return screen;
  };
  const openPerson = async (screen: Screen, name: string) => {
    await screen.visit('/admin/people');
    await screen.part('field-text').fill(name);
    await screen.part('people').getByText(name, { exact: true }).first().click();
    await screen.part('person-drawer').waitFor();
  };
  const openChange = async (screen: Screen) => {
    await screen.visit('/admin/changes');
    await screen.part('changes').locator('[data-row]').first().click();
    await screen.part('change-drawer').waitFor();
  };

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    [security, system] = [await enter('security'), await enter('system')];
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('says on every page that its figures are invented and that no second factor is asked for', async () => {
    const door = await Screen.open(browser, demo.stack.address, DESK);
    await door.visit('/sign-in');
    expect(await door.part('waived-mark').textContent()).toContain('未启用双因素认证');
    await door.close();
    // Neither the department nor the administrator sees the figures of the district.
    const department = await enter('construction', '/admin/projects');
    for (const screen of [department, system])
      expect([await screen.part('demo-mark').textContent(), await screen.part('waived-mark').textContent()]).toEqual([
        expect.stringContaining('演示数据'),
        expect.stringContaining('未启用双因素'),
      ]);
    await department.close();
  });

  it('makes an account by one administrator and gives it a street’s post with dates by another', async () => {
    await system.part('add-person').click();
    await system.part('field-name').fill('周新');
    await system.part('field-loginName').fill('zhouxin');
    await system.part('field-password').fill('Tangerine-Kite-47');
    await system.part('confirm-go').click();
    await system.part('add-dialog').waitFor({ state: 'detached' });
    await openPerson(security, 'zhouxin');
    expect(await security.part('deactivate').count(), 'the work of another').toBe(0);
    await security.part('grant-post').click();
    await security.part('field-grantRole').selectOption('street');
    await security.part('field-grantPlace').selectOption(HONGSHAN);
    await security.part('field-grantFrom').fill('2026-01-01');
    await security.part('field-grantUntil').fill('2099-12-31');
    expect(await security.part('crumbs').textContent()).toMatch(/组织与权限.*人员与岗位/);
    await security.keepPicture('admin-people-grant');
    await security.part('confirm-go').click();
    await security.part('post-street').waitFor();
    expect(await security.part('post-street').textContent()).toMatch(/红山街道办事处.*2026-01-01 至 2099-12-31/);
    expect(await accessFaults(security.page)).toEqual([]);
    await security.keepPicture('admin-people-desk');
  });

  it('makes an administrator by two: refused to the one who proposed it, done by the other', async () => {
    await system.visit('/admin/people');
    await system.part('add-person').click();
    await system.part('field-name').fill('吴安全');
    await system.part('field-loginName').fill('security2');
    await system.part('field-password').fill('Tangerine-Kite-47');
    await system.part('confirm-go').click();
    await system.part('add-dialog').waitFor({ state: 'detached' });
    await openPerson(security, 'security2');
    await security.part('grant-post').click();
    await security.part('field-grantRole').selectOption('security-admin');
    await security.part('field-reason').fill('增设安全管理员一名');
    await security.part('confirm-go').click();
    await security.part('grant-dialog').waitFor({ state: 'detached' });
    await openChange(security);
    await security.part('own-change').waitFor();
    expect(await security.part('confirm').count()).toBe(0);
    const [open] = (await (await demo.signIn('audit')).call('listChanges', { query: { state: 'open' } })).rows;
    const alone = await security.page.evaluate(
      async (id) =>
        (
          await fetch(`/api/changes/${id}/confirm`, {
            ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
          })
        ).status,
      open?.id,
    );
    expect(alone).toBe(403);
    security.complaints.length = 0;
    await openChange(system);
    await system.keepPicture('admin-changes-desk');
    await system.part('confirm').click();
    await system.part('confirm-go').click();
    await system.part('confirm').waitFor({ state: 'detached' });
    await openPerson(security, 'security2');
    await security.part('post-security-admin').waitFor();
  });

  it('keeps files with a project: taken in by its street, seen and taken away by who manages files, and only so', async () => {
    const [street, office] = [await enter('hongshan', '/admin/projects'), await enter('office', '/admin/projects')];
    const openProject = async (screen: Screen) => {
      await screen.part('field-text').fill('红山南路');
      await screen.part('projects').locator('[data-row]').nth(1).waitFor({ state: 'detached' });
      // The first cell is for ticking the row.
      await screen.part('projects').locator('[data-row] td').nth(1).click();
      await screen.part('project-drawer').waitFor();
    };
    /** The line of the file that is taken in here, among those that the project has. */
    const line = (screen: Screen) => screen.part('files').locator('li', { hasText: '现场核查.pdf' });
    const press = (screen: Screen, button: string) => line(screen).locator(`[data-test="${button}"]`).click();
    await openProject(street);
    expect(await street.part('relabel-project').count(), 'labels are not a street’s to give').toBe(0);
    await street.part('upload-file').click();
    const pdf = { name: '现场核查.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
    await street.part('field-file').setInputFiles(pdf);
    await street.part('confirm-go').click();
    await line(street).waitFor();
    expect(await line(street).textContent()).toMatch(/现场核查\.pdf.*内部.*本人.*1 KB/);
    const [taken] = await Promise.all([street.page.waitForEvent('download'), press(street, 'download-file')]);
    expect(taken.suggestedFilename()).toBe('现场核查.pdf');
    await openProject(office);
    await press(office, 'relabel-file');
    await office.part('label-dialog').locator('[data-test="field-label"]').selectOption('sensitive');
    await office.part('confirm-go').click();
    await office.part('label-dialog').waitFor({ state: 'detached' });
    // The list is read anew after the dialog has gone.
    await expect.poll(() => line(office).textContent()).toMatch(/敏感.*红山街道/);
    await office.keepPicture('admin-project-files');
    expect(await accessFaults(office.page)).toEqual([]);
    await press(office, 'remove-file');
    await office.part('confirm-go').click();
    await line(office).waitFor({ state: 'detached' });
    await office.expectNoSideways();
    expect([...street.complaints, ...office.complaints]).toEqual([]);
    await street.close();
    // One's own post is lent for today, and a project given out to an agency.
    await office.visit('/account');
    await office.part('lend-post').click();
    await office.part('field-lendText').fill('leader');
    await office.part('field-lendTo').locator('option', { hasText: '区领导' }).waitFor({ state: 'attached' });
    await office.part('field-reason').fill('外出培训');
    await office.part('confirm-go').click();
    await office.part('end-loan').waitFor();
    expect(await office.part('own-loans').textContent()).toMatch(/代理.*区领导.*生效中/);
    await office.part('end-loan').click();
    await office.part('confirm-go').click();
    await office.part('end-loan').waitFor({ state: 'detached' });
    await office.visit('/admin/organisation');
    await office.page.getByText('金陵绩效评价咨询有限公司').click();
    await office.part('assign').click();
    await office.part('field-assignText').fill('XW-2026-002');
    await office.part('field-assignProject').locator('option', { hasText: '红山南路' }).waitFor({ state: 'attached' });
    await office.part('field-assignUntil').fill('2099-12-31');
    await office.part('confirm-go').click();
    await office.part('assign-dialog').waitFor({ state: 'detached' });
    await expect.poll(() => office.part('organisation-drawer').textContent()).toMatch(/红山南路.*至 2099-12-31/);
    await office.close();
  });

  it('gathers changes of the role matrix, and offers none that a role may not have', async () => {
    await security.visit('/admin/roles');
    await security.part('role-matrix').waitFor();
    expect(await security.part('cell-security-admin-audit.read').count()).toBe(0);
    await security.part('cell-street-projects.export').click();
    expect(await security.part('matrix-changed').textContent()).toContain('1');
    await security.part('matrix-submit').click();
    expect(await security.part('cell-list').textContent()).toMatch(/街道：导出项目.*取消/);
    await security.part('field-reason').fill('收紧导出');
    await security.part('confirm-go').click();
    await security.part('matrix-dialog').waitFor({ state: 'detached' });
    await openChange(system);
    expect(await system.part('cell-list').textContent()).toMatch(/街道：导出项目.*取消/);
    await system.visit('/admin/roles');
    await system.part('role-matrix').waitFor();
    expect(await system.part('cell-street-projects.export').isDisabled()).toBe(true);
  });
});
