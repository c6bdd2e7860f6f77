import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpiOf, parseShare, ratio, spiOf, valueOf } from './earnedValue.rules.ts';
import { inputsOf } from './inputs.rules.ts';
import { areasOf, earnedValueOf, sumFigures, type JudgedProject } from './projects.rules.ts';

/** 1 万元 in fen. */
const WAN = 1_000_000n;
const CLOSE = Date.UTC(2026, 4, 31, 16);

const today = { now: CLOSE, yearStart: Date.UTC(2025, 11, 31, 16), graceMs: 0 };
const figuresOf = (projects: readonly JudgedProject[]) =>
  new Map([...areasOf(projects, today, (category) => category)].map(([code, { figures }]) => [code, figures]));

const project = (over: Partial<JudgedProject> = {}): JudgedProject => ({
  id: 'P-1',
  streetCode: '320102002000',
  departmentCode: 'D-1',
  departmentName: '一局',
  category: 'fiscal',
  phase: 'building',
  demo: false,
  startsAt: CLOSE - 86_400_000,
  before: null,
  missedWeeks: 0,
  paidPlanned: null,
  yearPaid: 0n,
  yearPlanned: null,
  yearPlannedToNow: null,
  phaseEnd: null,
  overdueMilestone: null,
  completedAt: null,
  light: null,
  budget: 1200n * WAN,
  paid: 700n * WAN,
  week: { closesAt: CLOSE, planned: parseShare('0.60000'), progress: parseShare('0.51'), paidToClose: 690n * WAN },
  ...over,
});

describe('earned value, domain.md 7.1', () => {
  it('keeps the worked example: BAC 1200, plan 60 %, real 51 %, AC 690', () => {
    const planned = valueOf(1200n * WAN, parseShare('0.6'));
    const earned = valueOf(1200n * WAN, parseShare('0.51'));
    expect([planned, earned]).toEqual([720n * WAN * 100_000n, 612n * WAN * 100_000n]);
    expect(spiOf(earned, planned)).toBe(0.85);
    expect(cpiOf(earned, 690n * WAN)).toBeCloseTo(0.887, 4);
    expect(earnedValueOf(project())).toEqual({ planned: 0.6, progress: 0.51, spi: 0.85, cpi: 0.886957, asOf: CLOSE });
  });

  it('is null where an input is missing, never zero', () => {
    const nothing = { planned: null, progress: null, spi: null, cpi: null, asOf: null };
    expect(earnedValueOf(project({ week: null }))).toEqual(nothing);
    const week = { closesAt: CLOSE, planned: 0n, progress: 0n, paidToClose: null };
    expect(earnedValueOf(project({ week }))).toEqual({ planned: 0, progress: 0, spi: null, cpi: null, asOf: CLOSE });
  });

  it('reads shares exactly', () => {
    expect(['0', '1', '0.5', '0.00001', '1.00000'].map(parseShare)).toEqual([0n, 100_000n, 50_000n, 1n, 100_000n]);
  });

  it('rounds ratios half away from zero, at six places', () => {
    expect(ratio(1n, 3n)).toBe(0.333333);
    expect(ratio(2n, 3n)).toBe(0.666667);
    expect(ratio(-2n, 3n)).toBe(-0.666667);
    expect([ratio(1n, 0n), ratio(1n, -1n)]).toEqual([null, null]);
    // The number nearest to the decimal, beyond 2^53 too.
    expect(ratio(9_007_199_254_740_993_123_457n, 10n ** 6n)).toBe(Number('9007199254740993.123457'));
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.bigInt(1n, 10n ** 18n), (a, b) => {
        const exact = Number(a) / Number(b);
        return Math.abs((ratio(a, b) ?? NaN) - exact) <= 5.1e-7 + exact * 1e-12;
      }),
    );
  });
});

