import type { ProjectId } from '../../../contracts/glossary.ts';
import type { ProjectScoreFigure } from '../../../contracts/projects.ts';
import type { Runner } from '../../platform/database.ts';
import * as sql from './scores.sql.ts';

/**
 * Asks for a project's scores of a year to be computed anew; to be called in the transaction of whatever changed an
 * input. The scorer is woken after the commit.
 * @param cause what changed, for the history of the score
 */
export const askScore = async (tx: Runner, projectId: ProjectId, year: number, cause: string): Promise<void> =>
  void (await tx.run(sql.upsertQueue(projectId, year, cause)));

/** A project's newest score, and whose it is. */
export interface ScoredProject extends ProjectScoreFigure {
  readonly projectId: ProjectId;
}

/** Newest scores of the projects named, or of all. Who has none is not among them. */
export const loadScores = (db: Runner, projectIds: readonly ProjectId[] | null = null): Promise<ScoredProject[]> =>
  db.run<ScoredProject>(sql.selectNewest(projectIds));

/** What an achievement gives, for whoever tries an indicator or a version out. */
export { FORMULA_VERSION, pointsOf, type Given, type Measure } from './points.rules.ts';
