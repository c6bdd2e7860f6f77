import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentKinds, lifecycleActions, lifecycleCharts, type DocumentKind } from '../../../contracts/lifecycles.ts';
import { defaultPermissions, roles } from '../../../contracts/permissions.ts';
import { projectPhases } from '../../../contracts/projects.ts';
import { charts, isClosed, isEnd, rowsFrom } from './charts.ts';
import {
  chooseRow,
  judgeGuard,
  kindsForRow,
  standingAfter,
  stateInPhase,
  weighRows,
  type GuardFacts,
  type Limits,
  type NotedKind,
  type Standing,
} from './lifecycles.rules.ts';

const limits: Limits = { 'budget-over-estimate': '1.10', 'pre-evaluation-fen': '1000000000', 'audit-gate': '0' };
const facts: GuardFacts = {
  budgetFen: '900000000',
  amounts: {
    ...{ estimate: '1000', budget: '1100', ceiling: '1050' },
    ...{ settlement: '1040', 'final-account': '1041' },
  },
  contractFen: '1050',
  payableFen: '945',
  paidFen: '945',
  targetsApproved: true,
  monitorsOnline: 1,
  camerasOnline: 1,
  plannedWeeks: 30,
  plannedMonths: 12,
  seriousOpen: 0,
  taken: ['review', 'continue'],
};
const everything: ReadonlySet<DocumentKind> = new Set(documentKinds);
const at = (chart: Standing['chart'], state: string, suspendedFrom: string | null = null): Standing => ({
  ...{ chart, state, suspendedFrom, phase: 'planning', revision: 3 },
});
const reason = '区政府常务会议决定';

describe('a lifecycle chart', () => {
  it.each(lifecycleCharts)('%s allows what it writes, and nothing else: every cell', (key) => {
    const chart = charts[key];
    const codes = chart.states.map(({ code }) => code);
    let legal = 0;
    for (const from of codes)
      for (const action of lifecycleActions)
        for (const to of codes) {
          const suspendedFrom = from === 'S920' ? chart.first : null;
          const standing = at(key, from, suspendedFrom);
          const rows = weighRows(standing, () => everything, facts, limits);
          const outcome = chooseRow(standing, rows, { action, to, revision: 3, reason });
          const written = chart.rows.some(
            (row) =>
              row.from === from &&
              row.action === action &&
              row.to === to &&
              (action !== 'resume' || to === suspendedFrom),
          );
          expect('row' in outcome, `${from} ${action} ${to}`).toBe(written);
          if (written) legal += 1;
          else expect(outcome).toMatchObject({ objection: { code: 'not-in-this-state' } });
        }
    expect(legal).toBe(chart.rows.filter(({ action }) => action !== 'resume').length + 1);
  });

  it.each(lifecycleCharts)('%s writes each cell once, between states it has', (key) => {
    const { rows, states } = charts[key];
    const cells = rows.map(({ from, action, to }) => `${from} ${action} ${to}`);
    expect(new Set(cells).size).toBe(cells.length);
    const codes = new Set(states.map(({ code }) => code));
    expect(codes.size).toBe(states.length);
    for (const { from, to } of rows) expect([codes.has(from), codes.has(to)]).toEqual([true, true]);
  });

  it.each(lifecycleCharts)(
    '%s leads from its first state to every other, and from each of them to the archive',
    (key) => {
      const chart = charts[key];
      const reach = (start: string, next: (code: string) => string[]) => {
        const seen = new Set([start]);
        for (const code of seen) for (const one of next(code)) seen.add(one);
        return seen;
      };
      const onward = reach(chart.first, (code) => rowsFrom(chart, code, chart.first).map(({ to }) => to));
      expect([...onward].sort()).toEqual(chart.states.map(({ code }) => code).sort());
      const back = reach('S900', (code) => chart.rows.filter(({ to }) => to === code).map(({ from }) => from));
      for (const { code } of chart.states) expect(back.has(code) || code === 'S910').toBe(true);
    },
  );

  it.each(lifecycleCharts)('%s asks for no permission that no role has', (key) => {
    const held = new Set(roles.flatMap((role) => defaultPermissions[role]));
    for (const { permission } of charts[key].rows) expect(held.has(permission)).toBe(true);
  });

  it.each(lifecycleCharts)('%s begins every phase that a project can be in somewhere', (key) => {
    for (const phase of projectPhases) {
      const code = stateInPhase(key, phase, projectPhases);
      expect(charts[key].states.map((state) => state.code)).toContain(code);
      expect(isClosed(code)).toBe(false);
    }
  });

  it('comes back to just where a project was put aside', () => {
    const chart = charts['government-investment'];
    fc.assert(
      fc.property(fc.constantFrom(...chart.states.filter(({ code }) => !isEnd(code))), ({ code, phase }) => {
        const before: Standing = { ...at(chart.key, code), phase };
        const aside = standingAfter(chart, before, { to: 'S920' });
        expect(aside).toMatchObject({ state: 'S920', suspendedFrom: code, phase });
        const ways = rowsFrom(chart, aside.state, aside.suspendedFrom);
        expect(ways.map(({ action, to }) => [action, to])).toEqual([
          ['resume', code],
          ['terminate', 'S910'],
        ]);
        expect(standingAfter(chart, aside, { to: code })).toEqual({ ...before, revision: 5 });
      }),
    );
  });
});

