import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { needs } from '../helpers/needs.ts';
import { openBrowser, Screen, type Size } from './screen.ts';
import { accessFaults, smallTargets, targetsOf } from './touch.ts';

const DESK: Size = { width: 1440, height: 900 };
const PHONE: Size = { width: 390, height: 844 };
/** Its evaluation beforehand is under approval: the finance bureau has added the construction bureau. */
const PROJECT = 'XW-2026-041';

needs('chromium')('an approval, by three people at desks and on a phone', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let office: Screen;
  let bureau: Screen;
  let phone: Screen;

  const enter = async (loginName: string, path: string, size: Size) => {
    const screen = await Screen.open(browser, demo.stack.address, size, size === PHONE);
    await screen.visit(path);
    await screen.fill(demo.credentials(loginName));
    await screen.part('approvals').or(screen.part('moves')).first().waitFor();
    screen.complaints.length = 0;
    return screen;
  };
  const stateOf = (screen: Screen) => screen.part('state').innerText();
  const openRow = async (screen: Screen) => {
    await screen.part('approvals').locator('[data-row]', { hasText: '红山片区环境整治二期' }).click();
    await screen.part('steps').waitFor();
  };
  /** At the button that opens the navigation, which a phone has folded away. */
  const badgeOf = (screen: Screen) => screen.part('open-nav').locator('[aria-hidden]').last().innerText();

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    [office, bureau, phone] = await Promise.all([
      enter('office', '/admin/approvals?inbox=mine', DESK),
      enter('construction', '/admin/approvals', DESK),
      enter('finance', '/admin/approvals', PHONE),
    ]);
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('is given an opinion by who was added, and waits at once for who added them', async () => {
    await expect.poll(() => badgeOf(phone)).toBe('1');
    await openRow(bureau);
    await bureau.part('act-approve').click();
    await bureau.page.getByRole('button', { name: '同意，请按程序办理。' }).click();
    expect(await bureau.part('field-opinion').inputValue()).toBe('同意，请按程序办理。');
    await bureau.part('act-go').click();
    // It is the finance bureau's again: whoever was added may urge it and send copies.
    await expect.poll(() => bureau.part('acts').innerText()).toBe('催办\n抄送');
    // Nobody at the phone did anything: the badge and the list are new.
    await expect.poll(() => badgeOf(phone), { timeout: 10_000 }).toBe('2');
    await expect.poll(() => phone.part('approvals').innerText()).toContain('红山片区环境整治二期');
  });

  it('is refused without an opinion, and passed on a phone with targets that a finger hits', async () => {
    expect(smallTargets(await targetsOf(phone.page))).toEqual([]);
    await openRow(phone);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    expect(await accessFaults(phone.page)).toEqual([]);
    expect(smallTargets(await targetsOf(phone.page))).toEqual([]);
    await phone.part('act-return').click();
    expect(await phone.part('act-go').isDisabled()).toBe(true);
    await phone.part('act-cancel').click();
    await phone.part('act-approve').click();
    await phone.part('field-opinion').fill('事前绩效评估结论可行，同意立项。');
    expect(smallTargets(await targetsOf(phone.page))).toEqual([]);
    await phone.part('act-go').click();
    await expect.poll(() => stateOf(phone)).toBe('已通过');
    await expect.poll(() => badgeOf(phone)).toBe('1');
  });

  it('has moved the project, and whoever began it is told', async () => {
    await expect.poll(() => office.part('unread').textContent(), { timeout: 10_000 }).toBe('1');
    const row = office.part('approvals').locator('[data-row]', { hasText: '红山片区环境整治二期' });
    await expect.poll(() => row.innerText()).toContain('已通过');
    await office.part('bell').click();
    await office.page.getByText('红山片区环境整治二期的审批已通过，项目进入项目建议书阶段').waitFor();
    await office.visit(`/admin/projects/${PROJECT}`);
    await expect.poll(() => stateOf(office)).toBe('项目建议书');
    expect(await office.part('steps').innerText()).toContain('审批第');
  });

  it('is begun from the project’s file on what is complete, and taken back while nobody has decided', async () => {
    const begin = office.part('begin-advance-S30');
    expect(await begin.isDisabled()).toBe(true);
    await demo.stack.sql(
      `insert into project_documents (project_id, kind, version, title, number, after_step)
       select $1, 'establishment-reply', 1, '立项批复', '玄发改〔2026〕88号', max(seq) from lifecycle_steps where project_id = $1`,
      [PROJECT],
    );
    await demo.stack.sql(
      `insert into project_amounts (project_id, kind, amount_fen) values ($1, 'estimate', 500000000)`,
      [PROJECT],
    );
    await office.visit(`/admin/projects/${PROJECT}`);
    await begin.click();
    const dialog = office.part('begin-dialog');
    for (const step of ['主管部门初审', '财政、绩效会签', '发改委批准'])
      expect(await dialog.innerText()).toContain(step);
    await office.part('confirm-go').click();
    // The office holds a seat of the second step: it may not begin what it would decide.
    await dialog.getByText('发起人不得审批本人发起的事项').waitFor();
    await office.page.keyboard.press('Escape');
    const leader = await enter('leader', `/admin/projects/${PROJECT}`, DESK);
    await leader.part('begin-advance-S30').click();
    await leader.part('confirm-go').click();
    await leader.part('act-withdraw').click();
    await leader.part('act-go').click();
    await expect.poll(() => stateOf(leader)).toBe('已撤回');
    await leader.context.close();
  });

  it('leaves nothing on the console of any of them', () => {
    const refused = (line: string) => /status of 422/.test(line);
    for (const screen of [office, bureau, phone]) expect(screen.complaints.filter((one) => !refused(one))).toEqual([]);
  });
});
