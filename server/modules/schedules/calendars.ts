import type { Calendar } from '../../../contracts/calendars.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { NewException, NotedException } from '../../../contracts/keptSchedules.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './calendars.sql.ts';
import { isDay } from './days.rules.ts';
import { shippedCalendars } from './shipped/calendars.data.ts';

/** What a district and a project add to the calendars of the product. */
export const listExceptions = (db: Runner, projectId: string | null): Promise<NotedException[]> =>
  db.run<NotedException>(sql.selectExceptions(projectId));

/** The calendars of the product with what was noted. */
export const withExceptions = (noted: readonly NotedException[]): Calendar[] =>
  shippedCalendars.map((calendar) => ({
    ...calendar,
    exceptions: [
      ...calendar.exceptions,
      ...noted
        .filter(({ calendarCode }) => calendarCode === calendar.code)
        .map(({ from, to, kind, reason, name, source }) => ({ from, to, kind, reason, name, source })),
    ],
  }));

/** The calendars as a project is planned by. */
export const readCalendars = async (db: Runner, projectId: string | null): Promise<Calendar[]> =>
  withExceptions(await listExceptions(db, projectId));

/** @throws ProblemError not-found (no such calendar), check-failed for days that are none, or a reason at the wrong kind */
export const noteException: Action<'calendar.note', NewException, NotedException> = async (tx, actor, input) => {
  const { calendarCode, projectId, exception } = input;
  if (!shippedCalendars.some(({ code }) => code === calendarCode))
    throw new ProblemError('not-found', `日历 ${calendarCode}`);
  const { from, to, kind, reason } = exception;
  if (!isDay(from) || !isDay(to)) throw new ProblemError('check-failed', '日期不存在');
  if (to < from) throw new ProblemError('check-failed', '止日早于起日');
  if ((kind === 'stop') !== (reason !== null))
    throw new ProblemError('check-failed', '停工须注明事由,其他类别不须注明');
  const [noted] = await tx.run<NotedException>(sql.insertException({ calendarCode, projectId }, exception, actor.name));
  if (noted === undefined) throw new Error('no exception came back');
  const after = { calendarCode, projectId, ...exception };
  return record(tx, { actor, verb: 'calendar.note', subject: projectId ?? calendarCode, after }, noted);
};

export type EndedException = { readonly id: number; readonly now: Instant };
/** Withdrawn, not deleted. @throws ProblemError not-found */
export const endException: Action<'calendar.end', EndedException, null> = async (tx, actor, { id, now }) => {
  const [ended] = await tx.run<NotedException>(sql.endException(id, actor.name, now));
  if (ended === undefined) throw new ProblemError('not-found', '停工或调休');
  const { calendarCode, projectId, from, to, name } = ended;
  const before = { calendarCode, projectId, from, to, name };
  return record(tx, { actor, verb: 'calendar.end', subject: projectId ?? calendarCode, before }, null);
};
