import { createHash } from 'node:crypto';
import { importKindNames } from '../../../contracts/imports.ts';
import { labelNames, labelPermissions, labels, type Label } from '../../../contracts/labels.ts';
import { lifecycleChartNames, type LifecycleChartKey } from '../../../contracts/lifecycles.ts';
import {
  projectRolloutNames,
  projectSectorNames,
  type ProjectRollout,
  type ProjectSector,
} from '../../../contracts/projectFiles.ts';
import { projectCategoryNames, type ProjectCategory } from '../../../contracts/projects.ts';
import { bandNames, type Achievement } from '../../../contracts/scores.ts';
import { deviationNames, likelihoodNames, type Deviation, type Likelihood } from '../../../contracts/values.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { fenAsYuan } from '../../platform/exact.rules.ts';
import { writeWorkbook, type FormCell } from '../../platform/sheets.ts';
import { viewVersion } from '../indicators/indicators.ts';
import { libraryLines } from './library.rules.ts';
import type { TableColumns } from './table.rules.ts';
import { targetColumns } from './targets.rules.ts';
import { valueColumns } from './values.rules.ts';
import { projectColumns } from './projects.rules.ts';
import { selectLabelled, selectProjectRows, selectSheetRows } from './workbooks.sql.ts';

export interface Workbook {
  readonly name: string;
  readonly bytes: Buffer;
}
const head = (heads: readonly string[]): FormCell[] => heads.map((text) => ({ text, look: 'head' }));
const bookOf = (name: string, lines: readonly (readonly FormCell[])[], widths: readonly number[]): Promise<Buffer> =>
  writeWorkbook([{ name, widths, frozenRows: 1, landscape: true, rows: lines }]);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A version's tree in the columns by which it may come in again. @throws ProblemError not-found */
export const exportLibrary: Action<
  'form.export',
  { readonly code: string; readonly version: number; readonly now: number },
  Workbook
> = async (tx, actor, key) => {
  const { template, indicators } = await viewVersion(tx, key);
  const [heads = [], ...lines] = libraryLines(indicators);
  const bytes = await bookOf(
    importKindNames.library,
    [head(heads), ...lines],
    heads.map(() => 14),
  );
  const after = { kind: 'library', version: key.version, sha256: hashOf(bytes) };
  const book = { name: `指标-${template.name}-第${key.version}版.xlsx`, bytes };
  return record(tx, { actor, verb: 'form.export', subject: key.code, after }, book);
};

/** Projects that may leave the system: what bears a label by the permission for it, as far as that itself reaches. */
async function freeProjects(tx: Transaction): Promise<string[]> {
  const free: string[] = [];
  for (const label of labels) {
    const wanted = labelPermissions[label];
    if (wanted !== null) await lookBy(tx, wanted);
    free.push(...(await tx.run<{ id: string }>(selectLabelled(label))).map(({ id }) => id));
  }
  return free;
}

interface SheetLine extends Achievement {
  readonly projectId: string;
  readonly projectName: string;
  readonly code: string;
  readonly name: string;
  readonly autoSource: string | null;
  readonly weight: string;
  readonly target: string | null;
  readonly targetText: string;
  readonly organisation: string | null;
  readonly note: string;
  readonly monthly: readonly string[] | null;
  readonly overReason: string | null;
  readonly deviation: Deviation | null;
  readonly likelihood: Likelihood | null;
  readonly forecast: string | null;
  readonly valueNote: string | null;
}
const number = (text: string | null): FormCell => ({ number: text, decimals: 2 });
const MONTHS = 12;

