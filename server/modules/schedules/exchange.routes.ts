import { fileKinds, UPLOAD_TYPE } from '../../../contracts/files.ts';
import { ScheduleImport } from '../../../contracts/keptSchedules.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { byCode } from '../../../contracts/rest/route.ts';
import { ImportScheduleQuery } from '../../../contracts/rest/schedules.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asAttachment } from '../../platform/attachment.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import { checkExchange, exportSchedule, importSchedule, takeOutPicture } from './exchange.ts';
import type { ScheduleRouteDeps } from './schedules.routes.ts';

/** A file of five thousand tasks with their links, several times over. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Schedules as files: out as a workbook or for Microsoft Project, in from there. */
export function registerExchangeRoutes(app: App, { clock, onPlanned }: ScheduleRouteDeps): void {
  const files = { xlsx: rawRoutes.scheduleWorkbook, xml: rawRoutes.scheduleXml } as const;
  const mimes = { xlsx: fileKinds.xlsx.mime, xml: 'application/xml; charset=utf-8' } as const;
  for (const kind of ['xlsx', 'xml'] as const)
    app.get(
      files[kind].path,
      {
        schema: { params: byCode, hide: true },
        config: { permission: files[kind].permission, verb: 'schedule.export' },
      },
      async (request, reply) => {
        const wish = { projectId: request.params.code, kind };
        const { name, bytes } = await commit(request.db, exportSchedule, actorOf(request), wish);
        return asAttachment(reply, name, mimes[kind]).send(bytes);
      },
    );
  route(app, rest.takeOutPicture, ({ db, params, body, request }) =>
    commit(db, takeOutPicture, actorOf(request), { projectId: params.code, ...body }),
  );
  // In a scope of its own: bytes are a body nowhere else.
  void app.register(async (scope: App) => {
    scope.addContentTypeParser(UPLOAD_TYPE, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_, body, done) =>
      done(null, body),
    );
    const { path, permission } = rawRoutes.importSchedule;
    scope.post(
      path,
      {
        schema: { params: byCode, querystring: ImportScheduleQuery, response: { 200: ScheduleImport }, hide: true },
        bodyLimit: MOST_BYTES,
        config: { permission, verb: 'schedule.import', rateLimit: { max: 30, timeWindow: 60_000 } },
      },
      async (request) => {
        if (!Buffer.isBuffer(request.body)) throw new ProblemError('wrong-type', UPLOAD_TYPE);
        const { code } = request.params;
        const { name, revision, apply } = request.query;
        const wish = { projectId: code, bytes: request.body, revision, name, now: clock.now() };
        if (apply !== true) return request.db.withTransaction((tx) => checkExchange(tx, wish));
        const outcome = await commit(request.db, importSchedule, actorOf(request), wish);
        await onPlanned(code);
        return outcome;
      },
    );
  });
}
