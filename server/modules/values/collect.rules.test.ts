import { describe, expect, it } from 'vitest';
import {
  budgetExecution,
  compliance,
  milestonesOnTime,
  monthStart,
  monthsToCollect,
  progressReported,
  stretchOf,
} from './collect.rules.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const stretch = stretchOf('2026-03', at('2026-03-10T12:00:00'));

describe('the stretch of an automatic value', () => {
  it('goes from the first day of the year in Nanjing to now, or to the end of its month', () => {
    expect(stretch).toEqual({ from: at('2026-01-01T00:00:00'), to: at('2026-03-10T12:00:00') });
    expect(stretchOf('2026-02', at('2026-03-10T12:00:00')).to).toBe(at('2026-03-01T00:00:00'));
    expect(monthStart('2026-12', 1)).toBe(at('2027-01-01T00:00:00'));
  });
  it('is taken for the month before as long as its records may still come in', () => {
    expect(monthsToCollect(at('2026-03-10T12:00:00'))).toEqual(['2026-02', '2026-03']);
    expect(monthsToCollect(at('2026-03-11T00:00:00'))).toEqual(['2026-03']);
    expect(monthsToCollect(at('2027-01-01T00:00:01'))).toEqual(['2026-12', '2027-01']);
  });
});

describe('values out of records', () => {
  it('are exact, and none where an input is missing', () => {
    expect(budgetExecution({ paidFen: '863700', budgetFen: '1000000' }, stretch, 2)?.value).toBe('86.37');
    expect(budgetExecution({ paidFen: '0', budgetFen: '1000000' }, stretch, 2)?.value).toBe('0');
    expect(budgetExecution({ paidFen: null, budgetFen: '1000000' }, stretch, 2)).toBeUndefined();
    expect(budgetExecution({ paidFen: '5', budgetFen: null }, stretch, 2)).toBeUndefined();
    expect(budgetExecution({ paidFen: '5', budgetFen: '0' }, stretch, 2)).toBeUndefined();
  });

  it('count milestones that were due, and as on time those done by the end of their day', () => {
    const found = milestonesOnTime(
      [
        { plannedTo: at('2026-02-01T00:00:00'), actualTo: at('2026-02-01T23:59:00') },
        { plannedTo: at('2026-02-10T00:00:00'), actualTo: at('2026-02-11T00:00:00') },
        { plannedTo: at('2026-03-01T00:00:00'), actualTo: null },
        { plannedTo: at('2026-04-01T00:00:00'), actualTo: at('2026-03-01T00:00:00') },
        { plannedTo: at('2025-12-31T00:00:00'), actualTo: null },
      ],
      stretch,
      4,
    );
    expect(found).toMatchObject({ value: '33.3333', detail: { inputs: { due: '3', onTime: '1' } } });
    expect(milestonesOnTime([], stretch, 2)).toBeUndefined();
  });

  it('take the newest verified weekly report of the year', () => {
    const week = { closesAt: at('2026-03-09T00:00:00'), progress: '0.45123' };
    const inputs = { weekClosesAt: '2026-03-08', progress: '0.45123' };
    expect(progressReported(week, stretch, 3)).toMatchObject({ value: '45.123', detail: { inputs } });
    expect(progressReported({ ...week, closesAt: at('2025-12-29T00:00:00') }, stretch, 2)).toBeUndefined();
    expect(progressReported(undefined, stretch, 2)).toBeUndefined();
  });

  it('are the share of windows within limits of those with data, coverage told beside it', () => {
    const counts = { expected: 1224n, judged: 4n, within: 2n, devices: 1, limits: '昼限 70、夜限 55' };
    expect(compliance('noise-compliance', counts, stretch, 2)).toEqual({
      value: '50',
      detail: {
        ...{ formula: 'noise-compliance@1', ...stretch },
        inputs: {
          expected: '1224',
          judged: '4',
          within: '2',
          coverage: '0.33',
          devices: '1',
          limits: '昼限 70、夜限 55',
        },
      },
    });
    expect(compliance('noise-compliance', { ...counts, judged: 0n, within: 0n }, stretch, 2)).toBeUndefined();
  });
});
