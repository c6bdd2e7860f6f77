import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { assignProject, endAssignment, listAssignments } from './assignments.ts';

export interface AssignmentRouteDeps {
  readonly access: { readonly sessions: SessionBook };
  readonly clock: Clock;
}

/** Projects given to evaluators. What they see changes at once. */
export function registerAssignmentRoutes(app: App, { access, clock }: AssignmentRouteDeps): void {
  route(app, rest.listAssignments, async ({ db }) => ({ rows: await listAssignments(db) }));
  route(app, rest.assignProject, async ({ db, body, request }) => {
    const made = await commit(db, assignProject, actorOf(request), { wanted: body, now: clock.now() });
    await access.sessions.reachChanged();
    return made;
  });
  route(app, rest.endAssignment, async ({ db, params, request }) => {
    await commit(db, endAssignment, actorOf(request), params.id);
    await access.sessions.reachChanged();
    return null;
  });
}
