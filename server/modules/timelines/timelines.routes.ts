import { rest } from '../../../contracts/rest.ts';
import { viewerOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listStory } from './timelines.ts';

/** Everything that happened to a project. */
export function registerTimelineRoutes(app: App): void {
  route(app, rest.listStory, ({ db, params, query, request }) =>
    listStory(db, { ...query, projectId: params.code, held: viewerOf(request).permissions }),
  );
}
