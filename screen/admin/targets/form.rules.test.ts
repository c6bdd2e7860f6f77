import { expect, it } from 'vitest';
import type { Target } from '../../../contracts/targets.ts';
import { printedRows } from './form.rules.ts';

const target = (id: number, path: string[]): Target => ({
  ...{ id, indicatorId: id, code: `A-${id}`, name: `指标${id}`, path, method: 'ratio', direction: 'ge', unit: '㎡' },
  ...{ decimals: 2, aspect: 'quantity', frequency: 'month', autoSource: null, points: [], explanation: '' },
  ...{ scoringRule: '', weight: '10', target: '8.50', targetText: '', orgCode: 'U-1', orgName: null, personId: null },
  ...{ personName: null, monthly: null, note: '' },
});

it('lets the name of a level reach over its rows, and no further', () => {
  const rows = printedRows([
    target(1, ['产出', '数量']),
    target(2, ['产出', '数量']),
    target(3, ['产出', '质量']),
    target(4, ['效益', '质量']),
    target(5, []),
  ]);
  expect(rows.map(({ firstRows, secondRows }) => [firstRows, secondRows])).toEqual([
    [3, 2],
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(rows[4]).toMatchObject({ first: '指标5', second: '—', value: '≥8.5㎡' });
});
