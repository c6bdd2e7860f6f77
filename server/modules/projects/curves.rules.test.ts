import { expect, it } from 'vitest';
import { plannedInAll, runningTotals } from './curves.rules.ts';

const month = (startsAt: number, paidFen: string, plannedFen: string | null, arrivedFen: string | null = null) => ({
  startsAt,
  endsAt: startsAt + 10,
  paidFen,
  plannedFen,
  arrivedFen,
});

it('adds months up, payments as far as time has come', () => {
  const months = runningTotals([month(0, '100', '150'), month(10, '9007199254740993', null), month(20, '0', '50')], 15);
  expect(months.map(({ paidFen, plannedFen }) => [paidFen, plannedFen])).toEqual([
    ['100', '150'],
    ['9007199254741093', '150'],
    [null, '200'],
  ]);
  expect(plannedInAll(months)).toBe('200');
});

it('adds up what has arrived, as far as time has come, and knows none where finance told of none', () => {
  const months = runningTotals([month(0, '0', null, '70'), month(10, '0', null, null), month(20, '0', null, null)], 15);
  expect(months.map(({ arrivedFen }) => arrivedFen)).toEqual(['70', '70', null]);
  expect(runningTotals([month(0, '5', null)], 15).map(({ arrivedFen }) => arrivedFen)).toEqual([null]);
});

it('knows no plan where no month has one', () => {
  const months = runningTotals([month(0, '1', null), month(10, '2', null)], 100);
  expect(months.map(({ plannedFen }) => plannedFen)).toEqual([null, null]);
  expect(plannedInAll([])).toBeNull();
});
