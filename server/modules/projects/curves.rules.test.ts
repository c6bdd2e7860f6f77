import { expect, it } from 'vitest';
import { plannedInAll, runningTotals } from './curves.rules.ts';

const month = (startsAt: number, paidFen: string, plannedFen: string | null) => ({
  startsAt,
  endsAt: startsAt + 10,
  paidFen,
  plannedFen,
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

it('knows no plan where no month has one', () => {
  const months = runningTotals([month(0, '1', null), month(10, '2', null)], 100);
  expect(months.map(({ plannedFen }) => plannedFen)).toEqual([null, null]);
  expect(plannedInAll([])).toBeNull();
});
