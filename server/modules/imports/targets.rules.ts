import type { DeclarationEdit, TargetTerms } from '../../../contracts/targets.ts';
import type { ImportFault } from '../../../contracts/imports.ts';
import { compare } from '../../platform/exact.rules.ts';
import { code, decimal, faultAt, needed, orNull, repeated, words, type ReadRow } from './table.rules.ts';

const month = (n: number) => ({ head: `${n}月`, read: orNull(decimal), optional: true }) as const;
/** The columns by which targets of a year come in; an empty cell leaves what is there, `无` takes it away. */
export const targetColumns = {
  projectId: { head: '项目编号', read: needed(code) },
  code: { head: '指标编号', read: needed(code) },
  weight: { head: '分值', read: orNull(decimal), optional: true },
  target: { head: '年度指标值', read: orNull(decimal) },
  targetText: { head: '指标值说明', read: words(200), optional: true },
  organisation: { head: '责任单位', read: words(120), optional: true },
  note: { head: '备注', read: words(300), optional: true },
  m1: month(1),
  m2: month(2),
  m3: month(3),
  m4: month(4),
  m5: month(5),
  m6: month(6),
  m7: month(7),
  m8: month(8),
  m9: month(9),
  m10: month(10),
  m11: month(11),
  m12: month(12),
} as const;
export type TargetRow = ReadRow<typeof targetColumns>;

export const targetsTwice = (rows: readonly TargetRow[]): ImportFault[] =>
  repeated(rows, (cells) => `${cells.projectId} ${cells.code}`);

/** The plan by month of a row: all twelve of them, or none. */
export function monthlyOf({
  row,
  cells: c,
}: TargetRow): { readonly monthly: string[] | null } | { readonly fault: ImportFault } {
  const given = [c.m1, c.m2, c.m3, c.m4, c.m5, c.m6, c.m7, c.m8, c.m9, c.m10, c.m11, c.m12];
  const known = given.filter((value): value is string => value !== null);
  if (known.length === 0) return { monthly: null };
  if (known.length === given.length) return { monthly: known };
  return { fault: faultAt(row, null, 'cell-empty', '分月计划须填满 12 个月，或全部留空') };
}

/** A target's terms with a row laid over them. */
export function mergedTerms(
  terms: TargetTerms,
  { cells }: TargetRow,
  given: { readonly orgCode: string | null; readonly monthly: readonly string[] | null },
): TargetTerms {
  return {
    ...terms,
    weight: cells.weight ?? terms.weight,
    target: cells.target ?? terms.target,
    targetText: cells.targetText === '' ? terms.targetText : cells.targetText,
    orgCode: given.orgCode ?? terms.orgCode,
    monthly: given.monthly === null ? terms.monthly : [...given.monthly],
    note: cells.note === '' ? terms.note : cells.note,
  };
}

const isSameNumber = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && compare(a, b) === 0);
/** Whether a row changes nothing. */
export const isSameTerms = (a: TargetTerms, b: TargetTerms): boolean =>
  isSameNumber(a.weight, b.weight) &&
  isSameNumber(a.target, b.target) &&
  a.targetText === b.targetText &&
  a.orgCode === b.orgCode &&
  a.note === b.note &&
  JSON.stringify(a.monthly) === JSON.stringify(b.monthly);

export type EditedTarget = DeclarationEdit['targets'][number];
