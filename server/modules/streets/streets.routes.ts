import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listStreets } from './streets.ts';

export function registerStreetRoutes(app: App): void {
  route(app, rest.listStreets, async ({ db }) => ({ rows: await listStreets(db) }));
}
