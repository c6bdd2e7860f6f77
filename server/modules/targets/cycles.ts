import type { Instant } from '../../../contracts/glossary.ts';
import type { ScoreCycle } from '../../../contracts/targets.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './targets.sql.ts';

type OfYear = { readonly year: number; readonly now: Instant };
interface LockedCycle {
  readonly lockedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** Years of evaluation, the newest first; counts are of what the viewer sees. */
export const listCycles = (db: Runner): Promise<ScoreCycle[]> => db.run<ScoreCycle>(sql.selectCycles());

/** @throws ProblemError already-exists */
export const openCycle: Action<'cycle.open', OfYear, undefined> = async (tx, actor, { year, now }) => {
  if ((await tx.run(sql.insertCycle(year, now))).length === 0) throw new ProblemError('already-exists', `${year} 年度`);
  return record(tx, { actor, verb: 'cycle.open', subject: `${year}` });
};

/**
 * Locks the template versions that the year's declarations take: from here on they are what they are.
 * @throws ProblemError not-found, not-in-this-state where a declaration is not approved, with their names
 */
export const lockCycle: Action<'cycle.lock', OfYear, undefined> = async (tx, actor, { year, now }) => {
  const [cycle] = await tx.run<LockedCycle>(sql.lockCycleRow(year));
  if (cycle === undefined) throw new ProblemError('not-found', `${year} 年度`);
  if (cycle.lockedAt !== null) throw new ProblemError('not-in-this-state', `${year} 年度已锁定`);
  const open = await tx.run<{ name: string; total: number }>(sql.selectUnapproved(year));
  if (open[0] !== undefined) {
    const names = open.map(({ name }) => name).join('、');
    throw new ProblemError(
      'not-in-this-state',
      `尚有 ${open[0].total} 项申报未批准：${names}${open[0].total > 5 ? ' 等' : ''}`,
    );
  }
  const after = await tx.run(sql.lockVersions(year, now));
  await tx.run(sql.markCycleLocked(year, now));
  return record(tx, { actor, verb: 'cycle.lock', subject: `${year}`, after });
};

/** @throws ProblemError not-found, not-in-this-state */
export const closeCycle: Action<'cycle.close', OfYear, undefined> = async (tx, actor, { year, now }) => {
  const [cycle] = await tx.run<LockedCycle>(sql.lockCycleRow(year));
  if (cycle === undefined) throw new ProblemError('not-found', `${year} 年度`);
  if (cycle.lockedAt === null) throw new ProblemError('not-in-this-state', '须先锁定');
  if (cycle.closedAt !== null) throw new ProblemError('not-in-this-state', `${year} 年度已办结`);
  await tx.run(sql.markCycleClosed(year, now));
  return record(tx, { actor, verb: 'cycle.close', subject: `${year}` });
};
