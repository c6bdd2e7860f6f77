import { projectExportHeads as heads, provenanceNames, type ProjectExportKey } from '../../../contracts/exports.ts';
import { labelNames } from '../../../contracts/labels.ts';
import {
  lightNames,
  projectCategoryNames,
  projectPhaseNames,
  type Light,
  type ProjectRow,
} from '../../../contracts/projects.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Cell, Column } from '../../platform/csv.ts';
import { fenAsYuan, multiply, rounded } from '../../platform/exact.rules.ts';

const money = (fen: string): Cell => {
  const yuan = fenAsYuan(fen);
  // A number in the cell where it is exact as one, so that spreadsheets add it up.
  return Number.isSafeInteger(Number(fen)) ? Number(yuan) : yuan;
};
const percent = (share: number | null): Cell =>
  share === null ? null : Number(rounded(multiply(String(share), '100'), 2));
const index = (value: number | null): Cell => (value === null ? null : Number(rounded(String(value), 3)));
const day = (at: number | null): Cell => (at === null ? null : dayOf(at));

/** A project with its light, null where nothing is known yet that it could be judged by. */
export interface LitProject extends ProjectRow {
  readonly light: Light | null;
}

/** What an export can say of each project. */
const cells: Readonly<Record<ProjectExportKey, (row: LitProject) => Cell>> = {
  id: (row) => row.id,
  name: (row) => row.name,
  category: (row) => projectCategoryNames[row.category],
  phase: (row) => projectPhaseNames[row.phase],
  light: (row) => lightNames[row.light ?? 'none'],
  department: (row) => row.departmentName,
  street: (row) => row.streetCode,
  budget: (row) => money(row.budgetFen),
  paid: (row) => money(row.paidFen),
  planned: (row) => percent(row.earned.planned),
  progress: (row) => percent(row.earned.progress),
  spi: (row) => index(row.earned.spi),
  cpi: (row) => index(row.earned.cpi),
  asOf: (row) => day(row.earned.asOf),
  startsAt: (row) => day(row.startsAt),
  endsAt: (row) => day(row.endsAt),
  label: (row) => labelNames[row.label],
  provenance: (row) => provenanceNames[row.demo ? 'demo' : 'real'],
};
const allKeys = Object.keys(heads) as ProjectExportKey[];

/** Columns of an export in the order asked for. What bears a label says so, whether it was asked for or not. */
export function columnsOf(asked: string | undefined): Column<LitProject>[] {
  const known = [...new Set(asked?.split(','))].filter((key): key is ProjectExportKey => key in heads);
  const keys = known.length === 0 ? allKeys : [...new Set([...known, 'label', 'provenance'] as const)];
  return keys.map((key) => ({ head: heads[key], cell: cells[key] }));
}
