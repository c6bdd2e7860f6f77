import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  acceptFundsReport,
  fileFundsReport,
  listDueFunds,
  listFundsReports,
  readGround,
  remindFunds,
  returnFundsReport,
} from './fundsReports.ts';

export interface FundsReportRouteDeps {
  readonly clock: Clock;
  /** To be called with whom a reminder was sent to. */
  readonly tellReminded: (personIds: readonly number[]) => void;
}

/** 月度资金报告: what units report of each month's money, who reviews it, and who has not reported. */
export function registerFundsReportRoutes(app: App, { clock, tellReminded }: FundsReportRouteDeps): void {
  route(app, rest.listFundsReports, ({ db, query, request }) =>
    listFundsReports(db, query, request.visitor?.personId ?? null),
  );
  route(app, rest.listDueFunds, async ({ db }) => ({ rows: await listDueFunds(db, clock.now()) }));
  route(app, rest.getFundsGround, ({ db, params }) => readGround(db, params.code, params.month));
  route(app, rest.fileFundsReport, ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return commit(db, fileFundsReport, actorOf(request), { ...look, projectId: params.code, entry: body });
  });
  route(app, rest.acceptFundsReport, ({ db, params, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return commit(db, acceptFundsReport, actorOf(request), { ...look, id: params.id });
  });
  route(app, rest.returnFundsReport, ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return commit(db, returnFundsReport, actorOf(request), { ...look, id: params.id, reason: body.reason });
  });
  route(app, rest.remindFunds, async ({ db, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    const { reminded, personIds } = await commit(db, remindFunds, actorOf(request), { ...look, ...body });
    tellReminded(personIds);
    return { reminded, people: personIds.length };
  });
}
