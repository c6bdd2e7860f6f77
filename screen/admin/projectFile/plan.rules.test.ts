import { describe, expect, it } from 'vitest';
import {
  endOfMonth,
  mondaysOf,
  monthOf,
  monthsOf,
  percentOf,
  spreadWeeks,
  thousandthsOf,
  withKept,
} from './plan.rules.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);

describe('a plan of progress out of months', () => {
  it('has the months and Mondays of the project', () => {
    expect(monthsOf(day('2026-11-20'), day('2027-02-01'))).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthOf(day('2026-12-01') - 1)).toBe('2026-11');
    expect(endOfMonth('2026-12')).toBe(day('2027-01-01'));
    expect(mondaysOf(day('2026-03-02'), day('2026-03-16'))).toEqual([day('2026-03-09'), day('2026-03-16')]);
    expect(mondaysOf(day('2026-03-03'), day('2026-03-17')).at(-1)).toBe(day('2026-03-23'));
  });

  it('reads and writes percent by thousandths', () => {
    expect(['0', '33.333', '100', '100.001', '-1', '', '12.3456'].map(thousandthsOf)).toEqual([
      0,
      33_333,
      100_000,
      null,
      null,
      null,
      null,
    ]);
    expect([0, 33_330, 100_000, 5].map(percentOf)).toEqual(['0', '33.33', '100', '0.005']);
  });

  it('grows evenly between ends of months, from nothing to all', () => {
    const points = [
      { month: '2026-03', percent: '30' },
      { month: '2026-04', percent: '60' },
      { month: '2026-05', percent: '100' },
    ];
    const weeks = spreadWeeks(points, day('2026-03-02'), day('2026-05-25'));
    expect(weeks).toHaveLength(12);
    // Seven of the thirty days to the end of March: 7 % of the whole.
    expect(weeks?.[0]).toEqual({ closesAt: day('2026-03-09'), planned: '7' });
    expect(weeks?.at(-1)).toEqual({ closesAt: day('2026-05-25'), planned: '100' });
    const planned = weeks?.map((week) => Number(week.planned)) ?? [];
    expect(planned).toEqual([...planned].sort((a, b) => a - b));
    expect(
      spreadWeeks(
        [
          { month: '2026-03', percent: '30' },
          { month: '2026-04', percent: '20' },
        ],
        0,
        1,
      ),
    ).toBeNull();
    expect(spreadWeeks([{ month: '2026-03', percent: 'x' }], 0, 1)).toBeNull();
  });

  it('leaves the plan of weeks that were reported', () => {
    const week = { closesAt: day('2026-03-09'), planned: '7' };
    expect(withKept([week], [{ ...week, planned: '6' }])).toEqual([{ ...week, planned: '6' }]);
  });
});
