import {
  aspectNames,
  autoSourceNames,
  directionSigns,
  frequencyNames,
  methodNames,
  natureNames,
  type Indicator,
  type IndicatorFacts,
} from '../../../contracts/indicators.ts';
import type { ImportFault } from '../../../contracts/imports.ts';
import {
  code,
  date,
  decimal,
  faultAt,
  named,
  needed,
  orNull,
  repeated,
  whole,
  words,
  type ReadRow,
} from './table.rules.ts';

/** The columns of an indicator tree as people exchange it; what may be absent keeps its usual value. */
export const libraryColumns = {
  level: { head: '级次', read: needed(whole(1, 3)) },
  parentCode: { head: '上级编号', read: orNull(code) },
  code: { head: '编号', read: needed(code) },
  name: { head: '指标名称', read: needed(words(120)) },
  weight: { head: '分值', read: needed(decimal) },
  nature: { head: '性质', read: needed(named(natureNames)) },
  method: { head: '评分方式', read: needed(named(methodNames)) },
  direction: { head: '方向', read: orNull(named(directionSigns)) },
  target: { head: '目标值', read: orNull(decimal) },
  unit: { head: '计量单位', read: words(20) },
  decimals: { head: '小数位', read: orNull(whole(0, 6)), optional: true },
  aspect: { head: '类别', read: orNull(named(aspectNames)) },
  explanation: { head: '指标解释', read: words(1000), optional: true },
  formula: { head: '计算公式', read: words(500), optional: true },
  scoringRule: { head: '计分规则', read: words(1000), optional: true },
  points: { head: '评价要点', read: words(4000), optional: true },
  dataSource: { head: '数据来源', read: words(200), optional: true },
  autoSource: { head: '系统采集', read: orNull(named(autoSourceNames)), optional: true },
  evidence: { head: '佐证材料', read: words(300), optional: true },
  frequency: { head: '频次', read: orNull(named(frequencyNames)), optional: true },
  responsible: { head: '责任单位', read: words(120), optional: true },
  legalSource: { head: '依据', read: words(200), optional: true },
  effectiveFrom: { head: '生效日期', read: orNull(date), optional: true },
  effectiveTo: { head: '失效日期', read: orNull(date), optional: true },
} as const;

export type LibraryRow = ReadRow<typeof libraryColumns>;

/** An indicator as the sheet has it, its parent by code. */
export interface ImportedIndicator {
  readonly row: number;
  readonly level: number;
  readonly parentCode: string | null;
  readonly facts: IndicatorFacts;
}

const USUAL_DECIMALS = 2;
/** Points stand in one cell, one to a line. */
const pointsOf = (text: string): string[] =>
  text
    .split(/\r?\n|;|；/)
    .map((point) => point.replace(/^\s*[①-⑳\d]+[.、)）]?\s*/, '').trim())
    .filter((point) => point !== '');

/** Rows as indicators. */
export const toIndicators = (rows: readonly LibraryRow[]): ImportedIndicator[] =>
  rows.map(({ row, cells: { level, parentCode, decimals, points, ...facts } }) => ({
    row,
    level,
    parentCode,
    facts: { ...facts, decimals: decimals ?? USUAL_DECIMALS, points: pointsOf(points) },
  }));

/** What is wrong with the tree that the rows make: codes twice, parents that are not there or not one level above. */
export function treeFaults(rows: readonly LibraryRow[]): ImportFault[] {
  const levels = new Map(rows.map(({ cells }) => [cells.code, cells.level]));
  const orphans = rows.flatMap(({ row, cells }) => {
    if (cells.level === 1)
      return cells.parentCode === null ? [] : [faultAt(row, '上级编号', 'row-refused', '一级指标没有上级')];
    if (cells.parentCode === null) return [faultAt(row, '上级编号', 'cell-empty', '二级、三级指标须有上级编号')];
    const above = levels.get(cells.parentCode);
    if (above === undefined) return [faultAt(row, '上级编号', 'row-unknown', `表中没有编号 ${cells.parentCode}`)];
    return above === cells.level - 1
      ? []
      : [faultAt(row, '上级编号', 'row-refused', `上级 ${cells.parentCode} 不是${cells.level - 1}级指标`)];
  });
  return [...repeated(rows, (cells) => cells.code), ...orphans];
}

/** A tree as the same columns, top down: what is taken out may come in again. */
export function libraryLines(tree: readonly Indicator[]): string[][] {
  const codes = new Map(tree.map(({ id, code: own }) => [id, own]));
  const line = (row: Indicator): string[] => [
    String(row.level),
    row.parentId === null ? '' : (codes.get(row.parentId) ?? ''),
    ...[row.code, row.name, row.weight, natureNames[row.nature], methodNames[row.method]],
    row.direction === null ? '' : directionSigns[row.direction],
    ...[row.target ?? '', row.unit, String(row.decimals), row.aspect === null ? '' : aspectNames[row.aspect]],
    ...[row.explanation, row.formula, row.scoringRule, row.points.join('\n'), row.dataSource],
    row.autoSource === null ? '' : autoSourceNames[row.autoSource],
    ...[row.evidence, row.frequency === null ? '' : frequencyNames[row.frequency], row.responsible, row.legalSource],
    ...[row.effectiveFrom ?? '', row.effectiveTo ?? ''],
  ];
  const below = (parentId: number | null): Indicator[] =>
    tree
      .filter((row) => row.parentId === parentId)
      .sort((a, b) => a.position - b.position)
      .flatMap((row) => [row, ...below(row.id)]);
  return [Object.values(libraryColumns).map(({ head }) => head), ...below(null).map(line)];
}
