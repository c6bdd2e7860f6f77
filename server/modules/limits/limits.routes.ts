import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listLimits } from './limits.ts';

export function registerLimitRoutes(app: App): void {
  route(app, rest.listLimits, async ({ db }) => ({ rows: await listLimits(db) }));
}
