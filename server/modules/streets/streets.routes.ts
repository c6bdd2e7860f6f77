import { rest } from '../../../contracts/rest.ts';
import type { Runner } from '../../platform/database.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listStreets } from './streets.ts';

export function registerStreetRoutes(app: App, { db }: { readonly db: Runner }): void {
  route(app, rest.listStreets, async () => ({ rows: await listStreets(db) }));
}
