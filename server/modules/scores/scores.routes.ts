import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listGroupScores, listScores, readScore, readScoreHistory } from './reading.ts';

/** Scores, as far as the caller sees their projects. */
export function registerScoreRoutes(app: App): void {
  route(app, rest.listScores, ({ db, query }) => listScores(db, query));
  route(app, rest.getScore, ({ db, params, query }) => readScore(db, params.code, query));
  route(app, rest.getScoreHistory, ({ db, params, query }) => readScoreHistory(db, params.code, query.year));
  route(app, rest.listGroupScores, async ({ db, query }) => ({
    rows: await listGroupScores(db, query.year, query.scope),
  }));
}
