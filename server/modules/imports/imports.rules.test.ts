import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../contracts/indicators.ts';
import { libraryColumns, libraryLines, toIndicators, treeFaults } from './library.rules.ts';
import { date, decimal, month, named, readTable } from './table.rules.ts';
import { achievementOf, valueColumns, valuesTwice } from './values.rules.ts';

const faultsOf = (lines: string[][]) => readTable(libraryColumns, lines).faults;
const heads = Object.values(libraryColumns).map(({ head }) => head);
const line = (cells: Partial<Record<string, string>>) => heads.map((head) => cells[head] ?? '');
const leaf = { 级次: '3', 上级编号: 'B-1-1', 编号: 'B-1-1-1', 指标名称: '实际完成率', 分值: '8', 性质: '定量' };
const rest = { 评分方式: '公式', 方向: '≥', 目标值: '100', 计量单位: '%', 类别: '产出数量' };
const above = (level: string, code: string, parent = '') =>
  line({ ...rest, 级次: level, 上级编号: parent, 编号: code, 指标名称: '产出', 分值: '8', 性质: '定量' });

describe('a table', () => {
  it('says which columns are missing, and reads no row then', () => {
    const { rows, faults } = readTable(libraryColumns, [['级次'], ['1']]);
    expect(rows).toEqual([]);
    expect(faults).toContainEqual({ row: 1, column: '编号', code: 'column-missing', sentence: '缺少此列' });
    expect(faults.map(({ column }) => column)).not.toContain('依据');
  });
  it('tells every fault of every row by the row of the sheet and the head of the column', () => {
    const bad = line({ ...leaf, ...rest, 分值: '八', 性质: '大概' });
    expect(faultsOf([heads, line(leaf), bad])).toEqual([
      { row: 2, column: '评分方式', code: 'cell-empty', sentence: '不得为空' },
      { row: 3, column: '分值', code: 'cell-not-a-number', sentence: '“八”不是数字' },
      { row: 3, column: '性质', code: 'cell-not-in-list', sentence: '“大概”不在可选值内：定量、定性' },
    ]);
  });
  it('does not mind the order of columns, blanks in heads, or empty rows', () => {
    const turned = [...heads].reverse().map((head) => head.split('').join(' '));
    const cells = line({ ...leaf, ...rest }).reverse();
    const { rows, faults } = readTable(libraryColumns, [turned, cells.map(() => ''), cells]);
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ row: 3, cells: { code: 'B-1-1-1', target: '100' } }]);
  });
  it('is total: whatever the cells hold there are rows and faults, never a throw', () => {
    const cells = fc.array(fc.array(fc.string(), { maxLength: 26 }), { maxLength: 5 });
    fc.assert(fc.property(cells, (lines) => void readTable(libraryColumns, [heads, ...lines])));
  });
});

describe('a cell', () => {
  it('holds numbers as people type them, digit for digit', () => {
    expect(['1,200.50', '86.37%', '９２', '0.1'].map(decimal)).toEqual(
      ['1200.50', '86.37', '92', '0.1'].map((value) => ({ value })),
    );
    expect(decimal('1e5')).toMatchObject({ fault: 'cell-not-a-number' });
  });
  it('holds the names that people know, with brackets of either width', () => {
    const read = named({ veto: '要点（一票否决）' });
    for (const text of ['要点（一票否决）', '要点(一票否决)', 'veto']) expect(read(text)).toEqual({ value: 'veto' });
    expect(read('要点')).toMatchObject({ fault: 'cell-not-in-list' });
  });
  it('holds months and dates in the ways they are written', () => {
    for (const text of ['2026-11', '2026/11', '2026年11月', '202611', '2026-11-25'])
      expect(month(text)).toEqual({ value: '2026-11' });
    expect(month('2026-13')).toMatchObject({ fault: 'cell-not-a-month' });
    expect(date('2026年1月5日')).toEqual({ value: '2026-01-05' });
    expect(date('2026-02-30')).toMatchObject({ fault: 'cell-not-a-date' });
  });
});

describe('a library', () => {
  const read = (lines: string[][]) => readTable(libraryColumns, [heads, ...lines]).rows;
  it('is a tree: parents are there and one level above, codes are there once', () => {
    const rows = read([above('1', 'B-1'), line({ ...leaf, ...rest }), above('2', 'B-1-2', 'B-9'), above('1', 'B-1')]);
    expect(treeFaults(rows).map(({ row, code }) => [row, code])).toEqual([
      [5, 'row-twice'],
      [3, 'row-unknown'],
      [4, 'row-unknown'],
    ]);
  });
  it('takes points line by line, their numbers left out', () => {
    const [row] = toIndicators(read([line({ ...leaf, ...rest, 评价要点: '①有目标\n2、与实际相关；3.可衡量' })]));
    expect(row?.facts.points).toEqual(['有目标', '与实际相关', '可衡量']);
  });
  it('comes in again as it went out', () => {
    const rows = read([above('1', 'B-1'), above('2', 'B-1-1', 'B-1'), line({ ...leaf, ...rest, 评价要点: '有目标' })]);
    const ids = new Map(rows.map(({ cells }, index) => [cells.code, index + 1]));
    const tree = toIndicators(rows).map(({ level, parentCode, facts }, position): Indicator => {
      const parentId = parentCode === null ? null : (ids.get(parentCode) ?? null);
      return { ...facts, id: position + 1, parentId, level, position };
    });
    const again = readTable(libraryColumns, libraryLines(tree));
    expect(again.faults).toEqual([]);
    expect(toIndicators(again.rows)).toEqual(toIndicators(rows));
  });
});

describe('values', () => {
  const valueHeads = Object.values(valueColumns).map(({ head }) => head);
  const valueLine = (cells: Partial<Record<string, string>>) => valueHeads.map((head) => cells[head] ?? '');
  const key = { 项目编号: 'P-08', 指标编号: 'C-01', 月份: '2026-11' };
  const read = (cells: Partial<Record<string, string>>) => {
    const row = readTable(valueColumns, [valueHeads, valueLine({ ...key, ...cells })]).rows[0];
    if (row === undefined) throw new Error('no row');
    return row;
  };
  it('are achievements by the method of their indicator', () => {
    expect(achievementOf(read({ 完成值: '92' }), 'ratio')).toMatchObject({ achievement: { value: '92', band: null } });
    expect(achievementOf(read({ 完成值: '0.85', 完成档次: '达成年度指标' }), 'bands')).toMatchObject({
      achievement: { value: '0.85', band: 'met' },
    });
    expect(achievementOf(read({ 满足要点: '1、3' }), 'points')).toMatchObject({ achievement: { pointsMet: [0, 2] } });
    expect(achievementOf(read({ 一票否决: '是' }), 'veto')).toMatchObject({ achievement: { vetoed: true } });
  });
  it('are never made up: an empty cell is a fault, not 0', () => {
    expect(achievementOf(read({}), 'ratio')).toMatchObject({ fault: { column: '完成值', code: 'cell-empty' } });
    expect(achievementOf(read({}), 'points')).toMatchObject({ fault: { column: '满足要点' } });
    expect(achievementOf(read({ 完成值: '1' }), 'bands')).toMatchObject({ fault: { column: '完成档次' } });
  });
  it('stand once for a project, an indicator and a month', () => {
    const lines = [
      valueHeads,
      valueLine({ ...key, 完成值: '1' }),
      valueLine({ ...key, 月份: '2026年11月', 完成值: '2' }),
    ];
    expect(valuesTwice(readTable(valueColumns, lines).rows)).toMatchObject([{ row: 3, code: 'row-twice' }]);
  });
});
