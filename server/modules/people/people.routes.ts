import { rest } from '../../../contracts/rest.ts';
import { answerEntry, visitOf, type AccessRouteDeps } from '../../access/signIn.routes.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { createPerson, deactivatePerson, endPost, grantPost, listPeople, preparePerson } from './people.ts';
import { completeSetup } from './setup.ts';

/** People, and the making of the first one. */
export function registerPeopleRoutes(app: App, deps: AccessRouteDeps): void {
  const { access } = deps;
  route(
    app,
    rest.setUp,
    async ({ body, request, reply }) =>
      answerEntry(deps, reply, await completeSetup(deps, body, await visitOf(deps, request))),
    { perMinute: 10 },
  );
  route(app, rest.listPeople, async ({ db }) => ({ rows: await listPeople(db) }));
  route(app, rest.createPerson, async ({ db, body, request }) =>
    commit(db, createPerson, actorOf(request), await preparePerson(body)),
  );
  route(app, rest.deactivatePerson, async ({ db, params, request }) => {
    access.sessions.announceEnded(await commit(db, deactivatePerson(access.sessions), actorOf(request), params.id));
    return null;
  });
  route(app, rest.grantPost, async ({ db, params, body, request }) => {
    const input = { personId: params.id, grant: body };
    const post = await commit(db, grantPost, actorOf(request), input);
    await access.sessions.reachChanged();
    return post;
  });
  route(app, rest.endPost, async ({ db, params, request }) => {
    await commit(db, endPost, actorOf(request), params.id);
    await access.sessions.reachChanged();
    return null;
  });
}
