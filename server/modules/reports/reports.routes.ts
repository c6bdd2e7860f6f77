import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { yearReported } from './reports.rules.ts';
import { acceptReport, fileReport, listDueReports, listReports, remindReports, returnReport } from './reports.ts';

export interface ReportRouteDeps {
  readonly clock: Clock;
  /** To be called with whom a reminder was sent to. */
  readonly tellReminded: (personIds: readonly number[]) => void;
  /** To be called once a report is accepted: all figures of progress stand on it. */
  readonly onAccepted: (projectId: string, year: number) => Promise<void>;
}

/** Weekly reports: what units report, who reviews it, and who has not reported. */
export function registerReportRoutes(app: App, { clock, tellReminded, onAccepted }: ReportRouteDeps): void {
  route(app, rest.listReports, ({ db, query, request }) => listReports(db, query, request.visitor?.personId ?? null));
  route(app, rest.listDueReports, async ({ db }) => ({ rows: await listDueReports(db, clock.now()) }));
  route(app, rest.fileReport, ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return commit(db, fileReport, actorOf(request), { ...look, projectId: params.code, entry: body });
  });
  route(app, rest.acceptReport, async ({ db, params, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    const accepted = await commit(db, acceptReport, actorOf(request), { ...look, id: params.id });
    await onAccepted(accepted.projectId, yearReported(accepted.closesAt));
    return accepted;
  });
  route(app, rest.returnReport, ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return commit(db, returnReport, actorOf(request), { ...look, id: params.id, reason: body.reason });
  });
  route(app, rest.remindReports, async ({ db, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    const { reminded, personIds } = await commit(db, remindReports, actorOf(request), { ...look, ...body });
    tellReminded(personIds);
    return { reminded, people: personIds.length };
  });
}
