import { WITHHELD_HEADER } from '../../../contracts/exports.ts';
import { fileKinds } from '../../../contracts/files.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { ProjectsExportQuery } from '../../../contracts/rest/projects.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asAttachment, asCsv } from '../../platform/attachment.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { readEarnedValue } from './earned.ts';
import { getProjectCurves } from './curves.ts';
import { exportProjects, relabelProject, relabelProjects } from './export.ts';
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
  route(app, rest.relabelProjects, async ({ db, body, request }) => ({
    rows: await commit(db, relabelProjects, actorOf(request), body),
  }));
  const { projectsExport } = rawRoutes;
  app.get(
    projectsExport.path,
    {
      schema: { querystring: ProjectsExportQuery, hide: true },
      config: { permission: projectsExport.permission, verb: 'projects.export' },
    },
    async (request, reply) => {
      const input = { now: clock.now(), query: request.query, lights: lights() };
      const { as, bytes, name, withheld } = await commit(request.db, exportProjects, actorOf(request), input);
      const head = as === 'csv' ? asCsv(reply, name) : asAttachment(reply, name, fileKinds.xlsx.mime);
      return head.header(WITHHELD_HEADER, withheld).send(bytes);
    },
  );
  route(app, rest.getEarnedValue, ({ db, params }) => readEarnedValue(db, params.code, clock.now()));
  route(app, rest.getProject, ({ db, params }) => getProject(db, clock.now(), params.code));
}
