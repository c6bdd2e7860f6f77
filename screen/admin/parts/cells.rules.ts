import type { CellValue, Column, Sort } from './table.ts';

const DASH = '—';
export function cellText(value: CellValue): string {
  if (value === false) return '';
  return value === null || value === undefined || value === '' ? DASH : String(value);
}
export const textOf = <R>(column: Column<R>, row: R): string => cellText(column.text?.(row));

/** Pressed once it ascends, pressed again it descends, and so on. */
export const nextSort = (by: string, now: Sort | null): Sort => ({
  by,
  descending: now?.by === by ? !now.descending : false,
});

/** What the head of a column says of its order; undefined where nobody can sort by it. */
export function ariaSort(by: string | undefined, now: Sort | null): 'ascending' | 'descending' | 'none' | undefined {
  if (by === undefined) return undefined;
  if (now?.by !== by) return 'none';
  return now.descending ? 'descending' : 'ascending';
}
