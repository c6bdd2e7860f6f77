import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { MonitoringPage, MonitoringTable } from '../../contracts/monitoring.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type {
  Declaration,
  DeclarationRow,
  Responsible,
  ScoreCycle,
  Target,
  TemplateProposal,
} from '../../contracts/targets.ts';
import { createScorer } from '../../server/modules/scores/scorer.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { readRows } from '../../server/platform/sheets.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { until } from '../helpers/until.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const MEIYUAN = '320102002000';
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '老旧小区改造 ' || n, 'livelihood', 'building', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public' from generate_series(1, 3) n;
insert into project_funds_plan (project_id, month, amount_fen) values ('P-1', '2026-03-01', 250000000), ('P-1', '2026-09-01', 50000000)`;

describeWithPostgres('targets of a year', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let bureau: Caller;
  let neighbour: Caller;
  let declaration: Declaration;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const path = (step = '') => `/api/declarations/${declaration.id}${step}`;
  const termsOf = (target: Target) => {
    const { id, weight, targetText, orgCode, personId, monthly, note } = target;
    return { id, weight, target: target.target, targetText, orgCode, personId, monthly, note };
  };
  const editOf = (one: Declaration, more: object = {}) => ({
    ...{ attribute: one.attribute, wholeGoal: one.wholeGoal, annualGoal: one.annualGoal, initialFen: one.initialFen },
    ...{ fiscalFen: one.fiscalFen, carriedFen: one.carriedFen, otherFen: one.otherFen, revision: one.revision },
    targets: one.targets.map(termsOf),
    ...more,
  });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    unit = await arrive('unit', 'project-unit', 'U-1');
    bureau = await arrive('bureau', 'department', 'D-1');
    const [street] = await house.db.run<{ code: string }>({
      text: `select code from organisations where street_code = '${MEIYUAN}' and kind = 'street'`,
    });
    neighbour = await arrive('neighbour', 'street', street?.code ?? '');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('begin with the year, and with the template that fits the project’s category', async () => {
    const early = await unit.ask<Problem>('POST', '/api/declarations', { projectId: 'P-1', year: 2026 });
    expect([early.status, early.body.code]).toEqual([409, 'not-in-this-state']);
    expect((await people.office.ask('POST', '/api/cycles', { year: 2026 })).status).toBe(204);
    const { body } = await unit.ask<{ rows: TemplateProposal[] }>('GET', '/api/projects/P-1/template-proposals');
    expect(body.rows[0]).toMatchObject({ fits: 'category' });
    expect(body.rows.filter(({ fits }) => fits === 'any').length).toBeGreaterThan(1);
    const made = await unit.ask<Declaration>('POST', '/api/declarations', { projectId: 'P-1', year: 2026 });
    declaration = made.body;
    expect(declaration).toMatchObject({
      ...{ templateCode: body.rows[0]?.templateCode, state: 'draft', attribute: 'new', initialFen: '300000000' },
      ...{ fiscalFen: '300000000', departmentName: '建设局', unitName: '城建公司' },
    });
    expect(declaration.targets).toHaveLength(body.rows[0]?.indicators ?? -1);
    expect(declaration.targets.every(({ orgCode }) => orgCode === 'U-1')).toBe(true);
    const spent = declaration.targets.find(({ method }) => method === 'execution');
    expect(spent?.monthly?.map(Number), 'as the funds plan has it').toEqual([
      ...[0, 0, 83.33, 83.33, 83.33, 83.33, 83.33, 83.33, 100, 100, 100, 100],
    ]);
    expect(declaration.targets.filter(({ monthly }) => monthly !== null)).toEqual([spent]);
  });

  it('are seen by whoever sees the project, and by no officer of another street', async () => {
    const seen = await bureau.ask<{ rows: DeclarationRow[]; total: number }>('GET', '/api/declarations?year=2026');
    expect(seen.body.rows.map(({ projectId, state }) => [projectId, state])).toEqual([
      ['P-1', 'draft'],
      ['P-2', null],
      ['P-3', null],
    ]);
    const others = await neighbour.ask<{ total: number }>('GET', '/api/declarations?year=2026');
    expect(others.body.total).toBe(0);
    expect((await neighbour.ask('GET', path())).status).toBe(404);
    const missing = await unit.ask<{ total: number }>('GET', '/api/declarations?year=2026&state=none&text=P-3');
    expect(missing.body.total).toBe(1);
  });

  it('are not submitted with a fault; each is told with its place', async () => {
    const refused = await unit.ask<Problem>('POST', path('/submit'));
    expect([refused.status, refused.body.code]).toEqual([422, 'check-failed']);
    expect(refused.body.detail).toContain('缺少年度总体目标');
    const [first] = declaration.targets;
    const lighter = declaration.targets.map((target) => ({
      ...termsOf(target),
      weight: target === first ? '0.5' : target.weight,
      target: target.target ?? '100',
    }));
    const saved = await unit.ask<Declaration>(
      'PUT',
      path(),
      editOf(declaration, { annualGoal: '完成 8 万平方米', targets: lighter }),
    );
    expect(saved.body.faults).toContainEqual(expect.objectContaining({ code: 'weights-are-not-100', targetId: null }));
    const stale = await unit.ask<Problem>('PUT', path(), editOf(declaration));
    expect([stale.status, stale.body.code]).toEqual([409, 'changed-meanwhile']);
    const whole = lighter.map((terms) => (terms.id === first?.id ? { ...terms, weight: first.weight } : terms));
    const mended = await unit.ask<Declaration>('PUT', path(), editOf(saved.body, { targets: whole }));
    expect(mended.body.faults).toEqual([]);
    declaration = mended.body;
  });

  it('go back with a reason, come again, and are approved by somebody else', async () => {
    expect((await unit.ask<Declaration>('POST', path('/submit'))).body.state).toBe('submitted');
    const returned = await bureau.ask<Declaration>('POST', path('/return'), { reason: '目标偏低' });
    expect(returned.body).toMatchObject({ state: 'draft', returnNote: '目标偏低' });
    await bureau.ask('POST', path('/submit'));
    const own = await bureau.ask<Problem>('POST', path('/approve'));
    expect([own.status, own.body.code]).toEqual([403, 'own-change']);
    const approved = await people.office.ask<Declaration>('POST', path('/approve'));
    expect(approved.body).toMatchObject({ state: 'approved', approvedBy: 'office', submittedBy: 'bureau' });
    expect((await unit.ask<Problem>('PUT', path(), editOf(approved.body))).body.code).toBe('not-in-this-state');
    declaration = approved.body;
  });

  it('change after that only with a reason and by a second person, exactly as proposed', async () => {
    const target = declaration.targets.find(({ method, direction }) => method === 'ratio' && direction === 'ge');
    if (target === undefined) return expect.fail('no target to change');
    const { id, ...terms } = termsOf(target);
    const wish = { reason: '施工面积经批复核减', changes: [{ targetId: id, after: { ...terms, target: '77.5' } }] };
    const nothing = { reason: '无', changes: [{ targetId: id, after: terms }] };
    expect((await unit.ask<Problem>('POST', path('/changes'), nothing)).body.code).toBe('check-failed');
    const proposed = await unit.ask<Declaration>('POST', path('/changes'), wish);
    const [change] = proposed.body.changes;
    expect(change).toMatchObject({ state: 'open', isOwn: true, reason: wish.reason });
    expect((await unit.ask<Problem>('POST', path('/changes'), wish)).body.code).toBe('not-in-this-state');
    expect((await unit.ask('POST', `/api/target-changes/${change?.id}/approve`)).status).toBe(403);
    const done = await bureau.ask<Declaration>('POST', `/api/target-changes/${change?.id}/approve`);
    expect(done.body.targets.find((one) => one.id === id)?.target).toBe('77.5');
    expect(done.body.changes[0]).toMatchObject({ state: 'approved', decidedBy: 'bureau' });
    const again = await bureau.ask<Problem>('POST', `/api/target-changes/${change?.id}/approve`);
    expect(again.body.code).toBe('change-closed');
  });

  it('are scored from their approval on', async () => {
    const clock = { now: () => Date.parse('2026-04-10T10:00:00+08:00') };
    const scorer = createScorer({ db: house.db, clock, log: createLogger('silent'), onScored: () => undefined });
    expect(await scorer.drain()).toBe(1);
    const [row] = await house.db.run({
      text: `select count(*)::int as months from project_scores where project_id = 'P-1'`,
    });
    expect(row).toEqual({ months: 4 });
  });

  it('are watched month by month beside the money, and by no officer of another street', async () => {
    await house.db.run({
      text: `insert into payments (project_id, paid_at, amount_fen) values ('P-1', '2026-04-30 23:59+08', 100000000),
             ('P-1', '2026-05-01 00:00+08', 1), ('P-1', '2025-12-31 23:59+08', 1)`,
    });
    const page = await bureau.ask<MonitoringPage>('GET', '/api/monitoring?month=2026-04');
    const [line] = page.body.rows;
    expect(page.body).toMatchObject({ total: 1, counts: { none: 1, red: 0 } });
    expect(line?.execution).toEqual({
      ...{ initialFen: '300000000', totalFen: '300000000' },
      paidFen: '100000000',
      rate: '33.33',
    });
    expect(line?.lights.none).toBe(declaration.targets.length);
    const table = await bureau.ask<MonitoringTable>('GET', '/api/monitoring/P-1?month=2026-04');
    expect(table.body.rows.map(({ targetId }) => targetId)).toEqual(declaration.targets.map(({ id }) => id));
    expect(table.body.rows.every(({ achievement, light }) => achievement === null && light === null)).toBe(true);
    expect(table.body.months.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04']);
    const others = await neighbour.ask<MonitoringPage>('GET', '/api/monitoring?month=2026-04');
    expect(others.body).toMatchObject({ rows: [], total: 0 });
    expect((await neighbour.ask('GET', '/api/monitoring/P-1?month=2026-04')).status).toBe(404);
    const { body } = await unit.ask<Responsible>('GET', path('/responsible'));
    expect(body.organisations.map(({ code }) => code)).toEqual(['D-1', 'U-1']);
    expect(body.people.map(({ name }) => name)).toEqual(['bureau', 'unit']);
    expect((await neighbour.ask('GET', path('/responsible'))).status).toBe(404);
  });

  it('are handed out as the official table, to the fen', async () => {
    const answer = await house.app.inject({
      ...{ method: 'GET', url: '/api/forms/declaration/P-1?year=2026', remoteAddress: '10.0.0.1' },
      headers: { cookie: unit.cookie },
    });
    expect(answer.headers['content-disposition']).toContain('.xlsx');
    const lines = await readRows(answer.rawPayload);
    expect(lines[0]?.[0]).toBe('项目支出绩效目标申报表');
    expect(lines.flat()).toEqual(expect.arrayContaining(['建设局 D-1', '300', '完成 8 万平方米', '≥77.5']));
    const hidden = await neighbour.ask('GET', '/api/forms/declaration/P-1?year=2026');
    expect(hidden.status).toBe(404);
  });

  it('are deleted as long as they are a draft, and never once they were submitted, by a request at least', async () => {
    const { revision } = (await unit.ask<Declaration>('GET', path())).body;
    const refused = await unit.ask<Problem>('DELETE', path(`?revision=${revision}`));
    expect([refused.status, refused.body.code]).toEqual([409, 'not-in-this-state']);
    const [person] = await house.db.run<{ id: number }>({ text: `select id from people where login_name = 'bureau'` });
    const request = house.db.as({ viewer: `person:${person?.id ?? 0}`, permission: 'targets.fill' });
    const which = `from declarations where id = ${declaration.id}`;
    expect(await request.run({ text: `select id ${which}` })).toHaveLength(1);
    expect(await request.run({ text: `delete ${which} returning id` })).toEqual([]);
  });

  it('change in goals and money by the same way, and what is counted from the money follows', async () => {
    const before = (await unit.ask<Declaration>('GET', path())).body;
    const { targets: _, revision: __, ...facts } = editOf(before);
    const wish = (more: object) => ({ reason: '年中预算核减', changes: [], facts: { ...facts, ...more } });
    expect((await unit.ask<Problem>('POST', path('/changes'), wish({}))).body.code).toBe('check-failed');
    const empty = await unit.ask<Problem>('POST', path('/changes'), wish({ annualGoal: ' ' }));
    expect([empty.body.code, empty.body.detail]).toEqual(['check-failed', '缺少年度总体目标']);
    const wished = wish({ annualGoal: '完成 6 万平方米', fiscalFen: '250000000' });
    const proposed = await unit.ask<Declaration>('POST', path('/changes'), wished);
    expect(proposed.body).toMatchObject({ annualGoal: '完成 8 万平方米', fiscalFen: '300000000' });
    const [change] = proposed.body.changes;
    expect(change).toMatchObject({ changes: [], facts: { before: facts, after: wished.facts }, reason: wished.reason });
    expect((await unit.ask('POST', `/api/target-changes/${change?.id}/approve`)).status).toBe(403);
    const done = await bureau.ask<Declaration>('POST', `/api/target-changes/${change?.id}/approve`);
    expect(done.body).toMatchObject({ ...wished.facts, revision: before.revision + 1 });
    expect(done.body.targets).toEqual(before.targets);
    // What was paid in the year, out of 250 万元.
    await until('the share of the new money', async () => {
      const rows = await house.db.run({
        text: `select 1 from indicator_values v join targets t on t.id = v.target_id join indicators i on i.id = t.indicator_id
                where i.auto_source = 'budget-execution' and v.state = 'accepted' and v.value = 40`,
      });
      return rows.length === 1;
    });
    const [asked] = await house.db.run<{ cause: string }>({ text: `select cause from score_queue` });
    expect(asked?.cause).toMatch('target-change:调整绩效目标');
  });

  it('lock their template with the year, once all of them are approved', async () => {
    const bulk = await bureau.ask<{ created: number; refused: unknown[] }>('POST', '/api/declarations/bulk', {
      ...{ year: 2026, projectIds: ['P-1', 'P-2'] },
    });
    expect(bulk.body).toMatchObject({ created: 1, refused: [{ projectId: 'P-1' }] });
    const refused = await people.office.ask<Problem>('POST', '/api/cycles/2026/lock');
    expect(refused.body.detail).toContain('尚有 1 项申报未批准：老旧小区改造 2');
    const { body: drafts } = await bureau.ask<{ rows: DeclarationRow[] }>(
      'GET',
      '/api/declarations?year=2026&text=P-2',
    );
    const draft = `/api/declarations/${drafts.rows[0]?.id}?revision`;
    expect((await neighbour.ask('DELETE', `${draft}=1`)).status, 'a street officer').toBe(403);
    expect((await bureau.ask<Problem>('DELETE', `${draft}=2`)).body.code).toBe('changed-meanwhile');
    expect((await bureau.ask('DELETE', `${draft}=1`)).status).toBe(204);
    expect((await bureau.ask('DELETE', `${draft}=1`)).status).toBe(404);
    expect((await people.office.ask('POST', '/api/cycles/2026/lock')).status).toBe(204);
    const [version] = await house.db.run<{ year: number }>({
      text: `select locked_by_year as year from template_versions where locked_at is not null`,
    });
    expect(version).toEqual({ year: 2026 });
    const { body } = await unit.ask<{ rows: ScoreCycle[] }>('GET', '/api/cycles');
    expect(body.rows[0]).toMatchObject({ year: 2026, projects: 3, approved: 1, closedAt: null });
    expect(body.rows[0]?.lockedAt).not.toBeNull();
    const late = await bureau.ask<Problem>('POST', '/api/declarations', { projectId: 'P-3', year: 2026 });
    expect(late.body.detail).toContain('已锁定');
  });

  it('leave a line in the log for every step', async () => {
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=200&outcome=done');
    const verbs = body.rows.map(({ verb }) => verb).reverse();
    expect(verbs.filter((verb) => /^(declaration|target-change|cycle|form)\./.test(verb))).toEqual([
      ...['cycle.open', 'declaration.create', 'declaration.edit', 'declaration.edit', 'declaration.submit'],
      ...['declaration.return', 'declaration.submit', 'declaration.approve', 'target-change.propose'],
      ...['target-change.approve', 'form.export', 'target-change.propose', 'target-change.approve'],
      ...['declaration.create', 'declaration.delete', 'cycle.lock'],
    ]);
  });
});
