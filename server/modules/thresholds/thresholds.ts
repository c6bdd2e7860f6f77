import type { Instant } from '../../../contracts/glossary.ts';
import {
  thresholdNames,
  type NewThreshold,
  type ThresholdName,
  type ThresholdRow,
} from '../../../contracts/thresholds.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { judgeChange, neighboursOf, rowToCome } from './thresholds.rules.ts';
import * as sql from './thresholds.sql.ts';

/** Every threshold with all its values, the newest of each first. */
export const listThresholds = (db: Runner): Promise<ThresholdRow[]> =>
  db.run<ThresholdRow>(sql.selectThresholds(thresholdNames));

export type Changing = { readonly code: ThresholdName; readonly order: NewThreshold; readonly now: Instant };
/**
 * Lays down a new value from a day on; the one before ends with it, and stays to be read.
 * @throws ProblemError check-failed
 */
export const changeThreshold: Action<'threshold.change', Changing, ThresholdRow[]> = async (tx, actor, input) => {
  const { code, order, now } = input;
  const held = await tx.run<ThresholdRow>(sql.lockThresholds([code, ...neighboursOf(code)], now));
  const judged = judgeChange(code, order, held, now);
  if ('objection' in judged) throw new ProblemError('check-failed', judged.objection);
  const { row, from } = judged;
  const { label, value: former, effectiveFrom } = row;
  const said = { source: order.source.trim(), reason: order.reason.trim() };
  await tx.run(sql.endThreshold(code, effectiveFrom, from));
  await tx.run(sql.insertThreshold({ ...said, code, value: order.value, label, from, by: actor.name, now }));
  const entry = { actor, verb: 'threshold.change' as const, subject: code, reason: said.reason };
  const after = { value: order.value, fromDay: order.fromDay, source: said.source };
  return record(tx, { ...entry, before: { value: former }, after }, await listThresholds(tx));
};

export type Withdrawing = { readonly code: ThresholdName; readonly reason: string; readonly now: Instant };
/** Takes back a value that has not come into force. @throws ProblemError not-found */
export const withdrawThreshold: Action<'threshold.withdraw', Withdrawing, ThresholdRow[]> = async (
  tx,
  actor,
  input,
) => {
  const { code, reason, now } = input;
  const held = await tx.run<ThresholdRow>(sql.lockThresholds([code], now));
  const coming = rowToCome(held, code, now);
  if (coming === undefined) throw new ProblemError('not-found', '待生效的取值');
  const dropped = await tx.run(sql.deleteThreshold(code, coming.effectiveFrom));
  if (dropped.length === 0) throw new ProblemError('not-found', '待生效的取值');
  const former = held.find(({ effectiveTo }) => effectiveTo === coming.effectiveFrom);
  if (former) await tx.run(sql.endThreshold(code, former.effectiveFrom, coming.effectiveTo));
  const before = { value: coming.value, effectiveFrom: new Date(coming.effectiveFrom).toISOString() };
  const entry = { actor, verb: 'threshold.withdraw' as const, subject: code, reason: reason.trim() };
  return record(tx, { ...entry, before }, await listThresholds(tx));
};
