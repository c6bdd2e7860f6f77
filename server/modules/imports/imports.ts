import { createHash } from 'node:crypto';
import { importKindNames, type ImportBatch, type ImportKind, type ImportPlan } from '../../../contracts/imports.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import { record, type Action, type Actor } from '../../access/audit.ts';
import type { RequestDatabase, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { readRows, SheetError } from '../../platform/sheets.ts';
import type { Applied, Apply, ImportInput } from './apply.ts';
import * as sql from './imports.sql.ts';
import { applyLibrary, undoLibrary, type LibraryUndo } from './library.ts';
import { applyProjects, undoProjects, type ProjectsUndo } from './projects.ts';
import { applyTargets, undoTargets, type TargetsUndo } from './targets.ts';
import { applyValues, undoValues, type ValuesUndo } from './values.ts';

/** What a kind of table takes to come in, and to be taken back. */
export const importPermissions: Readonly<Record<ImportKind, Permission>> = {
  library: 'indicators.manage',
  targets: 'targets.fill',
  values: 'values.fill',
  projects: 'projects.manage',
};
const appliers: Readonly<Record<ImportKind, Apply>> = {
  library: applyLibrary,
  targets: applyTargets,
  values: applyValues,
  projects: applyProjects,
};

export type ImportWish = Omit<ImportInput, 'lines' | 'hash'> & { readonly name: string; readonly bytes: Buffer };

/** A table's rows. @throws ProblemError file-refused with the reason */
async function linesOf(bytes: Buffer): Promise<string[][]> {
  try {
    return (await readRows(bytes)).map((row) => [...row]);
  } catch (error) {
    if (error instanceof SheetError) throw new ProblemError('file-refused', error.message);
    throw error;
  }
}
const readWish = async (wish: ImportWish): Promise<ImportInput> => ({
  ...wish,
  lines: await linesOf(wish.bytes),
  hash: createHash('sha256').update(wish.bytes).digest('hex'),
});
const planOf = ({ kind, hash }: ImportInput, { rows, faults }: Applied): ImportPlan => ({
  ...{ kind, hash },
  rows: [...rows],
  faults: [...faults],
});

/** Carries what a transaction found out of it, so that nothing of it stays. */
class Undone extends Error {
  readonly plan: ImportPlan;
  constructor(plan: ImportPlan) {
    super('undone on purpose');
    this.plan = plan;
  }
}

/**
 * What would come of a table: everything is done, looked at and undone again, so that the check and the import can never
 * disagree. @throws ProblemError file-refused
 */
export async function checkImport(db: RequestDatabase, actor: Actor, wish: ImportWish): Promise<ImportPlan> {
  const input = await readWish(wish);
  try {
    return await db.withTransaction(async (tx) => {
      throw new Undone(planOf(input, await appliers[input.kind](tx, actor, input)));
    });
  } catch (error) {
    if (error instanceof Undone) return error.plan;
    throw error;
  }
}

/**
 * Brings a table in, all of it or, with any fault, nothing. @throws ProblemError file-refused, check-failed
 */
export async function prepareImport(wish: ImportWish): Promise<Action<'import.apply', undefined, ImportPlan>> {
  const input = await readWish(wish);
  return async (tx, actor) => {
    const applied = await appliers[input.kind](tx, actor, input);
    const [fault] = applied.faults;
    if (fault !== undefined) throw new ProblemError('check-failed', `第 ${fault.row} 行：${fault.sentence}`);
    const { kind, hash: fileHash, personId } = input;
    const rows = applied.rows.filter(({ change }) => change !== 'unchanged').length;
    const batch = { kind, fileName: wish.name, fileHash, rows, undo: applied.undo, personId };
    const [made] = await tx.run<{ id: number }>(sql.insertBatch(batch));
    const after = { kind, fileName: wish.name, fileHash, rows };
    return record(
      tx,
      { actor, verb: 'import.apply', subject: `${kind}/${made?.id ?? ''}`, after },
      planOf(input, applied),
    );
  };
}

export const listImports = (db: Runner, kind: ImportKind): Promise<ImportBatch[]> =>
  db.run<ImportBatch>(sql.selectBatches(kind));

interface LockedBatch {
  readonly id: number;
  readonly kind: ImportKind;
  readonly undo: unknown;
  readonly undoneAt: number | null;
}
async function takeBack(
  tx: Transaction,
  actor: Actor,
  batch: LockedBatch,
  by: { personId: number; now: number } & Pick<ImportInput, 'entering'>,
): Promise<void> {
  if (batch.kind === 'library') return undoLibrary(tx, actor, batch.undo as LibraryUndo, by.now);
  if (batch.kind === 'targets') return undoTargets(tx, actor, batch.undo as TargetsUndo, by);
  if (batch.kind === 'projects') return undoProjects(tx, actor, batch.undo as ProjectsUndo, by);
  return undoValues(tx, actor, batch.undo as ValuesUndo, by);
}

/**
 * Takes an import back, all of it or nothing. @throws ProblemError not-found, change-closed, and why something of it
 * cannot be taken back any more
 */
export const undoImport: Action<
  'import.undo',
  { readonly id: number; readonly kind: ImportKind; readonly now: number } & Pick<ImportInput, 'personId' | 'entering'>,
  undefined
> = async (tx, actor, { id, kind, personId, now, entering }) => {
  const [batch] = await tx.run<LockedBatch>(sql.lockBatch(id));
  if (batch === undefined || batch.kind !== kind) throw new ProblemError('not-found', `${importKindNames[kind]}导入`);
  if (batch.undoneAt !== null) throw new ProblemError('change-closed', '该次导入已撤销');
  await takeBack(tx, actor, batch, { personId, now, entering });
  await tx.run(sql.markUndone(id, personId));
  return record(tx, { actor, verb: 'import.undo', subject: `${kind}/${id}` });
};