describe('a guard', () => {
  const judged = (code: Parameters<typeof judgeGuard>[0], other: Partial<GuardFacts> = {}, withLimits = limits) =>
    judgeGuard(code, { ...facts, ...other }, withLimits).verdict;

  it('lets 概算 be 110 % of 估算 and not a fen more (政府投资条例 article 12)', () => {
    expect(judgeGuard('budget-within-estimate', facts, limits)).toEqual({
      ...{ code: 'budget-within-estimate', verdict: 'met', found: '1100', limit: '1100' },
    });
    expect(judged('budget-within-estimate', { amounts: { estimate: '1000', budget: '1101' } })).toBe('unmet');
  });

  it('does not take what is missing for a pass', () => {
    const none = { amounts: {}, contractFen: null, payableFen: null };
    for (const code of [
      'budget-within-estimate',
      'ceiling-within-budget',
      'contract-within-ceiling',
      'paid-within-contract',
      'settlement-within-budget',
    ] as const)
      expect(judged(code, none), code).toBe('unknown');
    for (const code of ['estimate-known', 'final-account-known'] as const)
      expect(judged(code, none), code).toBe('unmet');
    expect(judged('budget-within-estimate', {}, {})).toBe('unknown');
  });

  it.each([
    ['ceiling-within-budget', { amounts: { budget: '1000', ceiling: '1001' } }],
    ['contract-within-ceiling', { contractFen: '1051' }],
    ['paid-within-contract', { paidFen: '946' }],
    ['settlement-within-budget', { amounts: { budget: '1000', settlement: '1001' } }],
    ['targets-approved', { targetsApproved: false }],
    ['site-devices-online', { camerasOnline: 0 }],
    ['site-devices-online', { monitorsOnline: 0 }],
    ['plan-laid', { plannedMonths: 0 }],
    ['mid-term-done', { taken: ['review'] }],
    ['problems-settled', { seriousOpen: 1 }],
  ] as const)('%s is met by the facts above and not by %j', (code, other) => {
    expect(judged(code)).toBe('met');
    expect(judged(code, other as unknown as Partial<GuardFacts>)).toBe('unmet');
  });

  it('holds every way on from the works while something serious at a site is not put right', () => {
    for (const key of lifecycleCharts) {
      const { states, rows } = charts[key];
      const phases = new Map(states.map(({ code, phase }) => [code, phase]));
      const held = rows.filter(({ guards }) => guards.includes('problems-settled'));
      expect(held.length, key).toBeGreaterThan(2);
      for (const { from, action } of held) {
        expect(['building', 'acceptance', 'evaluation'], `${key} ${from}`).toContain(phases.get(from));
        expect(['return', 'suspend', 'terminate', 'adjust']).not.toContain(action);
      }
    }
  });

  it('frees only a project below the limit of the evaluation beforehand, not one that reaches it', () => {
    expect(judged('small-investment', { budgetFen: '999999999' })).toBe('met');
    expect(judged('small-investment', { budgetFen: '1000000000' })).toBe('unmet');
    expect(judged('small-investment', { budgetFen: '1000000001' })).toBe('unmet');
  });

  it('makes audit a gate only where the district says so', () => {
    const gate = { ...limits, 'audit-gate': '1' };
    expect(judged('audit-settled')).toBe('met');
    expect(judged('audit-settled', {}, gate)).toBe('unmet');
    expect(judged('audit-settled', { taken: ['audit'] }, gate)).toBe('met');
  });
});

