import type { Instant } from '../../../contracts/glossary.ts';
import type {
  DifferenceState,
  ItemsQuery,
  ReconciliationItem,
  ReconciliationMonth,
} from '../../../contracts/interfaces.ts';
import type { Label } from '../../../contracts/labels.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { tableSheet, writeWorkbook } from '../../platform/sheets.ts';
import { mayLeave } from '../projects/export.ts';
import { columns, differencesOf, planDifferences, type Entry, type KeptDifference } from './reconciliation.rules.ts';
import * as sql from './reconciliation.sql.ts';

const GONE = '差异已消除';
/** More are for a filter to make fewer of. */
const EXPORT_MOST = 5_000;

/** Holds a month's statement against our payments, and writes down how they differ. */
async function compareMonth(tx: Transaction, month: string, now: Instant): Promise<void> {
  if ((await tx.run(sql.lockStatement(month))).length === 0) return;
  const here = await tx.run<Entry>(sql.selectHere(month));
  const there = await tx.run<Entry>(sql.selectThere(month));
  const plan = planDifferences(differencesOf(here, there), await tx.run<KeptDifference>(sql.selectKept(month)));
  await tx.run(sql.writeDifferences(month, [...plan.add, ...plan.reopen], now));
  await tx.run(sql.closeGone(month, plan.gone, GONE, now));
  await tx.run(sql.markCompared(month, now));
}

/** Compares whatever something came for since: a statement, or a voucher of its month. To be called now and then. */
export async function reconcile({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<void> {
  for (const { month } of await db.run<{ month: string }>(sql.selectStale))
    await db.withTransaction((tx) => compareMonth(tx, month, clock.now()));
}

export const listMonths = (db: Runner): Promise<ReconciliationMonth[]> => db.run<ReconciliationMonth>(sql.selectMonths);

type Ask = ItemsQuery & { readonly page: number; readonly size: number };
export async function listDifferences(db: Runner, ask: Ask): Promise<{ rows: ReconciliationItem[]; total: number }> {
  const rows = await db.run<ReconciliationItem & { total: number }>(sql.selectItems(ask));
  return { rows, total: rows[0]?.total ?? 0 };
}

export interface Settling {
  readonly id: number;
  readonly note: string;
  readonly now: Instant;
}
/** @throws ProblemError not-found, not-in-this-state for what is closed */
async function holdUnsettled(tx: Transaction, id: number): Promise<DifferenceState> {
  const [found] = await tx.run<{ state: DifferenceState }>(sql.lockItem(id));
  if (found === undefined) throw new ProblemError('not-found', '对账差异');
  if (found.state === 'closed') throw new ProblemError('not-in-this-state', '该差异已了结');
  return found.state;
}
async function readItem(tx: Runner, id: number): Promise<ReconciliationItem> {
  const [item] = await tx.run<ReconciliationItem>(sql.selectItem(id));
  if (item === undefined) throw new ProblemError('not-found', '对账差异');
  return item;
}

/** Says why the two sides differ. @throws ProblemError not-found, not-in-this-state */
export const explainDifference: Action<'reconciliation.explain', Settling, ReconciliationItem> = async (
  tx,
  actor,
  { id, note, now },
) => {
  const state = await holdUnsettled(tx, id);
  await tx.run(sql.explainItem(id, note, actor.name, now));
  const item = await readItem(tx, id);
  const entry = { actor, verb: 'reconciliation.explain' as const, subject: `${item.month} ${item.number}` };
  return record(tx, { ...entry, before: { state }, after: { state: 'explained' }, reason: note }, item);
};

/** @throws ProblemError not-found, not-in-this-state */
export const closeDifference: Action<'reconciliation.close', Settling, ReconciliationItem> = async (
  tx,
  actor,
  { id, note, now },
) => {
  const state = await holdUnsettled(tx, id);
  await tx.run(sql.closeItem(id, note, actor.name, now));
  const item = await readItem(tx, id);
  const entry = { actor, verb: 'reconciliation.close' as const, subject: `${item.month} ${item.number}` };
  return record(tx, { ...entry, before: { state }, after: { state: 'closed' }, reason: note }, item);
};

export interface Report {
  readonly name: string;
  readonly bytes: Buffer;
}
/** The report as a workbook, without what may not leave for its project's label. */
export const exportDifferences: Action<
  'reconciliation.export',
  { readonly ask: ItemsQuery; readonly now: Instant },
  Report
> = async (tx, actor, { ask, now }) => {
  const seen = await tx.run<ReconciliationItem & { label: Label | null }>(
    sql.selectItems({ ...ask, page: 1, size: EXPORT_MOST }),
  );
  const labelled = seen.flatMap(({ projectId: id, label }) => (id === null || label === null ? [] : [{ id, label }]));
  const free = new Set((await mayLeave(tx, labelled)).map(({ id }) => id));
  const rows = seen.filter(({ projectId }) => projectId === null || free.has(projectId));
  const bytes = await writeWorkbook([tableSheet('对账差异', columns, rows)]);
  const after = { ...ask, rows: rows.length, withheld: seen.length - rows.length };
  const name = `对账差异${ask.month ?? ''}-${dayOf(now)}.xlsx`;
  return record(tx, { actor, verb: 'reconciliation.export', subject: 'reconciliation', after }, { name, bytes });
};
