import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import type { DevicesOnline } from '../lifecycles/lifecycles.ts';
import {
  createProject,
  editPeople,
  editProject,
  findPlace,
  listColleagues,
  readFile,
  type StreetAt,
} from './projectFiles.ts';

export interface ProjectFileRouteDeps {
  readonly clock: Clock;
  readonly streetAt: StreetAt;
  readonly devicesOnline: DevicesOnline;
  /** To be called once a project is entered or changed: the live figures know it then. */
  readonly onChanged: () => Promise<void>;
}

/** Projects as they are entered and changed. */
export function registerProjectFileRoutes(app: App, deps: ProjectFileRouteDeps): void {
  const { clock, streetAt, devicesOnline, onChanged } = deps;
  route(app, rest.createProject, async ({ db, body, request }) => {
    const input = { project: body, streetAt, devicesOnline, now: clock.now() };
    const made = await commit(db, createProject, actorOf(request), input);
    await onChanged();
    return made;
  });
  route(app, rest.getProjectFile, ({ db, params }) => db.withTransaction((tx) => readFile(tx, params.code)));
  route(app, rest.editProject, async ({ db, params, body, request }) => {
    const { facts, ...change } = body;
    const input = { projectId: params.code, change, facts, streetAt, now: clock.now() };
    const edited = await commit(db, editProject, actorOf(request), input);
    await onChanged();
    return edited;
  });
  route(app, rest.editProjectPeople, ({ db, params, body, request }) => {
    const { people, ...change } = body;
    return commit(db, editPeople, actorOf(request), { projectId: params.code, change, people, now: clock.now() });
  });
  route(app, rest.listColleagues, async ({ db, params }) => ({ rows: await listColleagues(db, params.code) }));
  route(app, rest.findPlace, ({ db, query }) => findPlace(db, streetAt, query));
}
