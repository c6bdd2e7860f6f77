import { rest } from '../../contracts/rest.ts';
import { route, type App } from '../platform/httpRoute.ts';
import { registerAccountRoutes } from './account.routes.ts';
import { takeCookie } from './cookie.ts';
import { actorOf, fromOf, sessionOf, viewerOf } from './guard.ts';
import type { Provider } from './provider.ts';
import { registerProviderRoutes } from './provider.routes.ts';
import { registerSignInRoutes, STRICT, welcome, type AccessRouteDeps } from './signIn.routes.ts';
import { signOut } from './signOut.ts';
import { exchangeWallToken } from './walls.ts';

/** Signing in and out, people and walls; one's own account. */
export function registerAccessRoutes(app: App, deps: AccessRouteDeps, provider?: Provider): void {
  registerSignInRoutes(app, deps, provider);
  registerAccountRoutes(app, deps, provider);
  if (provider !== undefined) registerProviderRoutes(app, deps, provider);
  route(app, rest.signOut, async ({ request, reply }) => {
    const session = sessionOf(request);
    if (session !== undefined) await signOut(deps, session, actorOf(request));
    takeCookie(reply, deps.config.publicOrigin);
    // Browsers heed it over https and on this machine; the page clears what it kept by itself too.
    reply.header('clear-site-data', '"storage"');
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
