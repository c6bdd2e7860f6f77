import type { FastifyRequest } from 'fastify';
import { rest } from '../../../contracts/rest.ts';
import type { KeyDesk } from '../../access/apiKeys.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  confirmChange,
  listChanges,
  proposeChange,
  refuseChange,
  rehearse,
  withdrawChange,
  type Proposal,
} from './changes.ts';

export interface ChangeRouteDeps {
  readonly access: { readonly sessions: SessionBook; readonly keys: Pick<KeyDesk, 'forget'> };
  readonly clock: Clock;
}

/** High-risk changes. Each kind is proposed by a wire of its own, with the kind's own permission. */
export function registerChangeRoutes(app: App, { access, clock }: ChangeRouteDeps): void {
  const deps = { sessions: access.sessions, clock };
  const lookOf = (request: FastifyRequest) => ({ now: clock.now(), viewerId: personOf(request) });
  const propose = async (db: RequestDatabase, request: FastifyRequest, proposal: Proposal) => {
    const actor = actorOf(request);
    await rehearse(db, actor, proposal, deps);
    return commit(db, proposeChange, actor, { proposal, look: lookOf(request) });
  };
  route(app, rest.listChanges, async ({ db, query, request }) => ({
    rows: await listChanges(db, lookOf(request), query.state),
  }));
  route(app, rest.proposeMatrix, ({ db, request, body }) => propose(db, request, { kind: 'role-matrix', ...body }));
  route(app, rest.proposeAdministrator, ({ db, request, body }) =>
    propose(db, request, { kind: 'administrator-grant', ...body }),
  );
  route(app, rest.proposeAdministratorEnd, ({ db, request, body }) =>
    propose(db, request, { kind: 'administrator-end', ...body }),
  );
  route(app, rest.proposeFactorReset, ({ db, request, body }) =>
    propose(db, request, { kind: 'factor-reset', ...body }),
  );
  route(app, rest.proposeKey, ({ db, request, body }) => propose(db, request, { kind: 'api-key-activate', ...body }));
  route(app, rest.proposeDeactivation, ({ db, request, body }) =>
    propose(db, request, { kind: 'administrator-deactivate', ...body }),
  );
  route(app, rest.proposeReactivation, ({ db, request, body }) =>
    propose(db, request, { kind: 'administrator-reactivate', ...body }),
  );
  route(app, rest.confirmChange, async ({ db, params, body, request }) => {
    const input = { ...lookOf(request), id: params.id, reason: body.reason?.trim() || null };
    access.sessions.announceEnded(await commit(db, confirmChange(deps), actorOf(request), input));
    access.keys.forget();
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.refuseChange, async ({ db, params, body, request }) => {
    const input = { ...lookOf(request), id: params.id, reason: body.reason.trim() };
    await commit(db, refuseChange, actorOf(request), input);
    return null;
  });
  route(app, rest.withdrawChange, async ({ db, params, request }) => {
    await commit(db, withdrawChange, actorOf(request), { ...lookOf(request), id: params.id, reason: null });
    return null;
  });
}
