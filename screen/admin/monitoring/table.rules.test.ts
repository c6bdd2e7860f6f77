import { expect, it } from 'vitest';
import type { MonitoringRow } from '../../../contracts/monitoring.ts';
import { achievedText, amountText, tableRows, targetText } from './table.rules.ts';

const row: MonitoringRow = {
  ...{
    targetId: 1,
    code: 'A-1',
    name: '改造面积',
    path: ['产出', '数量'],
    method: 'ratio',
    direction: 'ge',
    unit: '㎡',
  },
  ...{ decimals: 2, aspect: 'quantity', pointsInAll: 4, weight: '15', target: '8.50', targetText: '见批复' },
  ...{ planned: null, achievement: null, valueMonth: null, score: null, state: 'missing', forecast: null },
  ...{ deviation: null, likelihood: null, note: '', light: null, sentence: null },
};
const achieved = { value: null, band: null, pointsMet: null, vetoed: false };

it('tells what is aimed at and what was achieved, each by its method', () => {
  expect(targetText(row)).toBe('≥8.5㎡');
  expect(targetText({ ...row, target: null })).toBe('见批复');
  expect(achievedText({ ...row, achievement: { ...achieved, value: '7.360' } })).toBe('7.36㎡');
  expect(achievedText({ ...row, achievement: { ...achieved, value: '0.9', band: 'met' } })).toBe('达成年度指标');
  expect(achievedText({ ...row, achievement: { ...achieved, pointsMet: [0, 2] } })).toBe('满足要点 2/4 项');
  expect(achievedText({ ...row, achievement: { ...achieved, vetoed: true } })).toBe('存在一票否决情形');
});

it('says nothing where nothing counts yet, and 0 where it is 0', () => {
  expect(achievedText(row)).toBeNull();
  expect(amountText(null, '%')).toBeNull();
  expect(amountText('0.00', '%')).toBe('0%');
});

it('lets a level reach over its rows', () => {
  const spans = tableRows([row, { ...row, targetId: 2 }, { ...row, targetId: 3, path: ['产出', '质量'] }]);
  expect(spans.map(({ firstRows, secondRows }) => [firstRows, secondRows])).toEqual([
    [3, 2],
    [0, 0],
    [0, 1],
  ]);
});