describe('what projects add up to', () => {
  const idle = project({ id: 'P-2', budget: 800n * WAN, paid: 0n, week: null, phase: 'planning', demo: true });
  const wide = project({
    id: 'P-3',
    streetCode: null,
    budget: 300n * WAN,
    paid: 300n * WAN,
    week: { closesAt: CLOSE - 7 * 86_400_000, planned: 100_000n, progress: 100_000n, paidToClose: 300n * WAN },
  });

  it('by street and for the district, weighted by budget over those that reported', () => {
    const figures = figuresOf([project(), idle, wide]);
    expect([...figures.keys()].sort()).toEqual(['320102', '320102002000']);
    expect(figures.get('320102002000')).toMatchObject({
      total: 2,
      building: 1,
      reported: 1,
      demo: 1,
      investmentFen: '2000000000',
      paidFen: '700000000',
      progress: 0.51,
      planned: 0.6,
      spi: 0.85,
      cpi: 0.886957,
      asOf: CLOSE,
    });
    // EV 612 + 300, PV 720 + 300, AC 690 + 300, budgets 1200 + 300
    expect(figures.get('320102')).toMatchObject({ total: 3, reported: 2, progress: 0.608, planned: 0.68, asOf: CLOSE });
    expect(figures.get('320102')).toMatchObject({ spi: 0.894118, cpi: 0.921212 });
  });

  it('stays exact where doubles would not: 40 budgets of a fen more than 90 billion yuan', () => {
    const huge = 9_000_000_000_001n;
    const all = Array.from({ length: 40 }, (_, i) => project({ id: `P-${i}`, budget: huge }));
    expect(figuresOf(all).get('320102')?.investmentFen).toBe(`${huge * 40n}`);
  });

  it('by phase, with what is past its date, and by light', () => {
    const late = project({ phaseEnd: { name: null, at: CLOSE - 1 }, light: 'red' });
    const figures = sumFigures([late, idle, wide], today);
    expect(figures.phases.building).toEqual({ total: 2, overdue: 1 });
    expect(figures.phases.planning).toEqual({ total: 1, overdue: 0 });
    expect(figures).toMatchObject({ delayed: 1, lights: { red: 1, none: 2, green: 0 }, begunThisYear: 3 });
    expect(sumFigures([late], { ...today, graceMs: 10 }).delayed).toBe(0);
  });

  it('knows no planned funds where nobody planned, and adds up those who did', () => {
    expect(sumFigures([project()], today)).toMatchObject({ yearPlannedFen: null, yearPlannedToNowFen: null });
    const planned = project({ yearPlanned: 300n, yearPlannedToNow: 200n, yearPaid: 150n });
    expect(sumFigures([project(), planned], today)).toMatchObject({ yearPlannedFen: '300', yearPaidFen: '150' });
  });

  it('is nothing, not zero per cent, without projects', () => {
    expect(sumFigures([], today)).toMatchObject({
      total: 0,
      investmentFen: '0',
      progress: null,
      spi: null,
      asOf: null,
    });
  });
});

it('takes exact inputs out of a record', () => {
  const record = {
    id: 'P-1',
    streetCode: null,
    phase: 'building',
    label: 'internal' as const,
    demo: true,
    budgetFen: '9007199254740993',
    paidFen: '0',
    arrivedFen: null,
    closesAt: CLOSE,
    planned: '0.33333',
    progress: '0.10000',
    paidToCloseFen: null,
    ...{ name: 'P', departmentCode: 'D-1', departmentName: '一局', category: 'fiscal', startsAt: 0, endsAt: 1 },
    ...{ realName: false, plannedBefore: null, progressBefore: null, missedWeeks: 0, yearPaidFen: '5' },
    ...{ yearPlannedFen: null, yearPlannedToNowFen: null, paidPlannedFen: '7', phaseEndsAt: null, overdueName: null },
    ...{ overdueAt: null, completedAt: null },
  };
  expect(inputsOf(record)).toMatchObject({
    demo: true,
    budget: 9007199254740993n,
    week: { planned: 33_333n, paidToClose: null },
  });
  expect(inputsOf(record)).toMatchObject({ yearPaid: 5n, yearPlanned: null, paidPlanned: 7n, before: null });
  expect(inputsOf({ ...record, progress: null }).week).toBeNull();
});
