import { rest } from '../../../contracts/rest.ts';
import type { Runner } from '../../platform/database.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listLimits } from './limits.ts';

export function registerLimitRoutes(app: App, { db }: { readonly db: Runner }): void {
  route(app, rest.listLimits, async () => ({ rows: await listLimits(db) }));
}
