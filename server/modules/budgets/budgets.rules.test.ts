import { describe, expect, it } from 'vitest';
import type { BudgetLine } from '../../../contracts/budgets.ts';
import { isMonday, sumFen, whyNotLines, whyNotMonths, whyNotWeeks } from './budgets.rules.ts';

const WEEK = 7 * 86_400_000;
/** Monday 2026-03-02 00:00 Asia/Shanghai. */
const MONDAY = Date.UTC(2026, 2, 1, 16);
const line = (amountFen: string): BudgetLine => ({
  ...{ source: 'district', purpose: 'works', year: 2026, amountFen, note: '' },
});
const weeks = (...planned: string[]) => planned.map((one, i) => ({ closesAt: MONDAY + i * WEEK, planned: one }));

describe('a project’s budget', () => {
  it('adds up to the fen, beyond what a floating point number holds', () => {
    expect(sumFen(['9007199254740993', '2'])).toBe('9007199254740995');
    expect(sumFen([])).toBe('0');
  });

  it('comes to the whole cost and no fen more', () => {
    expect(whyNotLines([line('60'), line('40')], '100')).toBeUndefined();
    expect(whyNotLines([line('60'), line('41')], '100')?.detail).toBe('预算明细合计超过总投资');
    expect(whyNotLines([line('0')], '100')?.detail).toBe('金额应大于 0');
  });

  it('is planned for each month once', () => {
    const month = (name: string, amountFen: string) => ({ month: name, amountFen });
    expect(whyNotMonths([month('2026-03', '0'), month('2026-04', '100')], '100')).toBeUndefined();
    expect(whyNotMonths([month('2026-03', '1'), month('2026-03', '1')], '100')?.detail).toBe('月份重复');
    expect(whyNotMonths([month('2026-03', '101')], '100')?.detail).toContain('超过总投资');
    expect(whyNotMonths([month('2026-03', '-1')], '100')?.detail).toContain('小于 0');
  });
});

describe('a plan of progress', () => {
  const startsAt = MONDAY - 3 * 86_400_000;

  it('closes its weeks at Mondays of Asia/Shanghai', () => {
    expect(isMonday(MONDAY)).toBe(true);
    expect(isMonday(MONDAY + 1)).toBe(false);
    expect(isMonday(MONDAY + 86_400_000)).toBe(false);
  });

  it('goes on week by week without falling, up to 100 %', () => {
    expect(whyNotWeeks(weeks('0', '33.333', '33.333', '100'), [], startsAt)).toBeUndefined();
    expect(whyNotWeeks([], [], startsAt)?.detail).toContain('至少有一周');
    expect(whyNotWeeks(weeks('50', '40', '100'), [], startsAt)?.detail).toContain('下降');
    expect(whyNotWeeks(weeks('50', '99.999'), [], startsAt)?.detail).toContain('100%');
    const [first, , third] = weeks('50', '60', '100');
    expect(
      whyNotWeeks(
        [first, third].flatMap((one) => one ?? []),
        [],
        startsAt,
      )?.detail,
    ).toContain('连续');
    expect(whyNotWeeks(weeks('100'), [], MONDAY)?.detail).toContain('早于计划开始');
  });

  it('leaves the plan of weeks that were reported as it was', () => {
    const kept = [{ closesAt: MONDAY, planned: '10' }];
    expect(whyNotWeeks(weeks('10.000', '100'), kept, startsAt)).toBeUndefined();
    expect(whyNotWeeks(weeks('11', '100'), kept, startsAt)?.detail).toContain('不得删改');
    expect(whyNotWeeks(weeks('10', '100').slice(1), kept, startsAt)?.detail).toContain('不得删改');
  });
});
