import type { BudgetSource } from '../../../contracts/budgets.ts';
import type { DueFunds, FundsEntry, FundsGround, FundsReport } from '../../../contracts/fundsReports.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { ReportState } from '../../../contracts/reports.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { sendReminder } from '../reminders/reminders.ts';
import { whyNotFunds, whyNotReview, type FundsBasis } from './fundsReports.rules.ts';
import * as sql from './fundsReports.sql.ts';

/** Who acts, and when. */
export interface Look {
  readonly personId: number;
  readonly now: Instant;
}

export async function listFundsReports(
  db: Runner,
  ask: sql.FundsAsk,
  personId: number | null,
): Promise<{ rows: FundsReport[]; total: number }> {
  const rows = await db.run<FundsReport & { total: number }>(sql.selectReports(ask, personId));
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Projects that owe a month (催报清单). */
export const listDueFunds = (db: Runner, now: Instant): Promise<DueFunds[]> => db.run<DueFunds>(sql.selectDue(now));

async function basisOf(db: Runner, projectId: string, month: string): Promise<FundsBasis> {
  const [basis] = await db.run<FundsBasis>(sql.selectGround(projectId, month));
  if (basis === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  return basis;
}

/** What the records say of a month, and the sources of the project's budget. @throws ProblemError not-found */
export async function readGround(
  db: Runner,
  projectId: string,
  month: string,
): Promise<FundsGround & { sources: BudgetSource[] }> {
  const ground = await basisOf(db, projectId, month);
  const sources = await db.run<{ source: BudgetSource }>(sql.selectSources(projectId));
  return { ...ground, sources: sources.map(({ source }) => source) };
}

async function readReport(tx: Runner, id: number, personId: number): Promise<FundsReport> {
  const [report] = await tx.run<FundsReport>(sql.selectReport(id, personId));
  if (report === undefined) throw new ProblemError('not-found', '月度资金报告');
  return report;
}

export type NewFundsReport = Look & { readonly projectId: string; readonly entry: FundsEntry };
/** @throws ProblemError not-found, check-failed, not-in-this-state when a report of the month waits already */
export const fileFundsReport: Action<'funds.file', NewFundsReport, FundsReport> = async (tx, actor, input) => {
  const { projectId, entry, personId, now } = input;
  const basis = await basisOf(tx, projectId, entry.month);
  const objection = whyNotFunds(entry, basis, now);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  const [made] = await tx.run<{ id: number }>(sql.insertReport(projectId, entry, basis, { personId, now }));
  if (made === undefined) throw new ProblemError('not-in-this-state', '该月已有一份报告待审核');
  const { month, sources, arrearsFen } = entry;
  const after = { month, sources, arrearsFen };
  const report = await readReport(tx, made.id, personId);
  return record(tx, { actor, verb: 'funds.file', subject: projectId, after }, report);
};

interface LockedReport {
  readonly projectId: string;
  readonly month: string;
  readonly state: ReportState;
  readonly filledById: number | null;
}
async function holdForReview(tx: Transaction, id: number, personId: number): Promise<LockedReport> {
  const [report] = await tx.run<LockedReport>(sql.lockReport(id));
  if (report === undefined) throw new ProblemError('not-found', '月度资金报告');
  const objection = whyNotReview(report, personId);
  if (objection !== undefined) throw new ProblemError(objection.code, objection.detail);
  return report;
}

export type Accepted = Look & { readonly id: number };
/** A report accepted before is replaced by name. @throws ProblemError not-found, not-in-this-state, own-change */
export const acceptFundsReport: Action<'funds.accept', Accepted, FundsReport> = async (tx, actor, input) => {
  const { id, personId, now } = input;
  const { projectId, month } = await holdForReview(tx, id, personId);
  await tx.run(sql.replaceAccepted(projectId, month));
  await tx.run(sql.decideReport(id, 'accepted', { personId, now, note: null }));
  const entry = { actor, verb: 'funds.accept' as const, subject: projectId, after: { month, id } };
  return record(tx, entry, await readReport(tx, id, personId));
};

export type Returned = Accepted & { readonly reason: string };
/** @throws ProblemError not-found, not-in-this-state, own-change */
export const returnFundsReport: Action<'funds.return', Returned, FundsReport> = async (tx, actor, input) => {
  const { id, personId, now, reason } = input;
  const { projectId, month } = await holdForReview(tx, id, personId);
  await tx.run(sql.decideReport(id, 'returned', { personId, now, note: reason }));
  const entry = { actor, verb: 'funds.return' as const, subject: projectId, after: { month, id }, reason };
  return record(tx, entry, await readReport(tx, id, personId));
};

export type FundsReminders = Look & { readonly projectIds: readonly string[] };
export interface FundsReminded {
  readonly reminded: number;
  readonly personIds: readonly number[];
}
/** Reminds those who report of projects that owe a month, each project once a day, by name. */
export const remindFunds: Action<'funds.remind', FundsReminders, FundsReminded> = async (tx, actor, input) => {
  const { projectIds, personId, now } = input;
  const reminded = await tx.run<{ projectId: string; months: number }>(sql.insertReminders(projectIds, personId, now));
  const told = new Set<number>();
  for (const { projectId, months } of reminded) {
    const reminder = { projectId, permission: 'funds.fill', kind: 'funds-due', facts: { missing: months } } as const;
    for (const one of await sendReminder(tx, { ...reminder, by: actor.name, now })) told.add(one);
  }
  const after = { projects: reminded.map(({ projectId }) => projectId), people: told.size };
  const result = { reminded: reminded.length, personIds: [...told] };
  return record(tx, { actor, verb: 'funds.remind', subject: 'funds-reports', after }, result);
};
