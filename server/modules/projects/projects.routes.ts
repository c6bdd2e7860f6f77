import { WITHHELD_HEADER } from '../../../contracts/exports.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { ProjectsQuery } from '../../../contracts/rest/projects.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asCsv } from '../../platform/attachment.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { getProjectCurves } from './curves.ts';
import { exportProjects, relabelProject } from './export.ts';
import { getProject, pageProjects, type LightsNow } from './projects.ts';

export interface ProjectRouteDeps {
  readonly clock: Clock;
  readonly lights: LightsNow;
}

export function registerProjectRoutes(app: App, { clock, lights }: ProjectRouteDeps): void {
  route(app, rest.listProjects, ({ db, query }) =>
    db.withTransaction((tx) => pageProjects(tx, clock.now(), query, lights())),
  );
  route(app, rest.getProjectCurves, ({ db, params }) => getProjectCurves(db, clock.now(), params.scope, params.code));
  route(app, rest.relabelProject, async ({ db, params, body, request }) => {
    await commit(db, relabelProject, actorOf(request), { id: params.code, label: body.label });
    return null;
  });
  const { projectsExport } = rawRoutes;
  app.get(
    projectsExport.path,
    {
      schema: { querystring: ProjectsQuery, hide: true },
      config: { permission: projectsExport.permission, verb: 'projects.export' },
    },
    async (request, reply) => {
      const input = { now: clock.now(), filter: request.query };
      const { text, name, withheld } = await commit(request.db, exportProjects, actorOf(request), input);
      return asCsv(reply, name).header(WITHHELD_HEADER, withheld).send(text);
    },
  );
  route(app, rest.getProject, ({ db, params }) => getProject(db, clock.now(), params.code));
}
