import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { LifecycleAction, ProjectDocument, ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { ProjectDetail } from '../../contracts/projects.ts';
import { thresholdNames, type ThresholdRow } from '../../contracts/thresholds.ts';
import { dayOf } from '../../server/platform/calendar.rules.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
// Rows are moved by whoever holds their permission here; approvals have a journey of their own.
const district = `
update thresholds set value = 0 where code = 'approval-gate';
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('D-2', '民政局', 'department', '320102'),
  ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '红山路改造 ' || n, 'urban-renewal', 'planning', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public' from generate_series(1, 3) n`;

describeWithPostgres('the lifecycle of a project', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  const callers = new Map<string, Caller>();

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    callers.set(loginName, caller);
  };
  const as = (loginName: string): Caller => {
    const caller = callers.get(loginName);
    if (caller === undefined) throw new Error(`nobody is called ${loginName}`);
    return caller;
  };
  const read = async (who = 'unit', id = 'P-1') =>
    (await as(who).ask<ProjectLifecycle>('GET', `/api/projects/${id}/lifecycle`)).body;
  /** Takes the one row of an action, whatever it leads to. */
  const move = async (who: string, action: LifecycleAction, more: object = {}, id = 'P-1') => {
    const { moves, revision } = await read(who, id);
    const to = moves.find((row) => row.action === action)?.to ?? 'S910';
    return as(who).ask<ProjectLifecycle & Problem>('POST', `/api/projects/${id}/lifecycle/moves`, {
      ...{ action, to, revision },
      ...more,
    });
  };
  const note = (who: string, kind: string, id = 'P-1') =>
    as(who).ask<ProjectDocument>('POST', `/api/projects/${id}/documents`, {
      ...{ kind, title: `${kind} 文件`, number: '玄发改〔2026〕12号', issuedOn: '2026-03-05', fileId: null },
    });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('stranger', 'department', 'D-2');
    await arrive('planner', 'development-reform', '320102');
    await arrive('purse', 'finance', '320102');
    await arrive('mayor', 'district-leader', '320102');
    callers.set('office', people.office);
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('is taken up at the first state of the phase that the project is in', async () => {
    expect((await as('unit').ask('GET', '/api/projects/P-1/lifecycle')).status).toBe(404);
    const chosen = { chart: 'government-investment' };
    const made = await as('unit').ask<ProjectLifecycle>('POST', '/api/projects/P-1/lifecycle', chosen);
    expect(made.body).toMatchObject({ state: 'S00', stateName: '项目储备', revision: 1 });
    expect(made.body.states).toHaveLength(21);
    const again = await as('unit').ask<Problem>('POST', '/api/projects/P-1/lifecycle', chosen);
    expect([again.status, again.body.code]).toEqual([409, 'already-exists']);
    expect((await as('stranger').ask('GET', '/api/projects/P-1/lifecycle')).status).toBe(404);
  });

  it('shows each viewer the ways on, with what is missing, and which of them are theirs', async () => {
    const [seen] = (await read('unit')).moves;
    expect(seen).toMatchObject({ action: 'advance', to: 'S10', permitted: false, ready: false });
    expect(seen?.documents).toEqual([
      { kind: 'need-basis', found: false },
      { kind: 'rough-estimate', found: false },
      { kind: 'street-opinion', found: false },
    ]);
    const skip = (await read('bureau')).moves.find(({ action }) => action === 'skip');
    expect(skip).toMatchObject({ permitted: true, ready: false });
    expect(skip?.guards).toEqual([
      { code: 'small-investment', verdict: 'unmet', found: '6400000000', limit: '1000000000' },
    ]);
  });

  it('is weighed by the thresholds of the day, which the performance office changes with a reason', async () => {
    const fromDay = dayOf(house.now());
    const order = { value: '7000000000', fromDay, source: '区政府常务会议纪要', reason: '简化小额项目评估' };
    const change = (who: string, more: object = {}, code = 'pre-evaluation-fen') =>
      as(who).ask<{ rows: ThresholdRow[] } & Problem>('POST', `/api/thresholds/${code}`, { ...order, ...more });
    expect((await change('purse')).body.code).toBe('not-permitted');
    expect((await change('office', { fromDay: '2026-01-02' })).body.detail).toContain('不得追溯');
    const changed = (await change('office')).body.rows.filter(({ code }) => code === 'pre-evaluation-fen');
    expect(changed).toMatchObject([
      { value: '7000000000', notedBy: 'office', reason: '简化小额项目评估', effectiveTo: null },
      { value: '1000000000', notedBy: null, effectiveTo: changed[0]?.effectiveFrom },
    ]);
    const skip = (await read('bureau')).moves.find(({ action }) => action === 'skip');
    expect(skip?.guards).toMatchObject([{ code: 'small-investment', verdict: 'met', limit: '7000000000' }]);
    // What is to come is seen beside it, and may be taken back until then.
    const later = dayOf(house.now() + 40 * 86_400_000);
    expect((await change('office', { value: '0.9', fromDay: later }, 'spi-red')).status).toBe(200);
    expect((await change('office', { value: '0.8' }, 'spi-red')).body.detail).toContain('已有待生效的取值');
    const withdrawal = { reason: '口径未定' };
    const back = await as('office').ask('POST', '/api/thresholds/spi-red/withdrawal', withdrawal);
    expect(back.status).toBe(200);
    expect((await as('office').ask('POST', '/api/thresholds/spi-red/withdrawal', withdrawal)).status).toBe(404);
    const seen = (await as('purse').ask<{ rows: ThresholdRow[] }>('GET', '/api/thresholds')).body.rows;
    expect(seen.filter(({ code }) => code === 'spi-red')).toMatchObject([{ value: '0.85', effectiveTo: null }]);
    expect([...new Set(seen.map(({ code }) => code))].sort()).toEqual([...thresholdNames].sort());
    const log = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=threshold.change');
    const done = log.body.rows.filter(({ outcome }) => outcome === 'done');
    expect(done.map(({ subject }) => subject)).toEqual(['spi-red', 'pre-evaluation-fen']);
    expect(done[1]).toMatchObject({ before: { value: '1000000000' }, reason: '简化小额项目评估' });
    const all = await house.db.run<{ code: string }>({ text: `select distinct code from thresholds order by 1` });
    expect(all.map(({ code }) => code).sort()).toEqual([...thresholdNames].sort());
  });

  it('is not moved without its documents; they are told by name', async () => {
    const refused = await move('bureau', 'advance');
    expect([refused.status, refused.body.code]).toEqual([422, 'check-failed']);
    expect(refused.body.detail).toContain('缺少需求依据;缺少投资匡算;缺少街道意见');
  });

  it('is moved by whoever decides its state, and by nobody else', async () => {
    for (const kind of ['need-basis', 'rough-estimate', 'street-opinion'])
      expect((await note('unit', kind)).status).toBe(200);
    const byUnit = await move('unit', 'advance');
    expect([byUnit.status, byUnit.body.code]).toEqual([403, 'not-permitted']);
    expect((await move('bureau', 'advance')).body).toMatchObject({ state: 'S10', revision: 2 });
    await note('unit', 'pre-evaluation');
    expect((await move('planner', 'advance')).status).toBe(403);
    expect((await move('purse', 'advance')).body.state).toBe('S20');
  });

  it('takes the project into its next phase, with the day it came there', async () => {
    const { body } = await as('unit').ask<ProjectDetail>('GET', '/api/projects/P-1');
    expect(body.phase).toBe('approval');
    expect(body.phases.find(({ phase }) => phase === 'planning')?.leftAt).not.toBeNull();
    expect(body.phases.find(({ phase }) => phase === 'approval')?.enteredAt).not.toBeNull();
  });

  it('weighs sums to the fen, newest note first', async () => {
    await note('planner', 'establishment-reply');
    expect((await move('planner', 'advance')).body.detail).toContain('已登记估算(不满足)');
    const sum = (kind: string, amountFen: string) =>
      as('planner').ask<ProjectLifecycle>('PUT', `/api/projects/P-1/amounts/${kind}`, { amountFen, note: '批复' });
    await sum('estimate', '10000000001');
    expect((await move('planner', 'advance')).body.state).toBe('S30');
    for (const kind of ['feasibility-reply', 'site-selection', 'environment-reply', 'stability-report'])
      await note('unit', kind);
    expect((await move('planner', 'advance')).body.state).toBe('S40');
    await note('planner', 'budget-reply');
    await sum('budget', '11000000002');
    const over = await move('planner', 'advance');
    expect(over.body.detail).toContain('概算不超过估算的规定倍数(不满足)');
    const noted = await sum('budget', '11000000001');
    expect(noted.body.moves[0]?.guards[0]).toMatchObject({ verdict: 'met', limit: '11000000001.1' });
    expect((await sum('budget', '0')).status).toBe(422);
  });

  it('is passed over what is missing by a district leader alone, with a reason that is kept', async () => {
    expect((await move('planner', 'advance')).body.state).toBe('S50');
    const reason = '区政府第 8 次常务会议纪要';
    expect((await move('purse', 'advance', { override: true, reason })).status).toBe(403);
    expect((await move('mayor', 'advance', { override: true })).body.detail).toContain('请填写理由');
    const passed = await move('mayor', 'advance', { override: true, reason });
    expect(passed.body.state).toBe('S60');
    expect(passed.body.steps.at(-1)).toMatchObject({ from: 'S50', to: 'S60', overridden: true, reason });
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=lifecycle.override');
    expect(body.rows[0]).toMatchObject({ subject: 'P-1', reason, outcome: 'done' });
  });

  it('goes back to an earlier state, and its phase with it', async () => {
    const back = await move('purse', 'return', { reason: '控制价超概算,须调整概算' });
    expect(back.body).toMatchObject({ state: 'S40', stateName: '初步设计与概算' });
    const { body } = await as('unit').ask<ProjectDetail>('GET', '/api/projects/P-1');
    expect(body.phase).toBe('approval');
    expect(body.phases.find(({ phase }) => phase === 'preparation')).toMatchObject({ enteredAt: null, leftAt: null });
  });

  it('is put aside and goes on where it was; given up, it is closed', async () => {
    expect((await move('bureau', 'suspend', { reason: '资金未落实' })).status).toBe(403);
    const aside = await move('mayor', 'suspend', { reason: '资金未落实' });
    expect(aside.body).toMatchObject({ state: 'S920', suspendedFrom: 'S40' });
    const elsewhere = await move('mayor', 'resume', { to: 'S100' });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'not-in-this-state']);
    expect((await move('mayor', 'resume')).body).toMatchObject({ state: 'S40', suspendedFrom: null });
    expect((await move('mayor', 'terminate', { reason: '规划调整' })).body).toMatchObject({ state: 'S910', moves: [] });
    const late = await note('unit', 'contract');
    expect(late.status).toBe(409);
  });

  it('keeps every version of a document', async () => {
    await as('unit').ask('POST', '/api/projects/P-2/lifecycle', { chart: 'government-investment' });
    await note('unit', 'need-basis', 'P-2');
    expect((await note('unit', 'need-basis', 'P-2')).body).toMatchObject({ version: 2, issuedOn: '2026-03-05' });
    const { body } = await as('bureau').ask<{ rows: ProjectDocument[] }>('GET', '/api/projects/P-2/documents');
    expect(body.rows.map(({ version }) => version)).toEqual([2, 1]);
    const stranger = await as('stranger').ask<{ rows: ProjectDocument[] }>('GET', '/api/projects/P-2/documents');
    expect(stranger.body.rows).toEqual([]);
    expect((await note('stranger', 'need-basis', 'P-2')).status).toBe(404);
  });

  it('asks for the documents of a state anew when the project comes into it anew', async () => {
    await house.db.run({
      text: `insert into project_lifecycles (project_id, chart, phase, state) values ('P-3', 'livelihood', 'building', 'M50')`,
    });
    await house.db.run({
      text: `insert into lifecycle_steps (project_id, seq, to_state, moved_at) values ('P-3', 1, 'M50', now())`,
    });
    const go = async (who: string, action: LifecycleAction, to: string) =>
      (await move(who, action, { to }, 'P-3')).body;
    expect((await note('unit', 'quarterly-inspection', 'P-3')).body).toMatchObject({ version: 1, pass: 1 });
    expect(await go('office', 'continue', 'M40')).toMatchObject({ state: 'M40' });
    expect(await go('bureau', 'review', 'M50')).toMatchObject({ state: 'M50' });
    expect((await go('office', 'continue', 'M40')).detail).toContain('缺少季度督查通报');
    expect((await note('unit', 'quarterly-inspection', 'P-3')).body).toMatchObject({ version: 2, pass: 2 });
    expect(await go('office', 'continue', 'M40')).toMatchObject({ state: 'M40' });
  });

  it('lets of two who decide at once only one decide', async () => {
    const { revision } = await read('bureau', 'P-2');
    for (const kind of ['rough-estimate', 'street-opinion']) await note('unit', kind, 'P-2');
    const order = { action: 'advance', to: 'S10', revision };
    const both = await Promise.all(
      [1, 2].map(() => as('bureau').ask('POST', '/api/projects/P-2/lifecycle/moves', order)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read('bureau', 'P-2')).steps).toHaveLength(2);
  });
});
