import type { Instant } from '../../../contracts/glossary.ts';
import type { AutoSource } from '../../../contracts/indicators.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import { dayOf, SHANGHAI_SHIFT_MS, yearStart } from '../../platform/calendar.rules.ts';
import { percentOf } from '../../platform/exact.rules.ts';

/** A value that the system takes, rounded to its indicator's decimals as a reported one is, with all that is needed to compute it again by hand. */
export interface Collected {
  readonly value: string;
  readonly detail: SourceDetail;
}
/** The stretch a value speaks of: the year from its first day to the end of the month, or to now while it lasts. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

export const monthOf = (at: Instant): string => dayOf(at).slice(0, 7);
/** 1st of a month, 00:00 Asia/Shanghai; `later` months further on. */
export function monthStart(month: string, later = 0): Instant {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Date.UTC(year, number - 1 + later, 1) - SHANGHAI_SHIFT_MS;
}
export const stretchOf = (month: string, now: Instant): Stretch => ({
  from: yearStart(monthStart(month)),
  to: Math.min(now, monthStart(month, 1)),
});

/** What is entered late (payments, reports) still counts for the month before in the first days of a new one. */
const LATE_DAYS_MS = 10 * 86_400_000;
/** Months whose values are taken at `now`. */
export function monthsToCollect(now: Instant): string[] {
  const current = monthOf(now);
  const before = monthOf(monthStart(current) - 1);
  return now - monthStart(current) < LATE_DAYS_MS ? [before, current] : [current];
}

/** 已支付 ÷ 全年预算数 × 100. Without a budget, or without any record of payments, there is no rate. */
export function budgetExecution(
  { paidFen, budgetFen }: { readonly paidFen: string | null; readonly budgetFen: string | null },
  stretch: Stretch,
  decimals: number,
): Collected | undefined {
  if (paidFen === null || budgetFen === null) return undefined;
  const value = percentOf(paidFen, budgetFen, decimals);
  return value === undefined
    ? undefined
    : { value, detail: { formula: 'budget-execution@1', ...stretch, inputs: { paidFen, budgetFen } } };
}

export interface Milestone {
  readonly plannedTo: Instant;
  readonly actualTo: Instant | null;
}
/** Milestones of the year that were due by the end of the stretch, and those done by the end of their planned day. */
export function milestonesOnTime(
  milestones: readonly Milestone[],
  { from, to }: Stretch,
  decimals: number,
): Collected | undefined {
  const due = milestones.filter(({ plannedTo }) => plannedTo >= from && plannedTo <= to);
  const onTime = due.filter(
    ({ plannedTo, actualTo }) => actualTo !== null && actualTo <= to && dayOf(actualTo) <= dayOf(plannedTo),
  );
  const value = percentOf(`${onTime.length}`, `${due.length}`, decimals);
  if (value === undefined) return undefined;
  const inputs = { due: `${due.length}`, onTime: `${onTime.length}` };
  return { value, detail: { formula: 'milestones-on-time@1', from, to, inputs } };
}

/** The newest verified weekly report of the year. */
export function progressReported(
  week: { readonly closesAt: Instant; readonly progress: string } | undefined,
  { from, to }: Stretch,
  decimals: number,
): Collected | undefined {
  if (week === undefined || week.closesAt < from || week.closesAt > to) return undefined;
  const inputs = { weekClosesAt: dayOf(week.closesAt - 1), progress: week.progress };
  const value = percentOf(week.progress, '1', decimals);
  return value === undefined ? undefined : { value, detail: { formula: 'progress@1', from, to, inputs } };
}

export interface Compliance {
  readonly expected: bigint;
  readonly judged: bigint;
  readonly within: bigint;
  readonly devices: number;
  readonly limits: string;
}
/** Windows within limits ÷ windows with data × 100. How much of the time had data is told beside it. */
export function compliance(
  source: 'dust-compliance' | 'noise-compliance',
  { expected, judged, within, devices, limits }: Compliance,
  stretch: Stretch,
  decimals: number,
): Collected | undefined {
  const value = percentOf(`${within}`, `${judged}`, decimals);
  if (value === undefined) return undefined;
  const coverage = percentOf(`${judged}`, `${expected}`, 2) ?? '0';
  const inputs = {
    expected: `${expected}`,
    judged: `${judged}`,
    within: `${within}`,
    coverage,
    devices: `${devices}`,
    limits,
  };
  return { value, detail: { formula: `${source}@1`, ...stretch, inputs } };
}

/** What each source of telemetry is judged on. */
export const complianceMetrics = {
  'dust-compliance': ['tsp', 'pm10', 'pm25'],
  'noise-compliance': ['noise'],
} as const satisfies Partial<Record<AutoSource, readonly string[]>>;
/** Sources that give values; 整改按时率 waits for the module of warnings. */
export const collectedSources = [
  'dust-compliance',
  'noise-compliance',
  'budget-execution',
  'milestones-on-time',
  'progress',
] as const satisfies readonly AutoSource[];
