import { rest } from '../../../contracts/rest.ts';
import { actorOf } from '../../access/guard.ts';
import type { Database } from '../../platform/database.ts';
import { route, type App } from '../../platform/http.ts';
import { getQuarantined, listQuarantine, replayOne, replayReason, type Replay } from './quarantine.ts';

export function registerQuarantineRoutes(
  app: App,
  { db, replay }: { readonly db: Database; readonly replay: Replay },
): void {
  route(app, rest.listQuarantine, ({ query }) => listQuarantine(db, query));
  route(app, rest.getQuarantined, ({ params }) => getQuarantined(db, params.id));
  route(app, rest.replayQuarantined, ({ params, request }) => replayOne(db, replay, actorOf(request), params.id));
  route(app, rest.replayReason, ({ body, request }) => replayReason(db, replay, actorOf(request), body));
}
