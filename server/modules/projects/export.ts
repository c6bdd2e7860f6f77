import { createHash } from 'node:crypto';
import { problems } from '../../../contracts/errors.ts';
import type { Instant, ProjectId } from '../../../contracts/glossary.ts';
import { labelNames, labelPermissions, labels, type Label } from '../../../contracts/labels.ts';
import type { Light, ProjectRow } from '../../../contracts/projects.ts';
import type { ProjectsExportQuery } from '../../../contracts/rest/projects.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { csvOf } from '../../platform/csv.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { tableSheet, writeWorkbook } from '../../platform/sheets.ts';
import { columnsOf } from './export.rules.ts';
import { lockLabel, relabel, selectLabel, selectLabelled } from './export.sql.ts';
import { listFiltered, litBy } from './projects.ts';

export interface ProjectExport {
  readonly name: string;
  readonly as: 'csv' | 'xlsx';
  readonly bytes: Buffer;
  /** Rows the caller sees but may not take out, for their label. */
  readonly withheld: number;
}

/**
 * Rows that may leave the system: what carries a label leaves by the permission for that label, and only as far as that
 * permission itself reaches.
 */
export async function mayLeave<T extends Pick<ProjectRow, 'id' | 'label'>>(
  tx: Transaction,
  rows: readonly T[],
): Promise<T[]> {
  const free = new Map<Label, ReadonlySet<string>>();
  for (const label of labels) {
    const wanted = labelPermissions[label];
    if (wanted === null || !rows.some((row) => row.label === label)) continue;
    await lookBy(tx, wanted);
    free.set(label, new Set((await tx.run<{ id: string }>(selectLabelled(label))).map((row) => row.id)));
  }
  return rows.filter((row) => labelPermissions[row.label] === null || free.get(row.label)?.has(row.id) === true);
}

/** The list of projects as a table, recorded with what it was: how many rows, and the hash of the very bytes. */
export const exportProjects: Action<
  'projects.export',
  { readonly now: Instant; readonly query: ProjectsExportQuery; readonly lights: ReadonlyMap<ProjectId, Light | null> },
  ProjectExport
> = async (tx, actor, { now, query, lights }) => {
  const seen = await listFiltered(tx, now, query, amongOf(query, lights));
  const rows = (await mayLeave(tx, seen)).map((row) => ({ ...row, light: lights.get(row.id) ?? null }));
  const { as = 'csv' } = query;
  const columns = columnsOf(query.columns);
  const bytes =
    as === 'csv' ? Buffer.from(csvOf(columns, rows)) : await writeWorkbook([tableSheet(NAME, columns, rows)]);
  const withheld = seen.length - rows.length;
  const after = { ...query, rows: rows.length, withheld, sha256: createHash('sha256').update(bytes).digest('hex') };
  const result = { name: `${NAME}-${dayOf(now)}.${as}`, as, bytes, withheld };
  return record(tx, { actor, verb: 'projects.export', subject: 'projects', after }, result);
};
const NAME = '项目清单';

/** Projects that were chosen, and of them those of the light asked for. */
function amongOf(query: ProjectsExportQuery, lights: ReadonlyMap<ProjectId, Light | null>): string[] | undefined {
  const chosen = query.ids?.split(',');
  const lit = litBy(lights, query.light);
  return chosen && lit ? chosen.filter((id) => lit.includes(id)) : (chosen ?? lit);
}

interface Relabelling {
  readonly id: ProjectId;
  readonly label: Label;
}

/** @throws ProblemError not-found, or label-not-permitted where one may not take out what bears the label it has */
export const relabelProject: Action<'project.relabel', Relabelling, undefined> = async (tx, actor, { id, label }) => {
  const [found] = await tx.run<{ label: Label }>(lockLabel(id));
  if (found === undefined) throw new ProblemError('not-found', `项目 ${id}`);
  const wanted = labelPermissions[found.label];
  if (wanted !== null) {
    await lookBy(tx, wanted);
    const [isFree] = await tx.run(selectLabel(id));
    await lookBy(tx, 'labels.manage');
    if (isFree === undefined) throw new ProblemError('label-not-permitted', `密级为${labelNames[found.label]}`);
  }
  await tx.run(relabel(id, label));
  const change = { before: { label: found.label }, after: { label } };
  return record(tx, { actor, verb: 'project.relabel', subject: id, ...change });
};

/** The same of many, in the order of their numbers, so that two who do it at once do not wait for each other for ever. */
export const relabelProjects: Action<
  'project.relabel',
  { readonly ids: readonly ProjectId[]; readonly label: Label },
  { id: ProjectId; refusal: string | null }[]
> = async (tx, actor, { ids, label }) => {
  const outcomes: { id: ProjectId; refusal: string | null }[] = [];
  for (const id of ids.toSorted()) {
    const refused = await relabelProject(tx, actor, { id, label }).then(
      () => null,
      (error: unknown) => {
        if (error instanceof ProblemError) return error;
        throw error;
      },
    );
    if (refused)
      await record(tx, { actor, verb: 'project.relabel', subject: id, outcome: 'denied', reason: refused.code });
    outcomes.push({ id, refusal: refused && problems[refused.code].sentence });
  }
  return record(tx, { actor, verb: 'project.relabel', subject: 'projects', after: { label, ids } }, outcomes);
};
