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
  const enter = async (loginName: string) => {
    const screen = await Screen.open(browser, demo.stack.address, DESK);
    await screen.visit('/admin/people');
    await screen.fill(demo.credentials(loginName));
    await screen.part('people').locator('[role="row"]').nth(1).waitFor();
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
