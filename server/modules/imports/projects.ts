import type { NewProject, ProjectFacts, ProjectFile } from '../../../contracts/projectFiles.ts';
import { lookBy, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { createProject, editProject, isKnown, readFile } from '../projectFiles/projectFiles.ts';
import { refused, tryRow, type Applied, type Apply, type ImportInput } from './apply.ts';
import * as sql from './imports.sql.ts';
import { codesByName, projectColumns, projectOf, projectsTwice, type ImportedProject } from './projects.rules.ts';
import { readTable } from './table.rules.ts';

/** What an import did, by the revision that it left a project's file at; `before` of those that were there. */
export interface ProjectsUndo {
  readonly entered: readonly { readonly id: string; readonly revision: number }[];
  readonly changed: readonly { readonly id: string; readonly revision: number; readonly before: ProjectFacts }[];
}

const LABEL = 'internal';
const newProject = (code: string | null, { facts, label, chart }: ImportedProject): NewProject | string =>
  chart === null ? '新项目须填流程模板' : { ...facts, code, chart, label: label ?? LABEL };

/** A project's file, undefined where there is none within reach. */
const fileOf = (tx: Transaction, id: string): Promise<ProjectFile | undefined> =>
  readFile(tx, id).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'not-found') return undefined;
    throw error;
  });

/** Enters the projects of a table and changes those that are there; what the table does not name stays. */
export const applyProjects: Apply = async (tx, actor, { lines, now, entering }) => {
  const { rows, faults } = readTable(projectColumns, lines);
  const found = [...faults];
  if (found.length === 0) found.push(...projectsTwice(rows));
  if (found.length > 0) return refused(found);
  const directory = {
    organisations: codesByName(await tx.run(sql.selectOrganisations())),
    streets: codesByName(await tx.run(sql.selectStreets())),
  };
  const told: Applied['rows'][number][] = [];
  const undo = { entered: [] as ProjectsUndo['entered'][number][], changed: [] as ProjectsUndo['changed'][number][] };
  for (const row of rows) {
    const read = projectOf(row, directory);
    if (Array.isArray(read)) {
      found.push(...read);
      continue;
    }
    // Entering a project looks by other permissions at its end.
    await lookBy(tx, 'projects.manage');
    const { id, name, reason } = row.cells;
    const before = id === null ? undefined : await fileOf(tx, id);
    if (before !== undefined && isSame(before.facts, read)) {
      told.push({ row: row.row, change: 'unchanged', what: `${before.id} ${name}` });
      continue;
    }
    const done = await tryRow(row.row, found, async () => {
      if (before === undefined) {
        const project = newProject(id, read);
        if (typeof project === 'string') throw new ProblemError('check-failed', project);
        return (await createProject(tx, actor, { project, now, ...entering })).result;
      }
      const facts = { ...read.facts, label: read.label ?? before.facts.label };
      const change = { revision: before.revision, ...(reason !== '' && { reason }) };
      return (await editProject(tx, actor, { projectId: before.id, change, facts, now, ...entering })).result;
    });
    if (done === undefined) continue;
    const left = { id: done.id, revision: done.revision };
    if (before === undefined) undo.entered.push(left);
    else undo.changed.push({ ...left, before: before.facts });
    told.push({ row: row.row, change: before === undefined ? 'added' : 'changed', what: `${done.id} ${name}` });
  }
  return { rows: told, faults: found.sort((a, b) => a.row - b.row), undo: undo satisfies ProjectsUndo };
};

/** A point decides its street: what a row says of one that has a point is no change of it. */
function isSame(before: ProjectFacts, { facts, label }: ImportedProject): boolean {
  const streetCode = facts.point === null ? facts.streetCode : before.streetCode;
  return isKnown(before, { ...facts, streetCode, label: label ?? before.label });
}

/** Takes back what nobody has touched since. @throws ProblemError changed-meanwhile with the project that has a story by now */
export async function undoProjects(
  tx: Transaction,
  actor: Parameters<Apply>[1],
  { entered, changed }: ProjectsUndo,
  { now, entering }: Pick<ImportInput, 'now' | 'entering'>,
): Promise<void> {
  for (const { id, revision, before } of changed) {
    const change = { revision, reason: '撤销导入' };
    await editProject(tx, actor, { projectId: id, change, facts: before, now, ...entering });
  }
  for (const { id, revision } of entered) {
    await readFile(tx, id);
    const [gone] = await tx.run<{ forgotten: boolean }>(sql.forgetProject(id, revision));
    if (gone?.forgotten !== true) throw new ProblemError('changed-meanwhile', `项目 ${id} 已有后续办理，不能撤销`);
  }
}
