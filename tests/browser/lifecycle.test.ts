import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { connectAsync } from 'mqtt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import type { FlowStep } from '../../contracts/approvals.ts';
import type { AmountKind, DocumentKind, LifecycleAction } from '../../contracts/lifecycles.ts';
import { topicOf } from '../../contracts/mqtt.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { projectRoom } from '../../contracts/socket.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { RoomFollower, Visitor } from '../helpers/client.ts';
import { DemoDistrict } from '../helpers/demoDistrict.ts';
import { registerDevice, type TestDevice } from '../helpers/devices.ts';
import { needs } from '../helpers/needs.ts';
import { taskOf } from '../helpers/schedules.ts';
import { until } from '../helpers/until.ts';
import { openBrowser, openWall, Screen, type Size } from './screen.ts';

const DESK: Size = { width: 1440, height: 900 };
const TABLET: Size = { width: 1180, height: 820 };
const PHONE: Size = { width: 390, height: 844 };
const SMALL_WALL: Size = { width: 1600, height: 700 };
const SOON = { timeout: 30_000 };
const HONGSHAN = '320102008000';
const NAME = '红山片区雨污分流改造';

const WEEK = 7 * 86_400_000;
const FIRST_MONDAY = Date.UTC(1970, 0, 4, 16);
/** The Monday that closed the newest week. */
const lastMonday = FIRST_MONDAY + Math.floor((Date.now() - FIRST_MONDAY) / WEEK) * WEEK;
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const today = dayOf(Date.now());
const year = Number(today.slice(0, 4));
/** Weeks behind and ahead of today that the works take. */
const [BEHIND, AHEAD] = [4, 4];

/** Who sits on the posts that approvals ask. */
const seats: Partial<Record<PersonRole, string>> = {
  ...{ department: 'construction', finance: 'finance', 'performance-office': 'office' },
  ...{ 'development-reform': 'reform', 'district-leader': 'leader' },
};
const people = [
  'unit',
  'construction',
  'finance',
  'office',
  'reform',
  'leader',
  'hongshan',
  'suojincun',
  'audit',
  'system',
];

const photo = () => {
  const [width, height] = [1_600, 1_200];
  const data = Buffer.alloc(width * height * 4, 150);
  const buffer = Buffer.from(jpeg.encode({ data, width, height }, 60).data);
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer };
};

