import { expect, it } from 'vitest';
import { executionOf, rowOf, type MonitoringRecord } from './monitoring.rules.ts';

it('tells how much of the year’s money is paid, exactly and rounded once', () => {
  const of = (totalFen: string | null, paidFen: string) => executionOf({ initialFen: null, totalFen, paidFen }).rate;
  expect(of('10000', '8637')).toBe('86.37');
  expect(of('30000000000', '10000000000')).toBe('33.33');
  expect(of('1000', '0')).toBe('0');
  expect(of(null, '5'), 'no budget is known').toBeNull();
  expect(of('0', '5'), 'there is nothing to divide by').toBeNull();
});

it('has an achievement only where a value counts', () => {
  const record: MonitoringRecord = {
    ...{
      targetId: 1,
      code: 'A-1',
      name: '改造面积',
      path: [],
      method: 'ratio',
      direction: 'ge',
      unit: '㎡',
      decimals: 2,
    },
    ...{ aspect: 'quantity', pointsInAll: 0, weight: '15', target: '8', targetText: '', planned: null, valueId: null },
    ...{ value: null, band: null, pointsMet: null, vetoed: null, valueMonth: null, forecast: null, deviation: null },
    ...{ likelihood: null, note: '', state: 'missing', score: null, light: null, sentence: null },
  };
  expect(rowOf(record).achievement).toBeNull();
  expect(rowOf({ ...record, valueId: 7, value: '0', vetoed: false }).achievement).toEqual({
    ...{ value: '0', band: null, pointsMet: null, vetoed: false },
  });
});
