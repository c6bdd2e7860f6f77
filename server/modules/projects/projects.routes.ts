import { rest } from '../../../contracts/rest.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Runner } from '../../platform/database.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { getProjectCurves } from './curves.ts';
import { getProject, listProjects } from './projects.ts';

export function registerProjectRoutes(app: App, { db, clock }: { readonly db: Runner; readonly clock: Clock }): void {
  route(app, rest.listProjects, async ({ query }) => ({ rows: await listProjects(db, clock.now(), query) }));
  route(app, rest.getProjectCurves, ({ params }) => getProjectCurves(db, clock.now(), params.scope, params.code));
  route(app, rest.getProject, ({ params }) => getProject(db, clock.now(), params.code));
}
