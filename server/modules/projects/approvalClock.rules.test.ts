import { describe, expect, it } from 'vitest';
import { approvalAimOf, sumApprovals, type ApprovalClock } from './approvalClock.rules.ts';

const DAY = 86_400_000;
const aim = { baselineDays: 12, goal: -0.2 };
const clock = (over: Partial<ApprovalClock>): ApprovalClock => ({
  passed: 0,
  workedMs: 0,
  open: 0,
  overdue: 0,
  ...over,
});

describe('审批周期', () => {
  it('is the mean over every approval, not over projects, held against the baseline', () => {
    const sum = sumApprovals([clock({ passed: 3, workedMs: 24 * DAY }), clock({ passed: 1, workedMs: 12 * DAY })], aim);
    expect(sum).toEqual({ passed: 4, days: 9, baselineDays: 12, goal: -0.2, change: -0.25, open: 0, overdue: 0 });
  });

  it('is nothing while none has passed, whatever is under way', () => {
    expect(sumApprovals([clock({ open: 2, overdue: 1 })], aim)).toMatchObject({
      ...{ passed: 0, days: null, change: null, open: 2, overdue: 1 },
    });
  });

  it('is held against nothing where nobody set a baseline', () => {
    expect(approvalAimOf([])).toBeNull();
    expect(approvalAimOf([{ code: 'approval-baseline-days', value: '0' }])).toBeNull();
    expect(sumApprovals([clock({ passed: 1, workedMs: DAY })], null)).toMatchObject({ days: 1, change: null });
    const rows = [
      { code: 'spi-red', value: '0.85' },
      { code: 'approval-baseline-days', value: '12' },
      { code: 'approval-goal', value: '-0.2' },
    ];
    expect(approvalAimOf(rows)).toEqual(aim);
  });
});
