import type { Instant } from '../../../contracts/glossary.ts';
import {
  projectCategories,
  projectCategoryNames,
  type CurveScope,
  type ProjectCategory,
  type ProjectCurves,
  type ProjectWeek,
} from '../../../contracts/projects.ts';
import { seesWhole } from '../../access/reach.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { plannedInAll, runningTotals, type MonthSums } from './curves.rules.ts';
import { selectScopeMonths, selectScopeName, selectScopeWeeks, selectSpan } from './curves.sql.ts';

interface Span {
  readonly projects: number;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly budgetFen: string;
}

const isCategory = (code: string): code is ProjectCategory => (projectCategories as readonly string[]).includes(code);

async function nameOf(db: Runner, scope: CurveScope, code: string): Promise<string> {
  if (scope !== 'project' && !(await seesWhole(db, scope, code))) throw new ProblemError('not-found', code);
  if (scope === 'district') return '玄武区';
  if (scope === 'sector') {
    if (isCategory(code)) return projectCategoryNames[code];
    throw new ProblemError('not-found', `领域 ${code}`);
  }
  const [found] = await db.run<{ name: string }>(selectScopeName(scope, code));
  if (found === undefined) throw new ProblemError('not-found', code);
  return found.name;
}

/**
 * 双监控 of a scope as of `now`: plan against verified progress by week, payments against the funds plan by month.
 * @throws ProblemError not-found for a scope that does not exist or is not seen whole
 */
export async function getProjectCurves(
  db: Runner,
  now: Instant,
  scope: CurveScope,
  code: string,
): Promise<ProjectCurves> {
  const name = await nameOf(db, scope, code);
  const [span] = await db.run<Span>(selectSpan(scope, code, now));
  const { projects, budgetFen } = span ?? { projects: 0, budgetFen: '0' };
  const [from, to] = [span?.from ?? now, span?.to ?? now];
  const weeks = await db.run<ProjectWeek>(selectScopeWeeks(scope, code, { from, to }, now));
  const months = runningTotals(await db.run<MonthSums>(selectScopeMonths(scope, code, { from, to }, now)), now);
  const fundsBaseFen = scope === 'project' ? budgetFen : (plannedInAll(months) ?? budgetFen);
  const reported = weeks.filter((week) => week.progress !== null).length;
  return { scope, code, name, projects, reported, from, to, fundsBaseFen, weeks, months };
}
