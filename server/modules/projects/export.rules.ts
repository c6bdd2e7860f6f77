import { projectExportHeads as heads, provenanceNames } from '../../../contracts/exports.ts';
import { labelNames } from '../../../contracts/labels.ts';
import { projectCategoryNames, projectPhaseNames, type ProjectRow } from '../../../contracts/projects.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Cell, Column } from '../../platform/csv.ts';

/** Fen as yuan, exactly: no figure of money passes through a floating number. */
export function yuanOf(fen: string): string {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(fen) ?? [];
  const whole = digits.padStart(3, '0');
  return `${sign}${whole.slice(0, -2)}.${whole.slice(-2)}`;
}

const money = (fen: string): Cell => {
  const yuan = yuanOf(fen);
  // A number in the cell where it is exact as one, so that spreadsheets add it up.
  return Number.isSafeInteger(Number(fen)) ? Number(yuan) : yuan;
};
const percent = (share: number | null): Cell => (share === null ? null : Math.round(share * 10_000) / 100);
const index = (value: number | null): Cell => (value === null ? null : Math.round(value * 1000) / 1000);
const day = (at: number | null): Cell => (at === null ? null : dayOf(at));

/** What an export of projects says of each. */
export const projectColumns: readonly Column<ProjectRow>[] = [
  { head: heads.id, cell: (row) => row.id },
  { head: heads.name, cell: (row) => row.name },
  { head: heads.category, cell: (row) => projectCategoryNames[row.category] },
  { head: heads.phase, cell: (row) => projectPhaseNames[row.phase] },
  { head: heads.department, cell: (row) => row.departmentName },
  { head: heads.street, cell: (row) => row.streetCode },
  { head: heads.budget, cell: (row) => money(row.budgetFen) },
  { head: heads.paid, cell: (row) => money(row.paidFen) },
  { head: heads.planned, cell: (row) => percent(row.earned.planned) },
  { head: heads.progress, cell: (row) => percent(row.earned.progress) },
  { head: heads.spi, cell: (row) => index(row.earned.spi) },
  { head: heads.cpi, cell: (row) => index(row.earned.cpi) },
  { head: heads.asOf, cell: (row) => day(row.earned.asOf) },
  { head: heads.startsAt, cell: (row) => day(row.startsAt) },
  { head: heads.endsAt, cell: (row) => day(row.endsAt) },
  { head: heads.label, cell: (row) => labelNames[row.label] },
  { head: heads.provenance, cell: (row) => provenanceNames[row.demo ? 'demo' : 'real'] },
];
