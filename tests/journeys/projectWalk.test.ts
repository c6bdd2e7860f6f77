import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApprovalCase } from '../../contracts/approvalCases.ts';
import type { FlowStep } from '../../contracts/approvals.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import type { ProjectBudget } from '../../contracts/budgets.ts';
import type { PaymentRow, ProjectContract, ResourceConflict } from '../../contracts/contracting.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { AmountKind, DocumentKind, LifecycleAction, ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { ProjectFile } from '../../contracts/projectFiles.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const WEEK = 7 * 86_400_000;
const FIRST_MONDAY = Date.UTC(1970, 0, 4, 16);
const nextMonday = FIRST_MONDAY + (Math.floor((Date.now() - FIRST_MONDAY) / WEEK) + 1) * WEEK;
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const today = dayOf(Date.now());
const organisations = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
values ('OLD', '藤子村改造', 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 100, '2020-01-01', '2030-01-01');
insert into project_contracts (project_id, number, name, contractor, amount_fen)
values ('OLD', 'X', '施工合同', '宁安建设有限公司', 100)`;

/** Every step of the chart as its people take it: what each notes first, then who moves the project on. */
interface Step {
  readonly notes?: readonly [who: string, ...kinds: DocumentKind[]][];
  readonly sums?: readonly [who: string, kind: AmountKind, fen: string][];
  readonly by: string;
  readonly action?: LifecycleAction;
  readonly to: string;
}
/** Who sits on a post that approvals ask. */
const seats: Partial<Record<PersonRole, string>> = {
  ...{ department: 'bureau', finance: 'purse', 'performance-office': 'office', 'development-reform': 'planner' },
  'district-leader': 'mayor',
};
const toContract: readonly Step[] = [
  {
    notes: [
      ['unit', 'need-basis', 'rough-estimate'],
      ['street', 'street-opinion'],
    ],
    by: 'bureau',
    to: 'S10',
  },
  { notes: [['bureau', 'pre-evaluation']], by: 'purse', to: 'S20' },
  {
    notes: [['planner', 'establishment-reply']],
    sums: [['planner', 'estimate', '6400000001']],
    by: 'planner',
    to: 'S30',
  },
  {
    notes: [['unit', 'feasibility-reply', 'site-selection', 'environment-reply', 'stability-report']],
    ...{ by: 'planner', to: 'S40' },
  },
  { notes: [['planner', 'budget-reply']], sums: [['planner', 'budget', '6400000001']], by: 'planner', to: 'S50' },
  { notes: [['purse', 'annual-plan-reply']], by: 'purse', to: 'S60' },
  { notes: [['purse', 'ceiling-review']], sums: [['purse', 'ceiling', '6000000000']], by: 'purse', to: 'S70' },
];
const toWorks: readonly Step[] = [
  { notes: [['unit', 'award-notice', 'contract']], by: 'unit', to: 'S80' },
  { notes: [['bureau', 'work-permit']], by: 'bureau', to: 'S90' },
];
const toEnd: readonly Step[] = [
  { notes: [['bureau', 'mid-term-report']], by: 'bureau', action: 'review', to: 'S110' },
  { by: 'office', action: 'continue', to: 'S100' },
  { notes: [['unit', 'completion-report']], by: 'unit', to: 'S120' },
  { by: 'unit', to: 'S130' },
  {
    notes: [['bureau', 'acceptance-report', 'fire-acceptance', 'planning-acceptance', 'archive-acceptance']],
    ...{ by: 'bureau', to: 'S140' },
  },
  { notes: [['purse', 'settlement-review']], sums: [['purse', 'settlement', '5700000000']], by: 'purse', to: 'S150' },
  {
    notes: [['purse', 'final-account-reply']],
    sums: [['purse', 'final-account', '5800000000']],
    by: 'purse',
    to: 'S170',
  },
];
const toArchive: readonly Step[] = [
  { notes: [['unit', 'handover-sheet', 'asset-card']], by: 'street', to: 'S180' },
  { notes: [['unit', 'self-evaluation']], by: 'bureau', to: 'S190' },
  { notes: [['purse', 'evaluation-report']], by: 'purse', to: 'S200' },
  { by: 'office', action: 'archive', to: 'S900' },
];

describeWithPostgres('a project of the government’s money', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let id = '';
  let works: ProjectContract;
  const callers = new Map<string, Caller>();

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    callers.set(loginName, caller);
  };
  const as = (loginName: string): Caller => {
    if (loginName === 'office') return people.office;
    const caller = callers.get(loginName);
    if (caller === undefined) throw new Error(`nobody is called ${loginName}`);
    return caller;
  };
  const at = (path: string): string => `/api/projects/${id}/${path}`;
  const stand = async (who = 'unit') => (await as(who).ask<ProjectLifecycle>('GET', at('lifecycle'))).body;
  const move = async ({ by, action = 'advance', to }: Step) => {
    const { revision } = await stand(by);
    return as(by).ask<ProjectLifecycle & Problem>('POST', at('lifecycle/moves'), { action, to, revision });
  };
  /** Has everybody approve whom the steps of a row's approval ask; the last of them moves the project. */
  const approve = async ({ action = 'advance', to }: Step, steps: readonly FlowStep[]) => {
    const { revision } = await stand();
    const way = { action, to, revision, reason: '' };
    const { id: number } = await as('unit').post<ApprovalCase>(at('approvals'), way);
    for (const role of steps.flatMap(({ roles }) => roles)) {
      const { passes } = (await as('unit').ask<ApprovalCase>('GET', `/api/approvals/${number}`)).body;
      const order = { act: 'approve', passes: passes.length, opinion: '同意。' };
      await as(seats[role] ?? '').post(`/api/approvals/${number}/acts`, order);
    }
  };
  const walk = async (steps: readonly Step[]) => {
    for (const step of steps) {
      for (const [who, ...kinds] of step.notes ?? [])
        for (const kind of kinds)
          await as(who).post(at('documents'), { kind, title: kind, number: '', issuedOn: today, fileId: null });
      for (const [who, kind, amountFen] of step.sums ?? [])
        expect((await as(who).ask('PUT', at(`amounts/${kind}`), { amountFen, note: '批复' })).status).toBe(200);
      const { moves } = await stand();
      const steps = moves.find((row) => row.action === (step.action ?? 'advance') && row.to === step.to)?.approval;
      if (steps) await approve(step, steps);
      else expect((await move(step)).status).toBe(200);
      expect(await stand()).toMatchObject({ state: step.to });
    }
  };
  const revisionOf = async () => (await as('unit').ask<ProjectBudget>('GET', at('budget'))).body.revision;
  const pay = (amountFen: string, who = 'purse', voucher = 'PZ-01') =>
    as(who).ask<PaymentRow & Problem>('POST', at('payments'), {
      ...{ contractId: works.id, paidOn: today, amountFen, voucher, note: '' },
    });
  const contract = (facts: object) => as('unit').ask<ProjectContract & Problem>('POST', at('contracts'), facts);

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url, { devicesOnline: { monitors: 1, cameras: 1 } });
    people = await settle(house);
    await house.db.run({ text: organisations });
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('planner', 'development-reform', '320102');
    await arrive('purse', 'finance', '320102');
    await arrive('street', 'street', HONGSHAN);
    await arrive('mayor', 'district-leader', '320102');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('comes by its approvals to the award of its works', async () => {
    const made = await as('unit').post<ProjectFile>('/api/projects', {
      ...{ code: null, chart: 'government-investment', name: '红山片区雨污分流', category: 'fiscal', sector: 'water' },
      ...{ rollout: 'deepening', departmentCode: 'D-1', partnerCodes: [], unitCode: 'U-1', point: null },
      ...{ streetCode: HONGSHAN, communityCode: null, budgetFen: '6400000001', label: 'internal' },
      ...{ startsOn: dayOf(nextMonday - 30 * WEEK), endsOn: dayOf(nextMonday + 2 * WEEK) },
    });
    id = made.id;
    // What the year is held to is filled in and approved by wires of its own (tests/journeys/targets.test.ts).
    await house.db.run({
      text: `with t as (insert into templates (code, name, tree, kind) values ('T-1', '模板', 'A-2021', 'standard') returning code),
                  v as (insert into template_versions (template_code, version) select code, 1 from t returning template_code)
             insert into declarations (project_id, year, template_code, version, state)
             select '${id}', ${new Date().getFullYear()}, template_code, 1, 'approved' from v`,
    });
    await walk(toContract);
  });

  it('has a contract to the fen within its ceiling, the kind that the ceiling is for', async () => {
    const facts = {
      ...{
        number: 'HT-01',
        name: '施工总承包合同',
        kind: 'construction',
        contractor: '宁安建设有限公司',
        creditCode: null,
      },
      ...{ amountFen: '6000000001', payable: '85', signedOn: today, startsOn: today, endsOn: null },
      terms: [{ name: '预付款', condition: '合同生效后', share: '30' }],
    };
    works = (await contract(facts)).body;
    expect(works).toMatchObject({ ...facts, payableFen: '5100000000', paidFen: '0', revision: 1 });
    expect((await contract(facts)).body.code).toBe('already-exists');
    const survey = { ...facts, number: 'HT-02', name: '勘察合同', kind: 'survey', amountFen: '100' };
    expect((await contract(survey)).status).toBe(200);
    for (const kind of ['award-notice', 'contract'])
      await as('unit').post(at('documents'), { kind, title: kind, number: '', issuedOn: today, fileId: null });
    const over = await move({ by: 'unit', to: 'S80' });
    expect(over.body.detail).toContain('合同价不超过招标控制价(不满足)');
    const changed = { facts: { ...facts, amountFen: '6000000000' }, revision: 1, reason: '按中标价更正' };
    const edited = await as('unit').ask<ProjectContract & Problem>('PUT', at(`contracts/${works.id}`), changed);
    expect(edited.body).toMatchObject({ amountFen: '6000000000', revision: 2 });
    const again = await as('unit').ask<Problem>('PUT', at(`contracts/${works.id}`), changed);
    expect(again.body.code).toBe('changed-meanwhile');
    await walk(toWorks);
  });

  it('begins once its progress and its funds are planned', async () => {
    await as('unit').post(at('documents'), {
      kind: 'start-order',
      title: '开工令',
      number: '',
      issuedOn: today,
      fileId: null,
    });
    expect((await move({ by: 'unit', to: 'S100' })).body.detail).toContain('进度计划与用款计划已编制(不满足)');
    const put = (who: string, path: string, body: object) =>
      as(who).ask<ProjectBudget & Problem>('PUT', at(path), body);
    const lines = [
      { source: 'municipal', purpose: 'works', year: 2026, amountFen: '4000000000', note: '' },
      { source: 'district', purpose: 'works', year: 2026, amountFen: '2400000001', note: '' },
    ];
    const budget = await put('unit', 'budget-lines', { revision: await revisionOf(), lines });
    expect(budget.body).toMatchObject({ lines, linesFen: '6400000001' });
    const more = [...lines, { ...lines[0], amountFen: '1' }];
    expect((await put('unit', 'budget-lines', { revision: await revisionOf(), lines: more })).body.code).toBe(
      'check-failed',
    );
    const months = [{ month: today.slice(0, 7), amountFen: '6400000001' }];
    expect((await put('unit', 'funds-plan', { revision: await revisionOf(), months })).body.plannedFen).toBe(
      '6400000001',
    );
    const weeks = [0, 1, 2].map((n) => ({ closesAt: nextMonday + n * WEEK, planned: ['33.333', '66.666', '100'][n] }));
    expect((await put('street', 'progress-plan', { revision: await revisionOf(), weeks })).status).toBe(403);
    const planned = await put('unit', 'progress-plan', { revision: await revisionOf(), weeks });
    expect(planned.body.weeks).toMatchObject(weeks.map((week) => ({ ...week, progress: null, isKept: false })));
    // Laid down once it is changed with a reason.
    const shorter = weeks.slice(0, 2).map((week, n) => ({ ...week, planned: n === 0 ? '40' : '100' }));
    expect((await put('unit', 'progress-plan', { revision: await revisionOf(), weeks: shorter })).body.code).toBe(
      'check-failed',
    );
    await walk([{ by: 'unit', to: 'S100' }]);
  });

  it('is paid by its contract, up to the share that may be paid before the settlement', async () => {
    expect((await pay('1', 'unit')).status).toBe(403);
    expect((await pay('5100000001')).body.detail).toContain('付款比例');
    const wrong = await pay('5000000000');
    expect(wrong.body).toMatchObject({
      amountFen: '5000000000',
      contractNumber: 'HT-01',
      notedBy: 'purse',
      isUndone: false,
    });
    const undo = () =>
      as('purse').ask<PaymentRow & Problem>('POST', at(`payments/${wrong.body.id}/undo`), { reason: '金额录错' });
    expect((await undo()).body).toMatchObject({ amountFen: '-5000000000', undoesId: wrong.body.id });
    expect((await undo()).body.code).toBe('not-in-this-state');
    expect((await pay('5100000000')).status).toBe(200);
    const { body } = await as('unit').ask<{ rows: ProjectContract[] }>('GET', at('contracts'));
    expect(body.rows.find(({ number }) => number === 'HT-01')?.paidFen).toBe('5100000000');
    expect((await as('unit').ask<{ rows: PaymentRow[] }>('GET', at('payments'))).body.rows).toHaveLength(3);
  });

  it('shares its contractor with another project at the same time, and that is told', async () => {
    const { body } = await as('unit').ask<{ rows: ResourceConflict[] }>('GET', `/api/conflicts?projectId=${id}`);
    expect(body.rows).toMatchObject([{ kind: 'contractor', name: '宁安建设有限公司', peak: 2 }]);
    expect(body.rows[0]?.engagements.map(({ projectId }) => projectId)).toEqual(['OLD', id, id]);
  });

  it('is reviewed, accepted, settled, handed over, evaluated and archived, nothing passed over', async () => {
    await walk(toEnd);
    // Settled: what was kept back may be paid.
    expect((await pay('600000000', 'purse', 'PZ-02')).status).toBe(200);
    await walk(toArchive);
    const { body } = await as('unit').ask<ProjectLifecycle>('GET', at('lifecycle'));
    expect(body.steps.filter(({ overridden }) => overridden)).toEqual([]);
    expect(body.steps.map(({ to }) => to)).toEqual([
      ...['S00', 'S10', 'S20', 'S30', 'S40', 'S50', 'S60', 'S70', 'S80', 'S90', 'S100', 'S110', 'S100', 'S120', 'S130'],
      ...['S140', 'S150', 'S170', 'S180', 'S190', 'S200', 'S900'],
    ]);
    expect((await pay('1', 'purse', 'PZ-03')).body.code).toBe('not-in-this-state');
    const { body: log } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=payment.undo');
    expect(log.rows.find(({ outcome }) => outcome === 'done')).toMatchObject({ subject: id, reason: '金额录错' });
  });
});
