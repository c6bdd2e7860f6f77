import { rest } from '../../../contracts/rest.ts';
import { viewerOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { search } from './search.ts';

/** As somebody types: several times a second, not faster. */
const PER_MINUTE = 240;

export function registerSearchRoutes(app: App): void {
  route(
    app,
    rest.search,
    async ({ db, query, request }) => ({ rows: await search(db, viewerOf(request).permissions, query.q) }),
    { perMinute: PER_MINUTE },
  );
}
