import { rest } from '../../contracts/rest.ts';
import type { Clock } from '../platform/clock.ts';
import { route, type App } from '../platform/httpRoute.ts';
import { issueKey, listKeys, revokeKey, type KeyDesk } from './apiKeys.ts';
import { commit } from './audit.ts';
import { actorOf } from './guard.ts';

export interface KeyRouteDeps {
  readonly clock: Clock;
  readonly access: { readonly keys: KeyDesk };
}

/** Keys for other systems: issued, listed, revoked. */
export function registerKeyRoutes(app: App, { clock, access }: KeyRouteDeps): void {
  route(app, rest.listApiKeys, async ({ db }) => ({ rows: await listKeys(db) }));
  route(app, rest.createApiKey, ({ db, body, request }) => commit(db, issueKey(clock.now()), actorOf(request), body));
  route(app, rest.revokeApiKey, async ({ db, params, request }) => {
    await commit(db, revokeKey(clock.now()), actorOf(request), params.id);
    access.keys.forget();
    return null;
  });
}
