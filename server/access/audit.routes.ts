import type { AuditState, CheckResult } from '../../contracts/audit.ts';
import { rest } from '../../contracts/rest.ts';
import type { Clock } from '../platform/clock.ts';
import { route, type App } from '../platform/httpRoute.ts';
import type { AuditSettings } from './auditKeeper.ts';
import { auditState, checkNow, exportRecords, searchRecords } from './auditLog.ts';
import { actorOf } from './guard.ts';

export interface AuditRouteDeps {
  readonly clock: Clock;
  readonly config: AuditSettings;
}

const PAGE = 50;

/** The audit log for its administrator: every look at it stands in it. */
export function registerAuditRoutes(app: App, { clock, config }: AuditRouteDeps): void {
  route(app, rest.listAudit, async ({ query: { limit, before, ...filter }, db, request }) => ({
    rows: await searchRecords(db, actorOf(request), filter, limit ?? PAGE, before),
  }));
  route(app, rest.exportAudit, async ({ query, db, request, reply }) => {
    const csv = await exportRecords(db, actorOf(request), query);
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"');
    return csv;
  });
  route(app, rest.auditState, ({ db }): Promise<AuditState> => auditState(db, config.retainAuditMonths));
  route(
    app,
    rest.checkAudit,
    ({ db, request }): Promise<CheckResult> => checkNow(db, actorOf(request), config, clock.now()),
    { perMinute: 6 },
  );
}
