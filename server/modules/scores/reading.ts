import type { CurveScope } from '../../../contracts/projects.ts';
import { projectCategoryNames, type ProjectCategory } from '../../../contracts/projects.ts';
import type {
  Achievement,
  GroupScore,
  ProjectScore,
  ScoreBar,
  ScoredRow,
  ScoreHistory,
} from '../../../contracts/scores.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './reading.sql.ts';

export async function listScores(db: Runner, ask: sql.ScoresAsk): Promise<{ rows: ScoredRow[]; total: number }> {
  const rows = await db.run<ScoredRow & { total: number }>(sql.selectScores(ask));
  return { rows, total: rows[0]?.total ?? 0 };
}

type BarRow = Omit<ScoreBar, 'achievement'> & Achievement;
const barOf = ({ value, band, pointsMet, vetoed, ...bar }: BarRow): ScoreBar => ({
  ...bar,
  achievement: bar.valueId === null ? null : { value, band, pointsMet, vetoed },
});

/**
 * A project's score with every bar of its waterfall, of a month or the newest of the year.
 * @throws ProblemError not-found: no such project within reach, or nothing to be scored by
 */
export async function readScore(
  db: Runner,
  projectId: string,
  { year, month }: { readonly year: number; readonly month?: string | undefined },
): Promise<ProjectScore> {
  const [score] = await db.run<Omit<ProjectScore, 'bars'>>(sql.selectScore(projectId, year, month ?? null));
  if (score === undefined) throw new ProblemError('not-found', `项目 ${projectId} 的 ${month ?? `${year} 年度`}得分`);
  return { ...score, bars: (await db.run<BarRow>(sql.selectBars(projectId, score.month))).map(barOf) };
}

export const readScoreHistory = async (db: Runner, projectId: string, year: number): Promise<ScoreHistory> => ({
  months: await db.run<ScoreHistory['months'][number]>(sql.selectMonths(projectId, year)),
  changes: await db.run<ScoreHistory['changes'][number]>(sql.selectChanges(projectId, year)),
});

/** Groups by month; a sector is named by its category. */
export async function listGroupScores(db: Runner, year: number, scope: CurveScope | undefined): Promise<GroupScore[]> {
  const rows = await db.run<GroupScore>(sql.selectGroups(year, scope ?? null));
  return rows.map((row) =>
    row.scope === 'sector' ? { ...row, name: projectCategoryNames[row.code as ProjectCategory] } : row,
  );
}
