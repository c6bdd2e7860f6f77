import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { endLoan, findBorrowers, lendPost, listLendablePosts, listLoansOf } from './loans.ts';

export interface LoanRouteDeps {
  readonly access: { readonly sessions: SessionBook };
  readonly clock: Clock;
}

/** Posts lent for a time. What may be done changes as soon as a loan is made or ended. */
export function registerLoanRoutes(app: App, { access, clock }: LoanRouteDeps): void {
  route(app, rest.listOwnLoans, async ({ db, request }) => ({ rows: await listLoansOf(db, personOf(request)) }));
  route(app, rest.listLendablePosts, async ({ db, request }) => ({
    rows: await listLendablePosts(db, personOf(request)),
  }));
  route(app, rest.findBorrowers, async ({ db, query, request }) => ({
    rows: await findBorrowers(db, query.text, personOf(request)),
  }));
  route(app, rest.lendPost, async ({ db, body, request }) => {
    const input = { lenderId: personOf(request), wanted: body, now: clock.now() };
    const loan = await commit(db, lendPost, actorOf(request), input);
    await access.sessions.reachChanged();
    return loan;
  });
  route(app, rest.endOwnLoan, async ({ db, params, request }) => {
    await commit(db, endLoan, actorOf(request), { id: params.id, ofPerson: personOf(request) });
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.endLoan, async ({ db, params, request }) => {
    await commit(db, endLoan, actorOf(request), { id: params.id, ofPerson: null });
    await access.sessions.reachChanged();
    return null;
  });
}
