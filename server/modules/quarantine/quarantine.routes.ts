import { rest } from '../../../contracts/rest.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/http.ts';
import { getQuarantined, listQuarantine, replayOne, replayReason, type Replay } from './quarantine.ts';

export function registerQuarantineRoutes(app: App, { replay }: { readonly replay: Replay }): void {
  route(app, rest.listQuarantine, ({ db, query }) => listQuarantine(db, query));
  route(app, rest.getQuarantined, ({ db, params }) => getQuarantined(db, params.id));
  route(app, rest.replayQuarantined, ({ db, params, request }) => replayOne(db, replay, actorOf(request), params.id));
  route(app, rest.replayReason, ({ db, body, request }) => replayReason(db, replay, actorOf(request), body));
}
