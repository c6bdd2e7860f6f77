import type { Instant } from '../../../contracts/glossary.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import {
  dueStates,
  type DueState,
  type DueSummary,
  type DueTarget,
  type TargetValue,
  type ValueEntry,
  type ValueReport,
  type WaitingValue,
} from '../../../contracts/values.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { askScore } from '../scores/scores.ts';
import { dueFrequencies, isDueWithout, whyNotReport, type Standing, type TargetFacts } from './values.rules.ts';
import * as sql from './values.sql.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
}

export type DueFilter = Omit<sql.DueAsk, 'frequencies' | 'isDueWithout'>;
const askOf = (filter: DueFilter): sql.DueAsk => ({
  ...filter,
  frequencies: dueFrequencies(filter.month),
  isDueWithout: isDueWithout(filter.month),
});

/** What values are expected for in a month, a page of them: missing ones first. */
export async function listDueTargets(
  db: Runner,
  filter: DueFilter,
  { state, ...span }: sql.Span & { readonly state?: DueState | undefined },
): Promise<{ rows: DueTarget[]; total: number }> {
  const rows = await db.run<DueTarget & { total: number }>(sql.selectDue(askOf(filter), state, span));
  return { rows, total: rows[0]?.total ?? 0 };
}

export async function summariseDue(db: Runner, filter: DueFilter): Promise<DueSummary> {
  const found = await db.run<{ state: DueState; count: number }>(sql.countDue(askOf(filter)));
  const counts = Object.fromEntries(dueStates.map((state) => [state, 0])) as Record<DueState, number>;
  for (const { state, count } of found) counts[state] = count;
  return { month: filter.month, counts };
}

const everybody = (year: number, month: string, personId: number): DueFilter => ({
  ...{ year, month, personId, whose: 'all' as const },
});

/** Values that wait for review, each with its target and the value it would replace. */
export async function listWaitingValues(
  db: Runner,
  { personId, ...query }: Parameters<typeof sql.selectWaiting>[0] & sql.Span & { readonly personId: number },
): Promise<{ rows: WaitingValue[]; total: number }> {
  const found = await db.run<{ id: number; targetId: number; replacesId: number | null; month: string; total: number }>(
    sql.selectWaiting(query, query),
  );
  const ids = found.flatMap(({ id, replacesId }) => (replacesId === null ? [id] : [id, replacesId]));
  const values = new Map((await db.run<TargetValue>(sql.selectValues(ids, personId))).map((row) => [row.id, row]));
  const targets = new Map<string, DueTarget>();
  for (const month of new Set(found.map((row) => row.month))) {
    const wanted = found.filter((row) => row.month === month).map(({ targetId }) => targetId);
    const ask = askOf(everybody(query.year, month, personId));
    for (const target of await db.run<DueTarget>(sql.selectDueById(ask, wanted)))
      targets.set(`${target.targetId}/${month}`, target);
  }
  const rows = found.flatMap(({ id, targetId, replacesId, month }): WaitingValue[] => {
    const [value, target] = [values.get(id), targets.get(`${targetId}/${month}`)];
    // Its declaration went back to be changed meanwhile.
    if (value === undefined || target === undefined) return [];
    return [{ value, target, replaces: values.get(replacesId ?? 0) ?? null }];
  });
  return { rows, total: found[0]?.total ?? 0 };
}

/** Every value a target ever had, newest first. @throws ProblemError not-found */
export async function listTargetValues(db: Runner, targetId: number, { personId, now }: Look) {
  const rows = await db.run<TargetValue>(sql.selectValuesOf(targetId, personId));
  const [facts] = await db.run<LockedTarget>(sql.selectTarget(targetId));
  if (facts === undefined) throw new ProblemError('not-found', '指标');
  const month = rows[0]?.month ?? monthWithin(facts.year, now);
  const [target] = await db.run<DueTarget>(
    sql.selectDueById(askOf(everybody(facts.year, month, personId)), [targetId]),
  );
  if (target === undefined) throw new ProblemError('not-found', '指标');
  return { target, rows };
}
const monthWithin = (year: number, now: Instant): string => {
  const month = dayOf(now).slice(0, 7);
  return month > `${year}-12` ? `${year}-12` : month;
};

