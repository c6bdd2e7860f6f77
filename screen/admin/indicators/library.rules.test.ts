import { describe, expect, it } from 'vitest';
import type { Indicator, TreeView } from '../../../contracts/indicators.ts';
import { dropPlaceAt } from '../parts/drag.rules.ts';
import {
  below,
  keysOf,
  leavesBelow,
  moveTo,
  nextCode,
  nodesOf,
  pathOf,
  segmentsOf,
  shiftBy,
  targetText,
} from './library.rules.ts';

const blank: Omit<Indicator, 'id' | 'parentId' | 'level' | 'position' | 'code' | 'name'> = {
  ...{ weight: '10', nature: 'quantitative', method: 'ratio', direction: 'ge', unit: '%', decimals: 2, target: '100' },
  ...{ aspect: null, explanation: '', formula: '', scoringRule: '', points: [], dataSource: '', autoSource: null },
  ...{ evidence: '', frequency: 'month', responsible: '', legalSource: '', effectiveFrom: null, effectiveTo: null },
};
const row = (id: number, name: string, parentId: number | null, level: number, position: number): Indicator => ({
  ...blank,
  ...{ id, name, parentId, level, position, code: `C-${id}`, aspect: level === 3 ? 'quantity' : null },
});
// 产出(数量(完成率 面积) 质量(合格率)) 效益
const rows: Indicator[] = [
  row(1, '产出', null, 1, 0),
  row(2, '数量', 1, 2, 0),
  row(3, '完成率', 2, 3, 0),
  row(4, '面积', 2, 3, 1),
  row(5, '质量', 1, 2, 1),
  row(6, '合格率', 5, 3, 0),
  row(7, '效益', null, 1, 1),
];
const view = {
  indicators: rows,
  sums: [{ indicatorId: 2, sum: '20', addsUp: false }],
  faults: [{ code: 'siblings-do-not-add-up', indicatorId: 2, expected: '10', found: '20' }],
} as unknown as TreeView;

describe('the library as a tree', () => {
  it('knows sums, faults, how much is below, and who else has an indicator', () => {
    const bound = { name: '完成率', templateCode: 'A', templateName: '甲', projects: 3 };
    const [first] = nodesOf(view, [bound, { ...bound, templateCode: 'B' }]);
    expect([first?.row.leaves, first?.row.sum]).toEqual([3, null]);
    const quantity = first?.children?.[0];
    expect(quantity?.row).toMatchObject({ sum: { sum: '20', addsUp: false }, leaves: 2, faults: [{ found: '20' }] });
    expect(quantity?.children?.[0]?.row.templates).toBe(2);
    expect(keysOf(nodesOf(view, []))).toEqual([1, 2, 5]);
    expect([leavesBelow(rows, 1), below(rows, 2).length]).toEqual([3, 2]);
    expect(pathOf(rows, rows[2] as Indicator)).toEqual(['产出', '数量']);
  });

  it('keeps what a search finds with all above and all below it', () => {
    const names = (search: string): string[] => {
      const walk = (nodes: ReturnType<typeof nodesOf>): string[] =>
        nodes.flatMap(({ row: found, children = [] }) => [found.indicator.name, ...walk([...children])]);
      return walk(nodesOf(view, [], search));
    };
    expect(names('面')).toEqual(['产出', '数量', '面积']);
    expect(names('质量')).toEqual(['产出', '质量', '合格率']);
    expect(names('c-6')).toEqual(['产出', '质量', '合格率']);
    expect(names('无')).toEqual([]);
  });
});

describe('moving', () => {
  it('goes before, after or into another row', () => {
    expect([0.1, 0.5, 0.9].map(dropPlaceAt)).toEqual(['before', 'into', 'after']);
    expect(moveTo(rows, 4, 3, 'before')).toEqual({ kind: 'move', id: 4, parentId: 2, position: 0 });
    expect(moveTo(rows, 3, 4, 'after')).toEqual({ kind: 'move', id: 3, parentId: 2, position: 1 });
    expect(moveTo(rows, 3, 5, 'into')).toEqual({ kind: 'move', id: 3, parentId: 5, position: 1 });
  });

  it('goes nowhere where the tree would be four levels deep, or inside itself', () => {
    expect(moveTo(rows, 2, 5, 'into')).toBeNull();
    expect(moveTo(rows, 1, 2, 'before')).toBeNull();
    expect(moveTo(rows, 3, 3, 'after')).toBeNull();
    expect(moveTo(rows, 3, 6, 'into')).toBeNull();
    expect(moveTo(rows, 7, 5, 'into')).toEqual({ kind: 'move', id: 7, parentId: 5, position: 1 });
  });

  it('goes one place up or down by keys, and no further than its own', () => {
    expect(shiftBy(rows, 4, -1)).toEqual({ kind: 'move', id: 4, parentId: 2, position: 0 });
    expect(shiftBy(rows, 4, 1)).toBeNull();
    expect(shiftBy(rows, 1, 1)).toEqual({ kind: 'move', id: 1, parentId: null, position: 1 });
  });
});

it('draws first levels on the ground of what they speak of', () => {
  expect(segmentsOf(rows).map(({ name, tone }) => `${name} ${tone}`)).toEqual(['产出 output', '效益 rest']);
});

it('writes a target as it is judged', () => {
  const words = { lawful: '合规', points: '要点', bands: '分档', own: '按项目' };
  expect(targetText(blank, words)).toBe('≥ 100%');
  expect(targetText({ ...blank, direction: 'le', target: '5', unit: '件' }, words)).toBe('≤ 5 件');
  expect(targetText({ ...blank, target: null }, words)).toBe('按项目');
  expect(targetText({ ...blank, method: 'veto' }, words)).toBe('合规');
});

it('gives a new indicator the next free code of its place', () => {
  expect(nextCode(rows, rows[1] as Indicator)).toBe('C-2-03');
  expect(nextCode([...rows, { ...row(9, '甲', 2, 3, 2), code: 'C-2-04' }], rows[1] as Indicator)).toBe('C-2-05');
  expect(nextCode(rows, null)).toBe('C-03');
});
