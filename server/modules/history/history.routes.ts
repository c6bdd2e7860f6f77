import { rest } from '../../../contracts/rest.ts';
import type { Runner } from '../../platform/database.ts';
import { route, type App } from '../../platform/http.ts';
import { readCurve } from './history.ts';

export function registerHistoryRoutes(app: App, deps: { readonly db: Runner }): void {
  route(app, rest.getHistory, ({ params, query }) => readCurve(deps.db, { ...params, ...query }));
}
