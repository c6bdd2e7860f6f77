import type { FastifyRequest } from 'fastify';
import { rest } from '../../contracts/rest.ts';
import { route, type App } from '../platform/httpRoute.ts';
import {
  accountOf,
  askFactor,
  askPassword,
  changeOwnPassword,
  endOwnSession,
  ownSessions,
  readAccount,
  tellOfEnrolment,
} from './account.ts';
import { commit } from './audit.ts';
import { actorOf, fromOf, sessionOf } from './guard.ts';
import { readNotices, unreadNotices } from './notices.ts';
import type { Provider } from './provider.ts';
import { STRICT, type AccessRouteDeps } from './signIn.routes.ts';

/**
 * One's own account. These routes use the owner's database like the sign-in: what they read and change is out of reach
 * for the role of requests, and belongs to the caller by the session itself.
 */
export function registerAccountRoutes(app: App, deps: AccessRouteDeps, provider: Provider | undefined): void {
  const { db, clock, access } = deps;
  const own = (request: FastifyRequest) => accountOf(deps, sessionOf(request));

  route(app, rest.readAccount, async ({ request }) => {
    const account = await own(request);
    return readAccount(deps, account, (await provider?.bindingOf(account.person.personId)) ?? null);
  });
  route(
    app,
    rest.changePassword,
    async ({ body, request }) => {
      const account = await own(request);
      const from = fromOf(request);
      await askPassword(deps, account, body.current, from);
      await changeOwnPassword(deps, account, body.password, actorOf(request), from);
      return null;
    },
    STRICT,
  );
  route(
    app,
    rest.beginReplacement,
    async ({ body, request }) => {
      const account = await own(request);
      await askPassword(deps, account, body.current, fromOf(request));
      await askFactor(deps, account, body.proof, fromOf(request));
      return access.factors.begin(db, account.person);
    },
    STRICT,
  );
  route(
    app,
    rest.confirmReplacement,
    async ({ body, request }) => {
      const account = await own(request);
      const { personId, loginName } = account.person;
      const codes = await commit(db, access.factors.confirm, actorOf(request), {
        personId,
        loginName,
        code: body.code,
      });
      await tellOfEnrolment(deps, account, fromOf(request));
      return { codes };
    },
    STRICT,
  );
  route(
    app,
    rest.renewRecoveryCodes,
    async ({ body, request }) => {
      const account = await own(request);
      await askFactor(deps, account, body.code, fromOf(request));
      const { personId, loginName } = account.person;
      return { codes: await commit(db, access.factors.renewCodes, actorOf(request), { personId, loginName }) };
    },
    STRICT,
  );
  route(app, rest.listOwnSessions, async ({ request }) => ({ rows: await ownSessions(deps, await own(request)) }));
  route(app, rest.endOwnSession, async ({ params, request }) => {
    await endOwnSession(deps, await own(request), params.id, actorOf(request));
    return null;
  });
  route(app, rest.listNotices, async ({ request }) => {
    const { person, session } = await own(request);
    return { rows: await unreadNotices(db, person.personId, session.id) };
  });
  route(app, rest.readNotices, async ({ body, request }) => {
    const { person, session } = await own(request);
    await readNotices(db, person.personId, session.id, body.upTo, clock.now());
    return null;
  });
}
