import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  addContract,
  editContract,
  endContract,
  listConflicts,
  listContracts,
  listPayments,
  recordPayment,
  undoPayment,
} from './contracting.ts';

export interface ContractingRouteDeps {
  readonly clock: Clock;
  /** To be called once something is paid or undone, with the year it was paid in. */
  readonly onPaid: (projectId: string, year: number) => Promise<void>;
}

/** Contracts of projects, what was paid by them, and who is bound to several projects at once. */
export function registerContractingRoutes(app: App, { clock, onPaid }: ContractingRouteDeps): void {
  route(app, rest.listContracts, async ({ db, params }) => ({ rows: await listContracts(db, params.code) }));
  route(app, rest.addContract, ({ db, params, body, request }) =>
    commit(db, addContract, actorOf(request), { projectId: params.code, facts: body, now: clock.now() }),
  );
  route(app, rest.editContract, ({ db, params, body, request }) =>
    commit(db, editContract, actorOf(request), { projectId: params.code, id: params.id, ...body, now: clock.now() }),
  );
  route(app, rest.endContract, ({ db, params, body, request }) =>
    commit(db, endContract, actorOf(request), { projectId: params.code, id: params.id, ...body, now: clock.now() }),
  );
  route(app, rest.listPayments, async ({ db, params }) => ({ rows: await listPayments(db, params.code) }));
  route(app, rest.recordPayment, async ({ db, params, body, request }) => {
    const input = { projectId: params.code, payment: body, now: clock.now() };
    const paid = await commit(db, recordPayment, actorOf(request), input);
    await onPaid(params.code, Number(paid.paidOn.slice(0, 4)));
    return paid;
  });
  route(app, rest.undoPayment, async ({ db, params, body, request }) => {
    const input = { projectId: params.code, id: params.id, reason: body.reason, now: clock.now() };
    const undone = await commit(db, undoPayment, actorOf(request), input);
    await onPaid(params.code, Number(undone.paidOn.slice(0, 4)));
    return undone;
  });
  route(app, rest.listConflicts, async ({ db, query }) => ({ rows: await listConflicts(db, query.projectId) }));
}
