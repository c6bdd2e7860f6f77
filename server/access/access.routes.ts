import type { FastifyReply } from 'fastify';
import type { Viewer } from '../../contracts/people.ts';
import { rest } from '../../contracts/rest.ts';
import { route, type App } from '../platform/httpRoute.ts';
import { ProblemError } from '../platform/problems.ts';
import { giveCookie, takeCookie } from './cookie.ts';
import { actorOf, fromOf, sessionOf, viewerOf } from './guard.ts';
import type { OpenedSession } from './sessions.ts';
import { signIn, signOut, type Door } from './signIn.ts';
import { exchangeWallToken } from './walls.ts';

export interface AccessRouteDeps extends Door {
  readonly config: { readonly publicOrigin: string };
}

/** For what a stranger may try: passwords and links. */
const STRICT = { perMinute: 20 };

/** Puts a session that was just opened into the browser, and says who it belongs to. */
export async function welcome(deps: AccessRouteDeps, reply: FastifyReply, opened: OpenedSession): Promise<Viewer> {
  const session = await deps.access.sessions.resolve(opened.token);
  if (session === undefined) throw new ProblemError('not-signed-in');
  giveCookie(reply, opened, deps.config.publicOrigin);
  return session.viewer;
}

/** Signing in and out, people and walls. */
export function registerAccessRoutes(app: App, deps: AccessRouteDeps): void {
  route(
    app,
    rest.signIn,
    async ({ body, request, reply }) => welcome(deps, reply, await signIn(deps, body, fromOf(request))),
    STRICT,
  );
  route(app, rest.signOut, async ({ request, reply }) => {
    const session = sessionOf(request);
    if (session !== undefined) await signOut(deps, session, actorOf(request));
    takeCookie(reply, deps.config.publicOrigin);
    return null;
  });
  route(app, rest.whoAmI, async ({ request }) => viewerOf(request));
  route(
    app,
    rest.exchangeWallToken,
    async ({ body, request, reply }) =>
      welcome(deps, reply, await exchangeWallToken(deps, body.token, fromOf(request))),
    STRICT,
  );
}
