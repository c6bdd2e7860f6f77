import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import type { Vault } from '../../vault/vault.ts';
import { changeContact, getContact, revealContact } from './contacts.ts';

/** Numbers are not for guessing one by one: a person looks up a few a minute. */
const SELDOM = { perMinute: 30 };

/** Personal fields of people. */
export function registerContactRoutes(app: App, { vault }: { readonly vault: Vault }): void {
  route(app, rest.getContact, ({ db, params }) => getContact(db, vault, params.id));
  route(app, rest.changeContact, ({ db, params, body, request }) =>
    commit(db, changeContact(vault), actorOf(request), { personId: params.id, change: body }),
  );
  route(
    app,
    rest.revealContact,
    ({ db, params, body, request }) =>
      commit(db, revealContact(vault), actorOf(request), { personId: params.id, ...body }),
    SELDOM,
  );
}