const targetLine = (row: SheetLine): FormCell[] => [
  ...[
    row.projectId,
    row.code,
    number(row.weight),
    number(row.target),
    row.targetText,
    row.organisation ?? '',
    row.note,
  ],
  ...Array.from({ length: MONTHS }, (_, index) => number(row.monthly?.[index] ?? null)),
  ...[row.projectName, row.name],
];
const valueLine =
  (month: string) =>
  (row: SheetLine): FormCell[] => [
    ...[row.projectId, row.code, month, number(row.value), row.band === null ? '' : bandNames[row.band]],
    row.pointsMet === null ? '' : row.pointsMet.map((place) => place + 1).join('、') || '无',
    ...[row.vetoed ? '是' : '', row.overReason ?? '', row.deviation === null ? '' : deviationNames[row.deviation]],
    ...[row.likelihood === null ? '' : likelihoodNames[row.likelihood], number(row.forecast), row.valueNote ?? ''],
    ...[row.projectName, row.name],
  ];
const headsOf = (columns: TableColumns): string[] => Object.values(columns).map((column) => column.head);
/** For the eye only: what they name is told by the codes before. */
const namesToo = ['项目名称', '指标名称'];

/**
 * Targets or values of a year in the columns by which they may come in again: filled in with what is there, for the
 * projects that the caller sees and may take out.
 */
export const exportSheet: Action<
  'form.export',
  { readonly kind: 'targets' | 'values'; readonly year: number; readonly month: string },
  Workbook
> = async (tx, actor, { kind, year, month }) => {
  const free = await freeProjects(tx);
  await lookBy(tx, kind === 'targets' ? 'targets.read' : 'values.read');
  const rows = await tx.run<SheetLine>(selectSheetRows(year, month, free));
  const columns = headsOf(kind === 'targets' ? targetColumns : valueColumns);
  const own = kind === 'values' ? rows.filter(({ autoSource }) => autoSource === null) : rows;
  const lines = own.map(kind === 'targets' ? targetLine : valueLine(month));
  const bytes = await bookOf(
    importKindNames[kind],
    [head([...columns, ...namesToo]), ...lines],
    columns.map(() => 12),
  );
  const after = { kind, year, month, rows: own.length, sha256: hashOf(bytes) };
  const name = `${importKindNames[kind]}-${kind === 'targets' ? year : month}.xlsx`;
  return record(tx, { actor, verb: 'form.export', subject: kind, after }, { name, bytes });
};

interface ProjectLine {
  readonly id: string;
  readonly name: string;
  readonly chart: LifecycleChartKey | null;
  readonly category: ProjectCategory;
  readonly sector: ProjectSector | null;
  readonly rollout: ProjectRollout | null;
  readonly department: string;
  readonly partners: string;
  readonly unit: string;
  readonly lon: string | null;
  readonly lat: string | null;
  readonly street: string;
  readonly community: string;
  readonly budgetFen: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly label: Label;
}
const projectLine = (row: ProjectLine): FormCell[] => [
  ...[row.id, row.name, row.chart === null ? '' : lifecycleChartNames[row.chart], projectCategoryNames[row.category]],
  ...[row.sector === null ? '' : projectSectorNames[row.sector]],
  ...[row.rollout === null ? '' : projectRolloutNames[row.rollout]],
  ...[row.department, row.partners, row.unit, row.lon ?? '', row.lat ?? '', row.street, row.community],
  { number: fenAsYuan(row.budgetFen), decimals: 2 },
  ...[row.startsOn, row.endsOn, labelNames[row.label], ''],
];

/** What is entered of projects, in the columns by which it may come in again; of those that the caller may take out. */
export const exportProjectSheet: Action<'form.export', { readonly now: number }, Workbook> = async (
  tx,
  actor,
  { now },
) => {
  const free = await freeProjects(tx);
  await lookBy(tx, 'projects.manage');
  const rows = await tx.run<ProjectLine>(selectProjectRows(free));
  const heads = headsOf(projectColumns);
  const bytes = await bookOf(
    importKindNames.projects,
    [head(heads), ...rows.map(projectLine)],
    heads.map((text) => Math.max(12, text.length * 3)),
  );
  const after = { kind: 'projects', rows: rows.length, sha256: hashOf(bytes) };
  const book = { name: `项目登记表-${dayOf(now)}.xlsx`, bytes };
  return record(tx, { actor, verb: 'form.export', subject: 'projects', after }, book);
};