interface LockedTarget extends TargetFacts {
  readonly id: number;
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
}
/** As the audit log names a value. */
export const subjectOf = ({
  projectId,
  code,
  month,
}: {
  readonly projectId: string;
  readonly code: string;
  readonly month: string;
}): string => `${projectId}/${code}@${month}`;
/** As the history of a score names what changed it. */
export const causeOf = (what: string, name: string, month: string): string => `${what}：${name} ${month}`;

/** @throws ProblemError not-found */
export async function findValue(tx: Runner, id: number, personId: number): Promise<TargetValue> {
  const [value] = await tx.run<TargetValue>(sql.selectValue(id, personId));
  if (value === undefined) throw new ProblemError('not-found', '完成值');
  return value;
}

/** @throws ProblemError not-found when the viewer does not see such a project */
export async function checkProject(db: Runner, projectId: string): Promise<void> {
  if ((await db.run(sql.selectProject(projectId))).length === 0) throw new ProblemError('not-found', projectId);
}

async function checkEvidence(tx: Transaction, projectId: string, files: readonly number[]): Promise<void> {
  if (files.length === 0) return;
  const found = await tx.run(sql.selectProjectFiles(projectId, files));
  if (found.length < files.length) throw new ProblemError('value-refused', '佐证材料须为本项目的附件，请重新选择');
}

const told = ({ achievement, month, note }: Pick<TargetValue, 'achievement' | 'month' | 'note'>) => ({
  ...{ month, note, ...achievement },
});

/** Where a value comes from that nobody typed in: a row of a table. */
export interface Imported {
  readonly source: 'import';
  readonly detail: SourceDetail;
}
interface Entering extends Look {
  readonly origin?: Imported | undefined;
  readonly entry: ValueReport;
  readonly replacesId: number | null;
}
/** Writes a value that waits for review. @throws ProblemError not-found, value-refused */
async function enter(tx: Transaction, { entry, replacesId, personId, now, origin }: Entering) {
  const [target] = await tx.run<LockedTarget>(sql.lockTarget(entry.targetId));
  if (target === undefined) throw new ProblemError('not-found', '指标');
  const [standing = { waiting: false, acceptedId: null }] = await tx.run<Standing>(
    sql.selectStanding(entry.targetId, entry.month),
  );
  const objection = whyNotReport(target, entry, { standing, replacesId, now });
  if (objection !== undefined) throw new ProblemError('value-refused', objection);
  const { projectId } = target;
  await checkEvidence(tx, projectId, entry.evidence);
  const { source, detail } = origin ?? { source: 'manual' as const, detail: null };
  const row = { ...entry, projectId, source, detail, enteredBy: personId, replacesId, now };
  const [made] = await tx.run<{ id: number }>(sql.insertValue(row));
  if (made === undefined) throw new Error('no value came back');
  if (entry.evidence.length > 0) await tx.run(sql.insertEvidence(made.id, projectId, entry.evidence));
  await askScore(
    tx,
    projectId,
    target.year,
    causeOf(replacesId === null ? '填报' : '提交更正', target.name, entry.month),
  );
  return { target, value: await findValue(tx, made.id, personId) };
}

/** Reports a value, which a second person reviews. @throws ProblemError not-found, value-refused */
export const reportValue: Action<
  'value.report',
  Look & { readonly entry: ValueReport; readonly origin?: Imported },
  TargetValue
> = async (tx, actor, input) => {
  const { target, value } = await enter(tx, { ...input, replacesId: null });
  const subject = subjectOf({ ...target, month: value.month });
  return record(tx, { actor, verb: 'value.report', subject, after: told(value) }, value);
};

/** Reports what an accepted value should have been; accepted in its turn, it replaces it. @throws as `reportValue` */
export const correctValue: Action<
  'value.correct',
  Look & { readonly id: number; readonly entry: ValueEntry; readonly origin?: Imported },
  TargetValue
> = async (tx, actor, { id, entry, ...look }) => {
  const before = await findValue(tx, id, look.personId);
  const report = { ...entry, targetId: before.targetId, month: before.month };
  const { target, value } = await enter(tx, { ...look, entry: report, replacesId: id });
  const subject = subjectOf({ ...target, month: value.month });
  const entryOf = { subject, before: told(before), after: told(value), reason: value.note };
  return record(tx, { actor, verb: 'value.correct', ...entryOf }, value);
};