describe('a document', () => {
  const chart = charts.livelihood;
  const step = (seq: number, from: string | null, action: string | null, to: string) =>
    ({ seq, from, action, to }) as Parameters<typeof kindsForRow>[3][number];
  const once = [step(1, null, null, 'M40'), step(2, 'M40', 'review', 'M50'), step(3, 'M50', 'continue', 'M40')];
  const twice = [...once, step(4, 'M40', 'review', 'M50')];
  const counts = (state: string, action: string, noted: readonly NotedKind[], steps: typeof once) => {
    const row = chart.rows.find((one) => one.from === state && one.action === action);
    return row && [...kindsForRow(chart, row, noted, steps)];
  };
  const inspection = (afterStep: number): NotedKind => ({ kind: 'quarterly-inspection', afterStep });

  it('counts for the pass that it was noted in, or before; the second 季度督查 asks for its own', () => {
    expect(counts('M50', 'continue', [inspection(0)], once.slice(0, 2))).toEqual(['quarterly-inspection']);
    expect(counts('M50', 'continue', [inspection(2)], twice)).toEqual([]);
    expect(counts('M50', 'continue', [inspection(3)], twice)).toEqual(['quarterly-inspection']);
    expect(counts('M50', 'continue', [inspection(4)], twice)).toEqual(['quarterly-inspection']);
  });

  it('that one row used counts for no other row of the state that asks for it', () => {
    expect(counts('M50', 'adjust', [inspection(2)], twice)).toEqual([]);
  });

  it('is not used up by a row that does not ask for it', () => {
    expect(counts('M40', 'advance', [{ kind: 'completion-report', afterStep: 1 }], once)).toEqual([
      'completion-report',
    ]);
  });
});

describe('an order to move a project', () => {
  const standing = at('government-investment', 'S40');
  const order = { action: 'advance', to: 'S50', revision: 3 } as const;
  const weighed = (documents: readonly DocumentKind[], other: Partial<GuardFacts> = {}) =>
    weighRows(standing, () => new Set(documents), { ...facts, ...other }, limits);

  it('is taken with its documents and within its limits', () => {
    expect(chooseRow(standing, weighed(['budget-reply']), order)).toMatchObject({ row: { to: 'S50', ready: true } });
  });

  it('is refused by the name of what is missing', () => {
    expect(chooseRow(standing, weighed([], { amounts: { estimate: '1000', budget: '1101' } }), order)).toEqual({
      objection: { code: 'check-failed', detail: '缺少初步设计与概算批复;概算不超过估算的规定倍数(不满足)' },
    });
    expect(chooseRow(standing, weighed(['budget-reply'], { amounts: {} }), order)).toEqual({
      objection: { code: 'check-failed', detail: '概算不超过估算的规定倍数(资料不全,无法判定)' },
    });
  });

  it('passes over what is missing with a reason, and not without', () => {
    const rows = weighed([]);
    expect(chooseRow(standing, rows, { ...order, override: true })).toMatchObject({
      objection: { detail: '请填写理由' },
    });
    expect(chooseRow(standing, rows, { ...order, override: true, reason })).toMatchObject({ row: { ready: false } });
  });

  it('passes over no way that the chart does not have', () => {
    expect(chooseRow(standing, weighed([]), { ...order, to: 'S100', override: true, reason })).toMatchObject({
      objection: { code: 'not-in-this-state', detail: '初步设计与概算阶段不能进入下一阶段' },
    });
  });

  it('says that somebody was faster', () => {
    expect(chooseRow(standing, weighed(['budget-reply']), { ...order, revision: 2 })).toMatchObject({
      objection: { code: 'changed-meanwhile' },
    });
  });

  it('goes back, aside and to an end with a reason only', () => {
    for (const [action, to] of [
      ['return', 'S30'],
      ['suspend', 'S920'],
      ['terminate', 'S910'],
    ] as const) {
      const bare = { action, to, revision: 3 };
      expect(chooseRow(standing, weighed([]), bare)).toMatchObject({ objection: { code: 'check-failed' } });
      expect(chooseRow(standing, weighed([]), { ...bare, reason })).toMatchObject({ row: { to } });
    }
  });
});
