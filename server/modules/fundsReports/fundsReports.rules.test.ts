import { describe, expect, it } from 'vitest';
import type { FundsEntry } from '../../../contracts/fundsReports.ts';
import { isOffPlan, monthEnd, whyNotFunds, whyNotReview, type FundsBasis } from './fundsReports.rules.ts';

const end = Date.UTC(2026, 9, 31, 16);
const entry = (more: Partial<FundsEntry> = {}): FundsEntry => ({
  month: '2026-10',
  sources: [
    { source: 'district', arrivedFen: '500', paidFen: '300' },
    { source: 'bond', arrivedFen: '0', paidFen: '101' },
  ],
  ...{ arrearsFen: '0', arrearsNote: '', note: '', reason: '' },
  ...more,
});
const basis: FundsBasis = {
  ...{ paidFen: '401', plannedFen: '400', paidToDateFen: '1401', plannedToDateFen: '1400', budgetFen: '10000' },
  ...{ isAccepted: false, tolerance: '0.10' },
};
const why = (more: Partial<FundsEntry> = {}, other: Partial<FundsBasis> = {}, now = end) =>
  whyNotFunds(entry(more), { ...basis, ...other }, now)?.detail;

describe('a monthly funds report', () => {
  it('is taken once its month has ended in Asia/Shanghai', () => {
    expect(monthEnd('2026-10')).toBe(end);
    expect(monthEnd('2026-12')).toBe(Date.UTC(2026, 11, 31, 16));
    expect(why()).toBeUndefined();
    expect(why({}, {}, end - 1)).toBe('该月尚未结束');
  });

  it('divides what was paid by source, to the fen', () => {
    expect(why({}, { paidFen: '400' })).toBe('各来源支付合计 4.01 元,应等于该月支付记录合计 4.00 元');
    expect(why({ sources: [] })).toContain('合计 0.00 元');
    expect(why({ sources: [] }, { paidFen: '0' })).toBeUndefined();
    const twice = entry().sources.map((one) => ({ ...one, source: 'own' as const }));
    expect(why({ sources: twice })).toBe('同一资金来源只填一行');
    const back = [{ source: 'own' as const, arrivedFen: '0', paidFen: '-401' }];
    expect(why({ sources: back }, { paidFen: '-401' })).toBeUndefined();
    expect(why({ sources: [{ source: 'own', arrivedFen: '-1', paidFen: '401' }] })).toBe('到位与应付未付金额不得为负');
  });

  it('says to whom and why something is owed', () => {
    expect(why({ arrearsFen: '1' })).toContain('有应付未付的');
    expect(why({ arrearsFen: '1', arrearsNote: '施工单位进度款待复核' })).toBeUndefined();
  });

  it('explains what is further from the plan than a tenth of the budget, and nothing nearer', () => {
    expect(isOffPlan({ ...basis, paidToDateFen: '2400' })).toBe(false);
    expect(isOffPlan({ ...basis, paidToDateFen: '2401' })).toBe(true);
    expect(isOffPlan({ ...basis, paidToDateFen: '399' })).toBe(true);
    expect(isOffPlan({ ...basis, paidToDateFen: '9999', plannedToDateFen: null })).toBe(false);
    expect(isOffPlan({ ...basis, paidToDateFen: '9999', tolerance: null })).toBe(false);
    expect(why({}, { paidToDateFen: '2401' })).toContain('请说明原因');
    expect(why({ note: '集中结算' }, { paidToDateFen: '2401' })).toBeUndefined();
  });

  it('corrects what was accepted with a reason', () => {
    expect(why({}, { isAccepted: true })).toContain('更正请填写原因');
    expect(why({ reason: '来源更正' }, { isAccepted: true })).toBeUndefined();
  });
});

it('a review is another person’s, and once', () => {
  expect(whyNotReview({ state: 'submitted', filledById: 7 }, 8)).toBeUndefined();
  expect(whyNotReview({ state: 'submitted', filledById: 7 }, 7)?.code).toBe('own-change');
  for (const state of ['accepted', 'returned', 'replaced'] as const)
    expect(whyNotReview({ state, filledById: 7 }, 8)?.code).toBe('not-in-this-state');
});
