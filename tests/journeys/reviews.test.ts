import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { KeptFile } from '../../contracts/files.ts';
import type { ProjectDocument, ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { pointsOf } from '../../contracts/reviewChecklists.ts';
import type { ChangeOrder, ProjectReviews, ReviewAnswer, ReviewKind } from '../../contracts/reviews.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { declareTargets } from '../helpers/performance.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  values ('P-1', '红山路改造', 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public');
insert into project_milestones (project_id, seq, name, planned_from, planned_to, actual_from, actual_to) values
  ('P-1', 1, '主体封顶', '2026-02-01', '2026-05-01', '2026-02-03', '2026-05-02'),
  ('P-1', 2, '外立面', '2026-05-01', '2026-08-01', null, null);
insert into project_lifecycles (project_id, chart, state, phase) values ('P-1', 'government-investment', 'S100', 'building');
insert into lifecycle_steps (project_id, seq, from_state, action, to_state, moved_at)
  values ('P-1', 1, null, null, 'S100', '2026-03-01');
insert into project_amounts (project_id, kind, amount_fen) values ('P-1', 'budget', 6400000000);
insert into project_contracts (project_id, number, name, contractor, amount_fen)
  values ('P-1', 'HT-1', '施工合同', '南京某建工', 5000000000)`;

/** Every point met, but for those named. */
const answers = (kind: ReviewKind, ...unmet: string[]): ReviewAnswer[] =>
  pointsOf(kind).map(({ code }) => ({
    code,
    ...(unmet.includes(code)
      ? { verdict: 'no' as const, note: '现场核查发现，限期整改' }
      : { verdict: 'yes' as const, note: '' }),
  }));

describeWithPostgres('reviews of a project', () => {
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
  const lifecycle = async () => (await as('bureau').ask<ProjectLifecycle>('GET', '/api/projects/P-1/lifecycle')).body;
  const move = async (who: string, action: string) => {
    const { moves, revision } = await lifecycle();
    const to = moves.find((row) => row.action === action)?.to;
    return as(who).ask<ProjectLifecycle & Problem>('POST', '/api/projects/P-1/lifecycle/moves', {
      action,
      to,
      revision,
    });
  };
  const read = async (who = 'unit') => (await as(who).ask<ProjectReviews>('GET', '/api/projects/P-1/reviews')).body;
  const fill = (who: string, kind: ReviewKind, given: readonly ReviewAnswer[], more: object = {}) =>
    as(who).ask<ProjectReviews & Problem>('PUT', `/api/projects/P-1/reviews/${kind}`, {
      ...{ answers: given, summary: '总体可控', revision: 0, file: true },
      ...more,
    });
  const conclude = async (who: string, kind: ReviewKind, outcome: string) =>
    as(who).ask<ProjectReviews & Problem>('POST', `/api/projects/P-1/reviews/${kind}/conclusion`, {
      ...{ outcome, opinion: '同意', lifecycleRevision: (await lifecycle()).revision },
    });
  const note = (kind: string) =>
    as('unit').ask<ProjectDocument>('POST', '/api/projects/P-1/documents', {
      ...{ kind, title: `${kind} 文件`, number: '', issuedOn: null, fileId: null },
    });
  const propose = (more: object = {}) =>
    as('unit').ask<ChangeOrder & Problem>('POST', '/api/projects/P-1/change-orders', {
      ...{ kind: 'works', cause: 'site', title: '地下管线迁改', content: '开挖发现未标注管线，增加迁改' },
      ...{ amountFen: '35000000', days: 12, fundSource: '预备费', ...more },
    });
  const decide = (who: string, id: number, more: object = {}) =>
    as(who).ask<ChangeOrder & Problem>('POST', `/api/projects/P-1/change-orders/${id}/decision`, {
      ...{ approve: true, number: '', opinion: '同意', ...more },
    });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('planner', 'development-reform', '320102');
    callers.set('office', people.office);
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('begin with what the system knows, where the project stands', async () => {
    const { fillable, concludable, figures, rows } = await read();
    expect({ fillable, concludable, rows }).toEqual({ fillable: ['mid-term'], concludable: [], rows: [] });
    expect(figures).toMatchObject({ progress: null, milestones: 2, milestonesDone: 1, milestonesLate: 1, score: null });
  });

  it('are kept as a draft, and filed with every point answered and every failure explained', async () => {
    const draft = await fill('unit', 'mid-term', answers('mid-term').slice(1), { file: false });
    expect(draft.body.rows).toMatchObject([{ kind: 'mid-term', pass: 1, state: 'draft', revision: 1, isOwn: true }]);
    const open = await fill('unit', 'mid-term', answers('mid-term').slice(1), { revision: 1 });
    expect([open.status, open.body.code]).toEqual([422, 'check-failed']);
    expect(open.body.detail).toContain('尚未检查');
    const bare = answers('mid-term', 'progress').map((one) => ({ ...one, note: '' }));
    expect((await fill('unit', 'mid-term', bare, { revision: 1 })).body.detail).toContain('不符合项须说明');
    expect((await fill('unit', 'mid-term', answers('mid-term'), { revision: 7 })).body.code).toBe('changed-meanwhile');
    const filed = await fill('unit', 'mid-term', answers('mid-term', 'progress'), { revision: 1 });
    expect(filed.body.rows).toMatchObject([{ state: 'filed', figures: { milestonesLate: 1 } }]);
    expect(filed.body.fillable).toEqual([]);
    expect((await fill('unit', 'mid-term', answers('mid-term'), { revision: 2 })).status).toBe(409);
  });

  it('are the document that the way on asks for, and are concluded by somebody else, who thereby moves the project', async () => {
    expect((await move('bureau', 'review')).body).toMatchObject({ state: 'S110' });
    expect((await read()).concludable).toEqual(['mid-term']);
    const own = await conclude('unit', 'mid-term', 'continue');
    expect(own.body.code).toBe('own-change');
    expect((await conclude('bureau', 'mid-term', 'continue')).body.code).toBe('not-permitted');
    expect((await read()).rows).toMatchObject([{ state: 'filed' }]);
    const done = await conclude('office', 'mid-term', 'continue');
    expect(done.body.rows).toMatchObject([{ state: 'concluded', outcome: 'continue', concludedBy: 'office' }]);
    expect((await lifecycle()).state).toBe('S100');
  });

  it('of changes: proposed with their ground and money, withdrawn by their author, decided by whose it is', async () => {
    expect((await propose({ fundSource: '' })).body.detail).toContain('资金来源');
    const gone = (await propose({ title: '误报' })).body;
    expect((await as('unit').ask('POST', `/api/projects/P-1/change-orders/${gone.id}/withdrawal`)).status).toBe(204);
    const { body: works } = await propose();
    expect(works).toMatchObject({ seq: 2, state: 'proposed', isOwn: true, mayDecide: false });
    expect((await decide('unit', works.id)).body.code).toBe('own-change');
    expect((await decide('planner', works.id)).body.code).toBe('not-permitted');
    expect((await decide('bureau', works.id)).body).toMatchObject({ state: 'approved', decidedBy: 'bureau' });
    expect((await decide('bureau', works.id)).body.code).toBe('not-in-this-state');
    const documents = await as('unit').ask<{ rows: ProjectDocument[] }>('GET', '/api/projects/P-1/documents');
    expect(documents.body.rows.filter(({ kind }) => kind === 'change-order')).toMatchObject([
      { title: '工程变更第 2 号：地下管线迁改' },
    ]);
  });

  it('of the budget: it is what its approval says from then on, with the number of the reply', async () => {
    expect((await propose({ kind: 'budget', amountFen: '6400000000' })).body.detail).toContain('相同');
    const { body: order } = await propose({ kind: 'budget', amountFen: '6900000000', title: '概算调整' });
    expect(order.beforeFen).toBe('6400000000');
    expect((await decide('bureau', order.id)).body.code).toBe('check-failed');
    expect((await decide('bureau', order.id, { number: '玄发改〔2026〕9号' })).body.code).toBe('not-permitted');
    expect((await decide('planner', order.id)).body.detail).toContain('批文号');
    const decided = await decide('planner', order.id, { number: '玄发改〔2026〕9号' });
    expect(decided.body).toMatchObject({ state: 'approved', number: '玄发改〔2026〕9号' });
    const budget = (await lifecycle()).amounts.find(({ kind }) => kind === 'budget');
    expect(budget).toMatchObject({ amountFen: '6900000000', note: '概算调整第 3 号 玄发改〔2026〕9号' });
  });

  it('a second time, an adjustment that is decided by an approval is concluded, and the project waits for that', async () => {
    await fill('bureau', 'mid-term', answers('mid-term', 'scope'));
    await move('bureau', 'review');
    const done = await conclude('office', 'mid-term', 'adjust');
    expect(done.body.rows[0]).toMatchObject({ pass: 2, outcome: 'adjust' });
    expect((await lifecycle()).state).toBe('S110');
    await house.db.run({ text: `update thresholds set value = 0 where code = 'approval-gate'` });
    expect((await move('office', 'continue')).body.state).toBe('S100');
  });

  it('of what is finished: nothing counts as met without the document that shows it, nothing unmet passes', async () => {
    for (const kind of ['completion-report', 'fire-acceptance', 'planning-acceptance']) await note(kind);
    await move('unit', 'advance');
    await move('unit', 'advance');
    expect((await lifecycle()).state).toBe('S130');
    const missing = await fill('unit', 'acceptance', answers('acceptance'));
    expect(missing.body.detail).toContain('档案验收意见');
    await fill('unit', 'acceptance', answers('acceptance', 'archive'));
    expect((await conclude('bureau', 'acceptance', 'pass')).body.detail).toContain('尚有不符合项');
    expect((await conclude('bureau', 'acceptance', 'rectify')).body.rows[0]).toMatchObject({ outcome: 'rectify' });
    expect((await lifecycle()).state).toBe('S120');
    await move('unit', 'advance');
    await note('archive-acceptance');
    for (const kind of ['fire-acceptance', 'planning-acceptance']) await note(kind);
    const filed = await fill('unit', 'acceptance', answers('acceptance'));
    expect(filed.body.rows[0]?.evidence.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['completion-report', 'fire-acceptance', 'archive-acceptance']),
    );
    expect((await conclude('bureau', 'acceptance', 'pass')).status).toBe(200);
    const { closing } = await read();
    expect((await lifecycle()).state).toBe('S140');
    expect(closing.acceptedAt).not.toBeNull();
    expect(closing.dueAt).toBeGreaterThan(closing.acceptedAt ?? 0);
  });

  it('end in the project’s own evaluation, which begins with what is known', async () => {
    const year = new Date().getFullYear();
    await declareTargets(house.db, year, ['P-1'], [{ code: 'A', weight: 100, target: 100 }]);
    await house.db.run({
      text: `update project_lifecycles set state = 'S180', phase = 'evaluation' where project_id = 'P-1'`,
    });
    expect((await read()).selfEvaluates).toBe(true);
    const opened = await as('unit').ask<ProjectDocument>('POST', '/api/projects/P-1/self-evaluation', { year });
    expect(opened.body).toMatchObject({ kind: 'self-evaluation', version: 1 });
    const { body } = await as('unit').ask<{ rows: KeptFile[] }>(
      'GET',
      '/api/files?subjectKind=project&subjectCode=P-1',
    );
    expect(body.rows[0]?.name).toContain('项目支出绩效自评表');
    expect(body.rows[0]?.id).toBe(opened.body.fileId);
  });
});
