import type { Instant } from '../../../contracts/glossary.ts';
import type { DueReport, ReportEntry, ReportState, WeeklyReport } from '../../../contracts/reports.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { sendReminder } from '../reminders/reminders.ts';
import { checkPhotos, showPhotos } from '../photos/photos.ts';
import { askScore } from '../scores/scores.ts';
import { whyNotReport, whyNotReview, yearReported, type ReportGround } from './reports.rules.ts';
import * as sql from './reports.sql.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
}

export async function listReports(
  db: Runner,
  ask: sql.ReportsAsk,
  personId: number | null,
): Promise<{ rows: WeeklyReport[]; total: number }> {
  const rows = await db.run<WeeklyReport & { total: number }>(sql.selectReports(ask, personId));
  return { rows: await showPhotos(db, rows), total: rows[0]?.total ?? 0 };
}

/** Projects under way that owe a report (催报清单). */
export const listDueReports = (db: Runner, now: Instant): Promise<DueReport[]> => db.run<DueReport>(sql.selectDue(now));

async function readReport(tx: Runner, id: number, personId: number): Promise<WeeklyReport> {
  const [report] = await showPhotos(tx, await tx.run<WeeklyReport>(sql.selectReport(id, personId)));
  if (report === undefined) throw new ProblemError('not-found', '周报');
  return report;
}

export type NewReport = Look & { readonly projectId: string; readonly entry: ReportEntry };
/**
 * @throws ProblemError not-found (the project has no such week in its plan, or a picture is none of its files),
 * check-failed, not-in-this-state when a report of the week waits already
 */
export const fileReport: Action<'report.file', NewReport, WeeklyReport> = async (tx, actor, input) => {
  const { projectId, entry, personId, now } = input;
  const [ground] = await tx.run<ReportGround>(sql.lockWeek(projectId, entry.closesAt));
  if (ground === undefined) throw new ProblemError('not-found', `项目 ${projectId} 该周的进度计划`);
  const objection = whyNotReport(entry, ground, now);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  await checkPhotos(tx, projectId, entry.photos);
  const [made] = await tx.run<{ id: number }>(sql.insertReport(projectId, entry, personId));
  if (made === undefined) throw new ProblemError('not-in-this-state', '该周已有一份周报待审核');
  const report = await readReport(tx, made.id, personId);
  const after = {
    closesAt: entry.closesAt,
    progress: entry.progress,
    photos: entry.photos.map(({ fileId }) => fileId),
  };
  return record(tx, { actor, verb: 'report.file', subject: projectId, after }, report);
};

interface LockedReport {
  readonly projectId: string;
  readonly closesAt: Instant;
  readonly state: ReportState;
  readonly filledById: number | null;
  readonly progress: string;
}
async function holdForReview(tx: Transaction, id: number, personId: number): Promise<LockedReport> {
  const [report] = await tx.run<LockedReport>(sql.lockReport(id));
  if (report === undefined) throw new ProblemError('not-found', '周报');
  const objection = whyNotReview(report, personId);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  return report;
}

export type Accepted = Look & { readonly id: number };
/**
 * What was reported becomes the verified progress of its week; a report accepted before is replaced by name.
 * @throws ProblemError not-found, not-in-this-state, own-change
 */
export const acceptReport: Action<'report.accept', Accepted, WeeklyReport> = async (tx, actor, input) => {
  const { id, personId, now } = input;
  const report = await holdForReview(tx, id, personId);
  const { projectId, closesAt } = report;
  const [ground] = await tx.run<ReportGround>(sql.lockWeek(projectId, closesAt));
  await tx.run(sql.replaceAccepted(projectId, closesAt));
  await tx.run(sql.decideReport(id, 'accepted', { personId, now, note: null }));
  await tx.run(sql.setProgress(id));
  await askScore(tx, projectId, yearReported(closesAt), 'report.accept');
  const entry = { actor, verb: 'report.accept' as const, subject: projectId };
  const change = {
    before: { closesAt, progress: ground?.accepted ?? null },
    after: { closesAt, progress: report.progress },
  };
  return record(tx, { ...entry, ...change }, await readReport(tx, id, personId));
};

export type Returned = Accepted & { readonly reason: string };
/** @throws ProblemError not-found, not-in-this-state, own-change */
export const returnReport: Action<'report.return', Returned, WeeklyReport> = async (tx, actor, input) => {
  const { id, personId, now, reason } = input;
  const { projectId, closesAt } = await holdForReview(tx, id, personId);
  await tx.run(sql.decideReport(id, 'returned', { personId, now, note: reason }));
  const entry = { actor, verb: 'report.return' as const, subject: projectId, after: { closesAt }, reason };
  return record(tx, entry, await readReport(tx, id, personId));
};

export type Reminders = Look & { readonly projectIds: readonly string[] };
/** Whom reminders went to. */
export interface Reminded {
  readonly reminded: number;
  readonly personIds: readonly number[];
}
/** Reminds those who report of projects that owe a report, each project once a day; a reminder reaches each by name. */
export const remindReports: Action<'report.remind', Reminders, Reminded> = async (tx, actor, input) => {
  const { projectIds, personId, now } = input;
  const reminded = await tx.run<{ projectId: string; weeks: number }>(sql.insertReminders(projectIds, personId, now));
  const told = new Set<number>();
  for (const { projectId, weeks } of reminded) {
    const reminder = { projectId, permission: 'reports.fill', kind: 'report-due', facts: { missing: weeks } } as const;
    for (const one of await sendReminder(tx, { ...reminder, by: actor.name, now })) told.add(one);
  }
  const after = { projects: reminded.map(({ projectId }) => projectId), people: told.size };
  const result = { reminded: reminded.length, personIds: [...told] };
  return record(tx, { actor, verb: 'report.remind', subject: 'reports', after }, result);
};
