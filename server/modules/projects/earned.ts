import type { EarnedStatement } from '../../../contracts/earnedValue.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './earned.sql.ts';
import { statementOf, type EarnedInputs, type EarnedWeek } from './earnedStatement.rules.ts';

/** 挣值 of a project at its newest accepted week. @throws ProblemError not-found */
export async function readEarnedValue(db: Runner, projectId: string, now: Instant): Promise<EarnedStatement> {
  const [project] = await db.run<Omit<EarnedInputs, 'projectId' | 'weeks'>>(sql.selectEarnedProject(projectId));
  if (project === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const weeks = await db.run<EarnedWeek>(sql.selectEarnedWeeks(projectId));
  return statementOf({ projectId, ...project, weeks }, now);
}
