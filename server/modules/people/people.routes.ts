import { rest } from '../../../contracts/rest.ts';
import { fromOf, welcome, type AccessRouteDeps } from '../../access/access.routes.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { createPerson, deactivatePerson, listPeople, preparePerson } from './people.ts';
import { completeSetup } from './setup.ts';

/** People, and the making of the first one. */
export function registerPeopleRoutes(app: App, deps: AccessRouteDeps): void {
  const { db, access } = deps;
  route(
    app,
    rest.setUp,
    async ({ body, request, reply }) => welcome(deps, reply, await completeSetup(deps, body, fromOf(request))),
    { perMinute: 10 },
  );
  route(app, rest.listPeople, async () => ({ rows: await listPeople(db) }));
  route(app, rest.createPerson, async ({ body, request }) =>
    commit(db, createPerson, actorOf(request), await preparePerson(body)),
  );
  route(app, rest.deactivatePerson, async ({ params, request }) => {
    access.sessions.announceEnded(await commit(db, deactivatePerson(access.sessions), actorOf(request), params.id));
    return null;
  });
}
