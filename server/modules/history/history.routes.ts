import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/http.ts';
import { readCurve } from './history.ts';

export function registerHistoryRoutes(app: App): void {
  route(app, rest.getHistory, ({ db, params, query }) => readCurve(db, { ...params, ...query }));
}
