import { createHash } from 'node:crypto';
import type { Instant, ProjectId } from '../../../contracts/glossary.ts';
import { labelNames, labelPermissions, labels, type Label } from '../../../contracts/labels.ts';
import type { ProjectRow } from '../../../contracts/projects.ts';
import type { ProjectsQuery } from '../../../contracts/rest/projects.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { csvOf } from '../../platform/csv.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { projectColumns } from './export.rules.ts';
import { lockLabel, relabel, selectLabel, selectLabelled } from './export.sql.ts';
import { listFiltered } from './projects.ts';

export interface ProjectExport {
  readonly name: string;
  readonly text: string;
  /** Rows the caller sees but may not take out, for their label. */
  readonly withheld: number;
}

/**
 * Rows that may leave the system: what carries a label leaves by the permission for that label, and only as far as that
 * permission itself reaches.
 */
async function mayLeave(tx: Transaction, rows: readonly ProjectRow[]): Promise<ProjectRow[]> {
  const free = new Map<Label, ReadonlySet<string>>();
  for (const label of labels) {
    const wanted = labelPermissions[label];
    if (wanted === null || !rows.some((row) => row.label === label)) continue;
    await lookBy(tx, wanted);
    free.set(label, new Set((await tx.run<{ id: string }>(selectLabelled(label))).map((row) => row.id)));
  }
  return rows.filter((row) => labelPermissions[row.label] === null || free.get(row.label)?.has(row.id) === true);
}

/** The list of projects as CSV, recorded with what it was: how many rows, and the hash of the very bytes. */
export const exportProjects: Action<
  'projects.export',
  { readonly now: Instant; readonly filter: ProjectsQuery },
  ProjectExport
> = async (tx, actor, { now, filter }) => {
  const seen = await listFiltered(tx, now, filter);
  const rows = await mayLeave(tx, seen);
  const text = csvOf(projectColumns, rows);
  const withheld = seen.length - rows.length;
  const after = { ...filter, rows: rows.length, withheld, sha256: createHash('sha256').update(text).digest('hex') };
  const result = { name: `项目清单-${dayOf(now)}.csv`, text, withheld };
  return record(tx, { actor, verb: 'projects.export', subject: 'projects', after }, result);
};

/** @throws ProblemError not-found, or label-not-permitted where one may not take out what bears the label it has */
export const relabelProject: Action<
  'project.relabel',
  { readonly id: ProjectId; readonly label: Label },
  undefined
> = async (tx, actor, { id, label }) => {
  const [found] = await tx.run<{ label: Label }>(lockLabel(id));
  if (found === undefined) throw new ProblemError('not-found', `项目 ${id}`);
  const wanted = labelPermissions[found.label];
  if (wanted !== null) {
    await lookBy(tx, wanted);
    const [isFree] = await tx.run(selectLabel(id));
    if (isFree === undefined) throw new ProblemError('label-not-permitted', `密级为${labelNames[found.label]}`);
    await lookBy(tx, 'labels.manage');
  }
  await tx.run(relabel(id, label));
  const change = { before: { label: found.label }, after: { label } };
  return record(tx, { actor, verb: 'project.relabel', subject: id, ...change });
};
