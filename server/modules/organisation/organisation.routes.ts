import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { SessionBook } from '../../access/sessions.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  addOrganisation,
  deactivateOrganisation,
  listOrganisations,
  moveOrganisation,
  reactivateOrganisation,
  renameOrganisation,
} from './organisation.ts';

export interface OrganisationRouteDeps {
  readonly access: { readonly sessions: Pick<SessionBook, 'reachChanged'> };
}

/** The organisation tree. A department that moves takes the reach of its superiors with it. */
export function registerOrganisationRoutes(app: App, { access }: OrganisationRouteDeps): void {
  route(app, rest.listOrganisations, async ({ db }) => ({ rows: await listOrganisations(db) }));
  route(app, rest.addOrganisation, ({ db, body, request }) => commit(db, addOrganisation, actorOf(request), body));
  route(app, rest.renameOrganisation, async ({ db, params, body, request }) => {
    await commit(db, renameOrganisation, actorOf(request), { ...params, ...body });
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.moveOrganisation, async ({ db, params, body, request }) => {
    await commit(db, moveOrganisation, actorOf(request), { ...params, ...body });
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.deactivateOrganisation, async ({ db, params, request }) => {
    await commit(db, deactivateOrganisation, actorOf(request), params.code);
    return null;
  });
  route(app, rest.reactivateOrganisation, async ({ db, params, request }) => {
    await commit(db, reactivateOrganisation, actorOf(request), params.code);
    return null;
  });
}
