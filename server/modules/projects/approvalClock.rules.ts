import type { ApprovalSum } from '../../../contracts/live.ts';
import type { Decimal } from '../../platform/exact.rules.ts';
import { ratio } from './earnedValue.rules.ts';

const DAY_MS = 86_400_000;

/** What the approvals of one project come to this year. */
export interface ApprovalClock {
  readonly passed: number;
  /** Time on working days that the steps of those were open, together. */
  readonly workedMs: number;
  readonly open: number;
  readonly overdue: number;
}
/** The district's baseline in working days, and by which share the mean is to come below it: -0.2. */
export interface ApprovalAim {
  readonly baselineDays: number;
  readonly goal: number | null;
}

/** The baseline as the table of thresholds has it; without one nothing is held against anything. */
export function approvalAimOf(rows: readonly { readonly code: string; readonly value: Decimal }[]): ApprovalAim | null {
  const find = (code: string): number | null => {
    const value = rows.find((row) => row.code === code)?.value;
    return value === undefined ? null : Number(value);
  };
  const baselineDays = find('approval-baseline-days');
  return baselineDays === null || baselineDays <= 0 ? null : { baselineDays, goal: find('approval-goal') };
}

/** 审批周期 of an area: the mean over every approval that passed, and how far it is from the baseline. Exact until shown. */
export function sumApprovals(clocks: readonly ApprovalClock[], aim: ApprovalAim | null): ApprovalSum {
  const sum = (pick: (clock: ApprovalClock) => number): number => clocks.reduce((all, one) => all + pick(one), 0);
  const passed = sum((clock) => clock.passed);
  const worked = BigInt(sum(({ workedMs }) => workedMs));
  const at = BigInt(passed) * BigInt(Math.round((aim?.baselineDays ?? 0) * DAY_MS));
  return {
    passed,
    days: ratio(worked, BigInt(passed) * BigInt(DAY_MS)),
    ...{ baselineDays: aim?.baselineDays ?? null, goal: aim?.goal ?? null },
    change: ratio(worked - at, at),
    ...{ open: sum(({ open }) => open), overdue: sum(({ overdue }) => overdue) },
  };
}