needs('chromium')('a project from its application to the archive', () => {
  let demo: DemoDistrict;
  let browser: Browser;
  let wall: Screen;
  let id = '';
  const desks = new Map<string, Screen>();
  const wires = new Map<string, Visitor>();

  const at = (loginName: string): Screen => desks.get(loginName) ?? expect.fail(`nobody is called ${loginName}`);
  const as = (loginName: string): Visitor => wires.get(loginName) ?? expect.fail(`nobody is called ${loginName}`);
  const cookiesOf = async (screen: Screen): Promise<string> =>
    (await screen.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  /** Signs in at a desk; what is not worth looking at goes over the same session's wires. */
  const arrive = async (loginName: string) => {
    const screen = await Screen.open(browser, demo.stack.address, DESK);
    await screen.visit('/account');
    await screen.fill(demo.credentials(loginName));
    await screen.part('person').waitFor();
    screen.complaints.length = 0;
    desks.set(loginName, screen);
    const visitor = new Visitor(demo.stack.address);
    visitor.cookie = await cookiesOf(screen);
    wires.set(loginName, visitor);
  };
  /** The same person with something else in their hands. */
  const alsoOn = async (loginName: string, size: Size): Promise<Screen> => {
    const screen = await Screen.open(browser, demo.stack.address, size, true);
    await screen.takeSession(await cookiesOf(at(loginName)));
    return screen;
  };
  const file = () => `/admin/projects/${id}`;
  const params = () => ({ code: id });
  const stand = (who = 'unit') => as(who).call('getLifecycle', { params: params() });
  const seeState = async (screen: Screen, state: string) => {
    await screen.visit(file());
    await expect.poll(() => screen.part('state').innerText(), SOON).toBe(state);
  };
  const note = async (who: string, ...kinds: DocumentKind[]) => {
    for (const kind of kinds) {
      const body = { kind, title: `${NAME}（${kind}）`, number: '', issuedOn: today, fileId: null };
      await as(who).call('addDocument', { params: params(), body });
    }
  };
  const sum = (who: string, kind: AmountKind, amountFen: string) =>
    as(who).call('noteAmount', { params: { code: id, kind }, body: { amountFen, note: '批复' } });
  const move = async (by: string, to: string, action: LifecycleAction = 'advance') => {
    const { revision } = await stand(by);
    return as(by).call('moveProject', { params: params(), body: { action, to, revision } });
  };
  /** Begun by the unit and approved by everybody who is asked: the last of them moves the project. */
  const approve = async (to: string) => {
    const { revision, moves } = await stand();
    const asked: readonly FlowStep[] = moves.find((row) => row.action === 'advance' && row.to === to)?.approval ?? [];
    const way = { action: 'advance', to, revision, reason: '' } as const;
    const { id: number } = await as('unit').call('beginApproval', { params: params(), body: way });
    for (const role of asked.flatMap(({ roles }) => roles)) {
      const { passes } = await as('unit').call('getApproval', { params: { id: number } });
      const order = { act: 'approve', passes: passes.length, opinion: '同意。' } as const;
      await as(seats[role] ?? '').call('actOnApproval', { params: { id: number }, body: order });
    }
    expect(await stand()).toMatchObject({ state: to });
  };
  /** Takes a step at somebody's desk. */
  const step = async (who: string, key: string, state: string) => {
    await at(who).visit(file());
    await at(who).part(`go-${key}`).click();
    await at(who).part('confirm-go').click();
    await expect.poll(() => at(who).part('state').innerText(), SOON).toBe(state);
  };
  /** Gives an opinion on the approval at somebody's desk, out of their inbox. */
  const decide = async (who: string, act: 'approve' | 'return', opinion: string) => {
    const screen = at(who);
    await screen.visit('/admin/approvals');
    await screen.part('approvals').locator('[data-row]', { hasText: NAME }).click();
    await screen.part(`act-${act}`).click();
    await screen.part('field-opinion').fill(opinion);
    await screen.part('act-go').click();
    await screen.part('act-dialog').waitFor({ state: 'detached' });
  };
  /** Answers every point of a review with yes, but for the one named. */
  const fillReview = async (kind: 'mid-term' | 'acceptance', unmet: string | null) => {
    const screen = at('unit');
    await screen.visit(`${file()}?tab=reviews`);
    await screen.part(`fill-${kind}`).waitFor();
    for (const point of await screen.page.locator('[data-test^="point-"]').all()) {
      const isUnmet = (await point.getAttribute('data-test')) === `point-${unmet}`;
      await point.locator(`[data-test="answer-${isUnmet ? 'no' : 'yes'}"]`).check();
      if (isUnmet) await point.locator('[data-test="answer-note"]').fill('雨季影响，已增加班组，月底前补齐');
    }
    await screen.part('field-review-summary').fill('按序时推进，质量安全受控。');
    await screen.keepPicture(`lifecycle-${kind}`, true);
    await screen.part('review-file').click();
    await screen.part(`review-${kind}-1`).first().waitFor();
  };
  const conclude = async (who: string, kind: 'mid-term' | 'acceptance', outcome: string) => {
    const screen = at(who);
    await screen.visit(`${file()}?tab=reviews`);
    await screen.part('field-outcome').selectOption(outcome);
    await screen.part('field-review-opinion').fill('同意。');
    await screen.keepPicture(`lifecycle-conclude-${kind}`, true);
    await screen.part('review-conclude').click();
    await screen.part(`conclude-${kind}`).waitFor({ state: 'detached' });
  };
  const speakFor = async (device: TestDevice) => {
    const { username, password } = device;
    const client = await connectAsync(demo.stack.mqttUrl, { clientId: username, username, password });
    const said = JSON.stringify({ online: true, at: Date.now() });
    await client.publishAsync(topicOf({ ...device, leaf: 'status' }), said, { qos: 1, retain: true });
    await client.endAsync();
  };
  /** Everything by which somebody of another street could come upon the project. */
  const expectUnseen = async () => {
    const screen = at('suojincun');
    const wire = as('suojincun');
    for (const text of [NAME, id])
      expect(await wire.call('listProjects', { query: { text } })).toMatchObject({ rows: [], total: 0 });
    for (const path of ['', '/file', '/lifecycle', '/documents', '/reviews', '/contracts', '/payments', '/schedule']) {
      const reply = await wire.fetch(`/api/projects/${id}${path}`);
      const said = reply.status === 404 ? 'not found' : await reply.text();
      expect([path, said]).toEqual([path, said === '{"rows":[]}' ? said : 'not found']);
    }
    await screen.visit(`/admin/projects?text=${encodeURIComponent(NAME)}`);
    await screen.part('projects').getByText('没有').first().waitFor();
    expect(await screen.part('projects').locator('[data-row]').count()).toBe(0);
    await screen.part('search').fill(NAME);
    await screen.page.getByRole('status').filter({ hasText: '没有' }).first().waitFor();
    expect(await screen.part('found').locator('[role="option"]').count()).toBe(0);
    await screen.visit(file());
    await screen.page.getByText('没有').first().waitFor();
    expect(await screen.page.locator('main').innerText()).not.toContain(NAME);
    await screen.visit(`/project/${id}`);
    await screen.part('refused').waitFor();
    expect(await screen.page.locator('body').innerText()).not.toContain(NAME);
    const follower = new RoomFollower(wire.socket(), projectRoom(id));
    await until('the socket', () => follower.socket.connected);
    await expect(follower.join()).rejects.toThrow(/not-found|not-permitted/);
    follower.close();
  };

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoDistrict.start(), openBrowser()]);
    for (const loginName of people) await arrive(loginName);
    wall = await openWall(browser, demo.stack, demo.seeded.wallPath ?? '', SMALL_WALL);
  });
  beforeEach(() => demo.stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('is decided here and not in OA, which the system administrator tells nothing for now', async () => {
    const system = at('system');
    await system.visit('/admin/interfaces/destinations');
    const row = system.part('destinations').locator('[data-row]', { hasText: '协同办公' });
    await row.locator('[data-test^="change-"]').click();
    await system.part('field-sending').uncheck();
    await system.part('save-destination').click();
    await system.part('destination-dialog').waitFor({ state: 'detached' });
    await row.getByText('已暂停').first().waitFor();
    await system.keepPicture('lifecycle-destinations');
  });

  it('is applied for by its unit: a form, a place on the map, its papers', async () => {
    const unit = at('unit');
    await unit.visit('/admin/projects/new');
    await unit.part('field-name').fill(NAME);
    await unit.part('field-sector').selectOption('water');
    await unit.part('field-rollout').selectOption('deepening');
    await unit.part('field-budget').fill('6400');
    await unit.part('field-startsOn').fill(dayOf(lastMonday - BEHIND * WEEK));
    await unit.part('field-endsOn').fill(dayOf(lastMonday + AHEAD * WEEK));
    await unit.part('field-department').selectOption('construction');
    // The unit is that of whoever applies.
    expect(await unit.part('field-unit').inputValue()).toBe('renewal-company');
    await unit.part('pick-map').waitFor();
    const label = await unit.part('pick-map').locator('text', { hasText: '红山街道' }).boundingBox();
    if (label === null) throw new Error('the street is not on the map');
    await unit.page.mouse.click(label.x + label.width / 2, label.y + label.height + 12);
    await expect.poll(() => unit.part('picked').innerText(), SOON).toContain('红山街道');
    expect(await unit.part('field-street').inputValue()).toBe(HONGSHAN);
    await unit.keepPicture('lifecycle-new-project', true);
    await unit.part('create').click();
    await unit.page.waitForURL(/\/admin\/projects\/[^/]+\?tab=info$/);
    id = new URL(unit.page.url()).pathname.split('/').at(-1) ?? '';

    await unit.visit(`${file()}?tab=documents`);
    await unit.part('add-document').click();
    await unit.part('field-documentKind').selectOption('need-basis');
    await unit.part('field-documentTitle').fill('片区积水点排查报告');
    await unit.part('confirm-go').click();
    await unit.part('document-need-basis').getByText('片区积水点排查报告').waitFor();
    await note('unit', 'rough-estimate');
    await note('hongshan', 'street-opinion');
    await step('construction', 'advance-S10', '事前绩效评估');
    await note('construction', 'pre-evaluation');
    await approve('S20');
  });

  it('is approved by its department, by two offices together of which one sends it back, and again once resubmitted', async () => {
    await note('reform', 'establishment-reply');
    await sum('reform', 'estimate', '6400000000');
    const unit = at('unit');
    await unit.visit(file());
    await unit.part('begin-advance-S30').click();
    await unit.part('begin-dialog').getByText('财政、绩效会签').waitFor();
    await unit.part('confirm-go').click();
    await unit.part('steps').waitFor();

    await decide('construction', 'approve', '初审同意。');
    await decide('finance', 'approve', '资金来源可行，同意。');
    await decide('office', 'return', '绩效目标与投资规模不匹配，请补充测算依据。');
    // The unit's page is open: it is told there.
    await expect.poll(() => unit.part('state').innerText(), SOON).toBe('已退回发起人');
    await unit.page.getByText('绩效目标与投资规模不匹配').first().waitFor();
    await unit.keepPicture('lifecycle-returned', true);
    await unit.part('act-resubmit').click();
    await unit.part('field-opinion').fill('已补充测算依据。');
    await unit.part('act-go').click();
    await expect.poll(() => unit.part('state').innerText(), SOON).toBe('办理中');

    await decide('construction', 'approve', '复审同意。');
    await decide('finance', 'approve', '同意。');
    await decide('office', 'approve', '目标已完善，同意。');
    await decide('reform', 'approve', '同意立项。');
    await expect.poll(() => unit.part('state').innerText(), SOON).toBe('已通过');
    await unit.keepPicture('lifecycle-approved', true);
    await seeState(unit, '可行性研究');
  });

  it('comes to its works: budget, targets, tender, permit, each with what it asks for', async () => {
    await note('unit', 'feasibility-reply', 'site-selection', 'environment-reply', 'stability-report');
    await approve('S40');
    await note('reform', 'budget-reply');
    await sum('reform', 'budget', '6400000000');
    await approve('S50');
    const made = await as('unit').call('createDeclaration', { body: { projectId: id, year } });
    const { attribute, initialFen, carriedFen, otherFen } = made;
    const body = {
      ...{ attribute, initialFen, carriedFen, otherFen, revision: made.revision, fiscalFen: '6400000000' },
      ...{ wholeGoal: '消除片区积水点，实现雨污分流。', annualGoal: '完成主管网改造。' },
      targets: made.targets.map(({ id: target, ...terms }) => ({
        ...{ id: target, weight: terms.weight, target: terms.target ?? '100', targetText: terms.targetText || '达标' },
        ...{ orgCode: terms.orgCode ?? made.departmentCode, personId: null, monthly: null, note: '' },
      })),
    };
    await as('unit').call('editDeclaration', { params: { id: made.id }, body });
    await as('unit').call('submitDeclaration', { params: { id: made.id } });
    await as('finance').call('approveDeclaration', { params: { id: made.id } });
    await note('finance', 'annual-plan-reply');
    await approve('S60');
    await note('finance', 'ceiling-review');
    await sum('finance', 'ceiling', '6000000000');
    await approve('S70');
    await note('unit', 'award-notice', 'contract');
    const terms = [{ name: '预付款', condition: '合同生效后', share: '30' }];
    const contract = {
      ...{
        number: 'HT-2026-88',
        name: '施工总承包合同',
        kind: 'construction' as const,
        contractor: '宁安建设有限公司',
      },
      ...{ creditCode: null, amountFen: '5900000000', payable: '85', signedOn: today, startsOn: today, endsOn: null },
    } as const;
    await as('unit').call('addContract', { params: params(), body: { ...contract, terms } });
    await move('unit', 'S80');
    await note('construction', 'work-permit');
    const site = { code: 'S-JOURNEY', name: '雨污分流一标段', streetCode: HONGSHAN, projectId: id };
    await as('office').call('createSite', { body: { ...site, lon: 118.81, lat: 32.09 } });
    await speakFor(await registerDevice(as('office'), site.code, 'ENV-JOURNEY', 'env'));
    await speakFor(await registerDevice(as('office'), site.code, 'CAM-JOURNEY', 'camera'));
    await until('its devices online', async () =>
      (await stand('construction')).moves.some(({ to, ready }) => to === 'S90' && ready),
    );
    await move('construction', 'S90');
  });

  it('begins once its plans are laid and its baseline is frozen', async () => {
    await note('unit', 'start-order');
    const revisionOf = async () => (await as('unit').call('getBudget', { params: params() })).revision;
    const lines = [{ source: 'district', purpose: 'works', year, amountFen: '6400000000', note: '' } as const];
    await as('unit').call('editBudgetLines', { params: params(), body: { revision: await revisionOf(), lines } });
    const months = [{ month: today.slice(0, 7), amountFen: '6400000000' }];
    await as('unit').call('editFundsPlan', { params: params(), body: { revision: await revisionOf(), months } });
    const all = BEHIND + AHEAD;
    const weeks = Array.from({ length: all }, (_, n) => ({
      ...{ closesAt: lastMonday + (n + 1 - BEHIND) * WEEK, planned: ((100 * (n + 1)) / all).toFixed(3) },
    }));
    await as('unit').call('editProgressPlan', { params: params(), body: { revision: await revisionOf(), weeks } });

    const office = at('office');
    await office.visit(`${file()}/schedule`);
    await office.part('field-startsOn').fill(dayOf(lastMonday - BEHIND * WEEK));
    await office.part('begin').click();
    await office.part('freeze').waitFor();
    const { schedule } = await as('unit').call('getSchedule', { params: params() });
    const works = [taskOf(-1, 12, { name: '管沟开挖' }), taskOf(-2, 15, { name: '管道敷设' }), taskOf(-3, 6)];
    await as('unit').call('editSchedule', {
      params: params(),
      body: {
        revision: schedule?.revision ?? 0,
        edits: [
          ...works.map((task, n) => ({ kind: 'put-task' as const, task: { ...task, wbs: String(n + 1) } })),
          { kind: 'put-link', link: { id: -1, fromId: -1, toId: -2, type: 'FS', lag: 0 } },
          { kind: 'put-link', link: { id: -2, fromId: -2, toId: -3, type: 'FS', lag: 0 } },
        ],
      },
    });
    await office.visit(`${file()}/schedule`);
    await office.part('line-3').waitFor();
    await office.part('freeze').click();
    await office.part('field-baselineName').fill('开工基线 v1');
    await office.part('confirm-go').click();
    await office.part('freeze-dialog').waitFor({ state: 'detached' });
    await expect.poll(() => office.part('field-baseline').innerText(), SOON).toContain('开工基线 v1');
    await office.part('field-baseline').selectOption({ index: 1 });
    await office.keepPicture('lifecycle-baseline');
    await step('unit', 'advance-S100', '建设中');
  });

  it('reports a week from a phone; accepted by somebody else, it moves the wall', async () => {
    const phone = await alsoOn('unit', PHONE);
    await phone.visit(file());
    await phone.part('fill-report-open').click();
    await phone.part('field-week').selectOption(String(lastMonday));
    await phone.part('field-progress').fill('46.5');
    await phone.part('field-done').fill('主管沟开挖完成，管道敷设 320 米');
    await phone.part('photo-file').setInputFiles(photo());
    await phone.part('draft-photo').waitFor();
    await phone.expectNoSideways();
    await phone.keepPicture('lifecycle-report-phone');
    await phone.part('send-report').click();
    await phone.part('fill-report').waitFor({ state: 'detached' });

    const valueOf = async () => (await wall.part('figure-monitor-progress').first().getAttribute('data-value')) ?? '';
    const before = await valueOf();
    const office = at('office');
    await office.visit('/admin/reports');
    await office.part('field-state').selectOption('submitted');
    await office.part('reports').locator('[data-row]', { hasText: NAME }).locator('td').first().click();
    await office.part('accept-report').waitFor();
    const startedAt = performance.now();
    await office.part('accept-report').click();
    await expect.poll(valueOf, { timeout: 10_000, interval: 20 }).not.toBe(before);
    console.log(`from accepting a weekly report to the wall: ${Math.round(performance.now() - startedAt)} ms`);
    await wall.visit(`/project/${id}`);
    await wall.part('figure-paid').first().waitFor();
    await wall.page.getByText('46.5').first().waitFor();
    await wall.keepPicture('lifecycle-wall-project');
    await phone.close();
  });

  it('is paid by finance: what arrives and what is paid moves the curve of its open page', async () => {
    const tablet = await alsoOn('leader', TABLET);
    await tablet.visit(`/project/${id}`);
    await tablet.seeValue('figure-paid', (value) => value === '0');
    const curve = tablet.page.locator('[data-test="chart"]', { has: tablet.part('twin') });
    const money = curve.filter({ hasText: '用款计划' }).first();
    await money.waitFor();
    const before = await money.locator('table').textContent();
    await demo.playSystems(id);
    const drawn = () => money.locator('table').textContent();
    await expect.poll(drawn, { timeout: 90_000, interval: 250 }).not.toBe(before);
    const arrived = await drawn();
    await tablet.keepPicture('lifecycle-funds-arrived');
    await tablet.seeValue('figure-paid', (value) => Number(value) > 0, 90_000);
    await expect.poll(drawn, SOON).not.toBe(arrived);
    await tablet.keepPicture('lifecycle-funds-paid');
    await tablet.close();
    // The same payment stands in its file, with its voucher, typed by nobody.
    await at('finance').visit(`${file()}?tab=contracts`);
    await at('finance')
      .page.getByText(/ZF-\d{8}-\d{6}-\d{4}/)
      .first()
      .waitFor();
  });

  it('is not there for an officer of another street while it is under way, and is there for its own', async () => {
    await expectUnseen();
    await seeState(at('hongshan'), '建设中');
  });

  it('passes its mid-term evaluation: filled in, and concluded by a second office', async () => {
    await fillReview('mid-term', 'progress');
    await step('construction', 'review-S110', '中期评估');
    await conclude('office', 'mid-term', 'continue');
    await seeState(at('office'), '建设中');
  });

  it('is accepted when it is finished: special acceptances as evidence, passed by its department', async () => {
    await note('unit', 'completion-report');
    await step('unit', 'advance-S120', '完工');
    await step('unit', 'advance-S130', '竣工验收');
    await note('construction', 'fire-acceptance', 'planning-acceptance', 'archive-acceptance');
    await fillReview('acceptance', null);
    await conclude('construction', 'acceptance', 'pass');
    await seeState(at('construction'), '结算评审');
  });

  it('is settled, and handed over to its street; the asset system has its card', async () => {
    await note('finance', 'settlement-review');
    await sum('finance', 'submitted', '5900000000');
    await sum('finance', 'settlement', '5800000000');
    await approve('S150');
    await note('finance', 'final-account-reply');
    await sum('finance', 'final-account', '5850000000');
    await approve('S170');
    await note('unit', 'handover-sheet', 'asset-card');
    await step('hongshan', 'advance-S180', '绩效自评');
    const office = at('office');
    const card = office.part('outbox').locator('[data-row]', { hasText: NAME }).filter({ hasText: '资产卡片' }).first();
    await until(
      'the card delivered',
      async () => {
        await office.visit('/admin/interfaces/outbox');
        await office.part('field-state').selectOption('delivered');
        await card.waitFor({ timeout: 5_000 });
        return true;
      },
      { timeoutMs: 120_000, everyMs: 2_000 },
    );
    expect(await card.innerText()).toContain('已送达');
    await office.keepPicture('lifecycle-outbox');
  });

  it('evaluates itself with what is known, is evaluated, and goes into the archive', async () => {
    const unit = at('unit');
    await unit.visit(`${file()}?tab=reviews`);
    await unit.part('self-evaluate').click();
    await until('the self-evaluation', async () =>
      (await stand()).moves.some(({ to, ready }) => to === 'S190' && ready),
    );
    await step('construction', 'advance-S190', '绩效评价');
    await note('finance', 'evaluation-report');
    await step('finance', 'advance-S200', '结果应用');
    await step('office', 'archive-S900', '归档');
    await at('office').keepPicture('lifecycle-archived', true);
    const { steps } = await stand('office');
    expect(steps.filter(({ overridden }) => overridden)).toEqual([]);
  });

  it('leaves an unbroken chain of records, on the page and by audit:verify', async () => {
    const audit = at('audit');
    await audit.visit('/admin/audit');
    await audit.part('audit-check').click();
    await expect.poll(() => audit.part('chain-state').innerText(), SOON).toContain('完整');
    await audit.keepPicture('lifecycle-audit');
    const said: string[] = [];
    await runToEnd({
      name: 'audit:verify',
      entry: join(inject('entries'), 'audit-verify.js'),
      env: { DATABASE_URL: demo.stack.databaseUrl, XW_DATA_DIR: join(demo.stack.home, 'server') },
      onLine: (line) => said.push(line),
    });
    console.log(said.at(-1));
    const { rows } = await as('audit').call('listAudit', { query: { subject: id, limit: 500 } });
    expect(rows.filter(({ verb }) => verb === 'lifecycle.move').length).toBeGreaterThan(10);
  });

  it('was never there for the officer of the other street, and left nothing on anybody’s console', async () => {
    await expectUnseen();
    for (const [who, screen] of desks) {
      const refused = (line: string) => /status of 404/.test(line);
      expect([who, screen.complaints.filter((one) => !(who === 'suojincun' && refused(one)))]).toEqual([who, []]);
      expect([who, await screen.violations()]).toEqual([who, []]);
    }
  });
});
