import type { OrganisationLine } from '../../../contracts/organisation.ts';
import type { TreeRow } from '../parts/table.ts';

/** The organisations below one (null: the district itself), each with its own. */
export const branchesOf = (rows: readonly OrganisationLine[], parent: string | null): TreeRow<OrganisationLine>[] =>
  rows
    .filter(({ parentCode }) => parentCode === parent)
    .map((row) => ({ key: row.code, row, children: branchesOf(rows, row.code) }));

/** 玄武区 / 红山街道办事处: where an organisation stands. */
export function pathOf(rows: readonly OrganisationLine[], code: string): string {
  const row = rows.find((one) => one.code === code);
  if (row === undefined) return '';
  return row.parentCode === null ? row.name : `${pathOf(rows, row.parentCode)} / ${row.name}`;
}
