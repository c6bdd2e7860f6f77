import { rest } from '../../../contracts/rest.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listRoles } from './roles.ts';

/** The role matrix; it changes by `changes`. */
export function registerRoleRoutes(app: App): void {
  route(app, rest.listRoles, async ({ db }) => ({ rows: await listRoles(db) }));
}
