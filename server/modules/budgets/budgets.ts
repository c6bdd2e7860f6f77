import type { BudgetLine, PlannedMonth, PlannedWeek, ProjectBudget } from '../../../contracts/budgets.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { FileChange } from '../../../contracts/projectFiles.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { heed, ProblemError } from '../../platform/problems.ts';
import { holdFile, noteChange, readFile } from '../projectFiles/projectFiles.ts';
import { sumFen, whyNotLines, whyNotMonths, whyNotWeeks } from './budgets.rules.ts';
import * as sql from './budgets.sql.ts';

type Head = Pick<ProjectBudget, 'budgetFen' | 'startsAt' | 'endsAt'>;
async function headOf(tx: Runner, projectId: string): Promise<Head> {
  const [head] = await tx.run<Head>(sql.selectHead(projectId));
  if (head === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  return head;
}

/** What a project is to cost and to have done by when. @throws ProblemError not-found */
export async function readBudget(tx: Runner, projectId: string): Promise<ProjectBudget> {
  const { revision, asksReason, isClosed } = await readFile(tx, projectId);
  const head = await headOf(tx, projectId);
  const lines = await tx.run<BudgetLine>(sql.selectLines(projectId));
  const months = await tx.run<ProjectBudget['months'][number]>(sql.selectMonths(projectId));
  const weeks = await tx.run<ProjectBudget['weeks'][number]>(sql.selectWeeks(projectId));
  return {
    ...{ revision, asksReason, isClosed, ...head, lines, months, weeks },
    linesFen: sumFen(lines.map(({ amountFen }) => amountFen)),
    plannedFen: sumFen(months.flatMap(({ amountFen }) => amountFen ?? [])),
  };
}

interface Edit {
  readonly projectId: string;
  readonly change: FileChange;
  readonly now: Instant;
}
const reasonOf = ({ change: { reason } }: Edit) => (reason === undefined ? {} : { reason });

export type LinesEdit = Edit & { readonly lines: readonly BudgetLine[] };
/** @throws ProblemError not-found, not-in-this-state, changed-meanwhile, check-failed (over the whole cost, no reason) */
export const editLines: Action<'project.budget', LinesEdit, ProjectBudget> = async (tx, actor, input) => {
  const { projectId, lines, now } = input;
  const before = await tx.run<BudgetLine>(sql.selectLines(projectId));
  await holdFile(tx, projectId, input.change, before.length === 0);
  heed(whyNotLines(lines, (await headOf(tx, projectId)).budgetFen));
  await tx.run(sql.deleteLines(projectId));
  await tx.run(sql.insertLines(projectId, lines));
  await noteChange(tx, projectId, { kind: 'budget', actor, now, ...reasonOf(input), before, after: lines });
  const entry = { actor, verb: 'project.budget' as const, subject: projectId, before, after: lines };
  return record(tx, { ...entry, ...reasonOf(input) }, await readBudget(tx, projectId));
};

const plannedOf = ({ months }: ProjectBudget): PlannedMonth[] =>
  months.flatMap(({ month, amountFen }) => (amountFen === null ? [] : [{ month, amountFen }]));

export type MonthsEdit = Edit & { readonly months: readonly PlannedMonth[] };
/** @throws ProblemError as `editLines` */
export const editMonths: Action<'project.funds-plan', MonthsEdit, ProjectBudget> = async (tx, actor, input) => {
  const { projectId, months, now } = input;
  const budget = await readBudget(tx, projectId);
  const before = plannedOf(budget);
  await holdFile(tx, projectId, input.change, before.length === 0);
  heed(whyNotMonths(months, budget.budgetFen));
  await tx.run(sql.deleteMonths(projectId));
  await tx.run(sql.insertMonths(projectId, months));
  await noteChange(tx, projectId, { kind: 'funds-plan', actor, now, ...reasonOf(input), before, after: months });
  const entry = { actor, verb: 'project.funds-plan' as const, subject: projectId, before, after: months };
  return record(tx, { ...entry, ...reasonOf(input) }, await readBudget(tx, projectId));
};

export type WeeksEdit = Edit & { readonly weeks: readonly PlannedWeek[] };
/** @throws ProblemError as `editLines`, and check-failed where the plan of a week that was reported would change */
export const editWeeks: Action<'project.progress-plan', WeeksEdit, ProjectBudget> = async (tx, actor, input) => {
  const { projectId, weeks, now } = input;
  const budget = await readBudget(tx, projectId);
  await holdFile(tx, projectId, input.change, budget.weeks.length === 0);
  const kept = budget.weeks.filter(({ isKept }) => isKept);
  heed(whyNotWeeks(weeks, kept, budget.startsAt));
  await writeWeeks(tx, projectId, weeks);
  const before = budget.weeks.map(({ closesAt, planned }) => ({ closesAt, planned }));
  await noteChange(tx, projectId, { kind: 'progress-plan', actor, now, ...reasonOf(input), before, after: weeks });
  const entry = { actor, verb: 'project.progress-plan' as const, subject: projectId, before, after: weeks };
  return record(tx, { ...entry, ...reasonOf(input) }, await readBudget(tx, projectId));
};

async function writeWeeks(tx: Transaction, projectId: string, weeks: readonly PlannedWeek[]): Promise<void> {
  await tx.run(sql.deleteWeeks(projectId, weeks));
  await tx.run(sql.upsertWeeks(projectId, weeks));
}
