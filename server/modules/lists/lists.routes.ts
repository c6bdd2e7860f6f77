import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { deleteView, listViews, saveView } from './views.ts';

/** Views of lists as people keep them. */
export function registerListRoutes(app: App): void {
  route(app, rest.listViews, async ({ db, params }) => ({ rows: await listViews(db, params.list) }));
  route(app, rest.saveView, ({ db, params, body, request }) =>
    commit(db, saveView, actorOf(request), { personId: personOf(request), list: params.list, ...body }),
  );
  route(app, rest.deleteView, async ({ db, params, request }) => {
    await commit(db, deleteView, actorOf(request), params);
    return null;
  });
}
