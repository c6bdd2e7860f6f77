import { rest } from '../../../contracts/rest.ts';
import { answerEntry, visitOf, type AccessRouteDeps } from '../../access/signIn.routes.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { registerAssignmentRoutes } from './assignments.routes.ts';
import { registerLoanRoutes } from './loans.routes.ts';
import {
  createPerson,
  deactivateAlone,
  endPostAlone,
  endSessionsOfPerson,
  grantPostAlone,
  listPeople,
  preparePerson,
  reactivateAlone,
  readPerson,
  renamePerson,
} from './people.ts';
import { resetPassword } from './resetPassword.ts';
import { completeSetup, lookAtLink } from './setup.ts';

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
  route(app, rest.lookAtSetUpLink, async ({ body }) => ({ role: await lookAtLink(deps, body.token) }), {
    perMinute: 10,
  });
  registerLoanRoutes(app, deps);
  registerAssignmentRoutes(app, deps);
  route(app, rest.listPeople, ({ db, query }) => listPeople(db, query));
  route(app, rest.readPerson, ({ db, params }) => readPerson(db, params.id));
  route(app, rest.createPerson, async ({ db, body, request }) =>
    commit(db, createPerson, actorOf(request), await preparePerson(body)),
  );
  route(app, rest.deactivatePerson, async ({ db, params, request }) => {
    access.sessions.announceEnded(await commit(db, deactivateAlone(access.sessions), actorOf(request), params.id));
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.reactivatePerson, async ({ db, params, request }) => {
    await commit(db, reactivateAlone, actorOf(request), params.id);
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.renamePerson, async ({ db, params, body, request }) => {
    await commit(db, renamePerson, actorOf(request), { ...params, ...body });
    await access.sessions.reachChanged();
    return null;
  });
  route(app, rest.endSessionsOfPerson, async ({ db, params, request }) => {
    access.sessions.announceEnded(await commit(db, endSessionsOfPerson(access.sessions), actorOf(request), params.id));
    return null;
  });
  route(app, rest.givePassword, async ({ params, body, request }) => {
    await resetPassword(deps, actorOf(request), { ...params, ...body });
    return null;
  });
  route(app, rest.grantPost, async ({ db, params, body, request }) => {
    const input = { personId: params.id, grant: body };
    const post = await commit(db, grantPostAlone, actorOf(request), input);
    await access.sessions.reachChanged();
    return post;
  });
  route(app, rest.endPost, async ({ db, params, request }) => {
    await commit(db, endPostAlone, actorOf(request), params.id);
    await access.sessions.reachChanged();
    return null;
  });
}
