import type { LineSeriesOption } from 'echarts/charts';
import { expect, it } from 'vitest';
import type { EarnedPoint } from '../../contracts/earnedValue.ts';
import { earnedOption, earnedTwin } from './earned.option.ts';
import type { ChartInk } from './theme.ts';

const ink: ChartInk = { rem: 16, role: 'tablet', hatch: null };
const WEEK = 7 * 86_400_000;
const points: EarnedPoint[] = [
  { at: WEEK, plannedFen: '10000000', earnedFen: '8000000', paidFen: '9000000' },
  { at: 2 * WEEK, plannedFen: '20000000', earnedFen: null, paidFen: '9000000' },
  { at: 3 * WEEK, plannedFen: '30000000', earnedFen: null, paidFen: null },
];
const option = earnedOption({ points, from: 0, to: 3 * WEEK, now: 2 * WEEK, ink });
const valuesOf = (n: number) =>
  ((option['series'] as LineSeriesOption[])[n]?.data ?? []).map((point) => (point as [number, number | null])[1]);

it('draws the three sums in 万元, and nothing where nothing is known', () => {
  expect([0, 1, 2].map(valuesOf)).toEqual([
    [10, 20, 30],
    [8, null, null],
    [9, 9, null],
  ]);
  expect(earnedOption({ points: [], from: 0, to: WEEK, now: 0, ink })['series']).toHaveLength(3);
});

it('tells the same as a table, newest week first, with dashes', () => {
  expect(earnedTwin(points).rows).toEqual([
    ['1970-01-22', '30', '—', '—'],
    ['1970-01-15', '20', '—', '9'],
    ['1970-01-08', '10', '8', '9'],
  ]);
});
