import type { Instant } from '../../../contracts/glossary.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import type { TargetValue } from '../../../contracts/values.ts';
import { record, type Action, type Actor } from '../../access/audit.ts';
import type { Transaction } from '../../platform/database.ts';
import { ProblemError, problemOf } from '../../platform/problems.ts';
import { askScore } from '../scores/scores.ts';
import { causeOf, findValue, subjectOf, type Look } from './values.ts';
import { whyNotReview, type Reviewed } from './values.rules.ts';
import * as sql from './values.sql.ts';

interface LockedValue extends Reviewed {
  readonly id: number;
  readonly targetId: number;
  readonly projectId: string;
  readonly month: string;
  readonly replacesId: number | null;
  readonly achievement: Achievement;
  readonly year: number;
  readonly code: string;
  readonly name: string;
}

export interface AcceptReport {
  readonly accepted: number;
  readonly refused: { readonly id: number; readonly reason: string }[];
}

/**
 * Accepts values, each by its own merits: what may not be accepted is told and left as it is. What was accepted before for
 * the same month is replaced by name and stays.
 * @throws ProblemError not-found, value-closed, own-value when nothing is left to accept
 */
export const acceptValues: Action<'value.accept', Look & { readonly ids: readonly number[] }, AcceptReport> = async (
  tx,
  actor,
  { ids, personId, now },
) => {
  const rows = await tx.run<LockedValue>(sql.lockValues(ids));
  const refused = objectionsTo(ids, rows, personId);
  const going = rows.filter(({ id }) => !refused.some((one) => one.id === id));
  const [last] = going.slice(-1);
  if (last === undefined) throw new ProblemError(refused[0]?.code ?? 'not-found', '完成值');
  const former = await replaceFormer(tx, going, { personId, now });
  const report = {
    accepted: going.length,
    refused: refused.map(({ id, code }) => ({ id, reason: problemOf(code).title })),
  };
  for (const row of going.slice(0, -1)) await tellAccepted(tx, actor, row, former.get(row.id) ?? null, report);
  return tellAccepted(tx, actor, last, former.get(last.id) ?? null, report);
};

const objectionsTo = (ids: readonly number[], rows: readonly LockedValue[], personId: number) =>
  ids.flatMap((id): { id: number; code: ProblemCode }[] => {
    const row = rows.find((one) => one.id === id);
    const code = row === undefined ? 'not-found' : whyNotReview(row, personId);
    return code === undefined ? [] : [{ id, code }];
  });

/** @returns which value each of them replaces */
async function replaceFormer(
  tx: Transaction,
  going: readonly LockedValue[],
  { personId, now }: { readonly personId: number; readonly now: Instant },
): Promise<Map<number, number>> {
  const replaced = await tx.run<{ id: number; byId: number }>(sql.replaceAccepted(going.map(({ id }) => id)));
  const former = new Map(replaced.map(({ id, byId }) => [byId, id]));
  const accepted = going.map(({ id, replacesId }) => ({ id, replacesId: former.get(id) ?? replacesId }));
  await tx.run(sql.acceptValues(accepted, personId, now));
  return former;
}

async function tellAccepted(
  tx: Transaction,
  actor: Actor,
  row: LockedValue,
  replacedId: number | null,
  report: AcceptReport,
) {
  const what = replacedId === null ? '审核通过' : '更正生效';
  await askScore(tx, row.projectId, row.year, causeOf(what, row.name, row.month));
  const after = { id: row.id, ...row.achievement, replaces: replacedId };
  return record(tx, { actor, verb: 'value.accept', subject: subjectOf(row), after }, report);
}

/** @throws ProblemError not-found */
async function takeUp(tx: Transaction, id: number): Promise<LockedValue> {
  const [row] = await tx.run<LockedValue>(sql.lockValues([id]));
  if (row === undefined) throw new ProblemError('not-found', '完成值');
  return row;
}

/** Sends a value back with the reason. @throws ProblemError not-found, value-closed, own-value */
export const returnValue: Action<
  'value.return',
  Look & { readonly id: number; readonly reason: string },
  TargetValue
> = async (tx, actor, { id, reason, personId, now }) => {
  const row = await takeUp(tx, id);
  const objection = whyNotReview(row, personId);
  if (objection !== undefined) throw new ProblemError(objection);
  await tx.run(sql.returnValue(id, personId, reason.trim(), now));
  await askScore(tx, row.projectId, row.year, causeOf('退回', row.name, row.month));
  const entry = { actor, subject: subjectOf(row), before: { id, ...row.achievement }, reason: reason.trim() };
  return record(tx, { ...entry, verb: 'value.return' }, await findValue(tx, id, personId));
};

const TAKEN_BACK = '填报人撤回';
/** Takes one's own value back before it is reviewed. @throws ProblemError not-found, value-closed, not-permitted */
export const takeBackValue: Action<'value.return', Look & { readonly id: number }, TargetValue> = async (
  tx,
  actor,
  { id, personId, now },
) => {
  const row = await takeUp(tx, id);
  if (row.state !== 'submitted') throw new ProblemError('value-closed');
  if (row.enteredById !== personId) throw new ProblemError('not-permitted', '只能撤回本人填报的完成值');
  await tx.run(sql.returnValue(id, null, TAKEN_BACK, now));
  await askScore(tx, row.projectId, row.year, causeOf('撤回', row.name, row.month));
  const entry = { actor, subject: subjectOf(row), before: { id, ...row.achievement }, reason: TAKEN_BACK };
  return record(tx, { ...entry, verb: 'value.return' }, await findValue(tx, id, personId));
};
