import type { PersonalTopic } from '../../../contracts/reminders.ts';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  addDocument,
  enrolProject,
  listDocuments,
  moveProject,
  noteAmount,
  readLifecycle,
  type DevicesOnline,
} from './lifecycles.ts';

export interface LifecycleRouteDeps {
  readonly clock: Clock;
  readonly devicesOnline: DevicesOnline;
  /** To be called once a project has come into another phase. */
  readonly onMoved: () => Promise<void>;
  /** Tells people's screens at once that something of their own has changed. */
  readonly tell: (personIds: readonly number[], topic: PersonalTopic) => void;
}

/** Where projects stand in their lifecycles, and the documents and sums that lead them on. */
export function registerLifecycleRoutes(app: App, { clock, devicesOnline, onMoved, tell }: LifecycleRouteDeps): void {
  const lookAt = (projectId: string) => ({ projectId, now: clock.now(), devicesOnline });

  route(app, rest.getLifecycle, ({ db, params }) => db.withTransaction((tx) => readLifecycle(tx, lookAt(params.code))));
  route(app, rest.enrolProject, async ({ db, params, body, request }) => {
    const input = { ...lookAt(params.code), chart: body.chart };
    const enrolled = await commit(db, enrolProject, actorOf(request), input);
    await onMoved();
    return enrolled;
  });
  route(app, rest.moveProject, async ({ db, params, body, request }) => {
    const input = { ...lookAt(params.code), order: body };
    const { lifecycle, told } = await commit(db, moveProject, actorOf(request), input);
    tell(told, 'reminders');
    tell(told, 'approvals');
    await onMoved();
    return lifecycle;
  });
  route(app, rest.listDocuments, async ({ db, params }) => ({
    rows: await db.withTransaction((tx) => listDocuments(tx, params.code)),
  }));
  route(app, rest.addDocument, ({ db, params, body, request }) =>
    commit(db, addDocument, actorOf(request), { projectId: params.code, document: body }),
  );
  route(app, rest.noteAmount, ({ db, params, body, request }) =>
    commit(db, noteAmount, actorOf(request), { ...lookAt(params.code), kind: params.kind, ...body }),
  );
}
