import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { DevicesOnline } from '../lifecycles/lifecycles.ts';
import { getProject } from '../projects/projects.ts';
import { decideChangeOrder, listChangeOrders, proposeChangeOrder, withdrawChangeOrder } from './changeOrders.ts';
import { concludeReview, fillReview, readReviews } from './reviews.ts';
import { openSelfEvaluation } from './selfEvaluation.ts';

export interface ReviewRouteDeps {
  readonly clock: Clock;
  readonly files: FileStore;
  readonly devicesOnline: DevicesOnline;
  /** To be called once a project has moved by a conclusion. */
  readonly onMoved: () => Promise<void>;
}

/** Reviews, and changes of works and budget. */
export function registerReviewRoutes(app: App, { clock, files, devicesOnline, onMoved }: ReviewRouteDeps): void {
  const lookAt = (projectId: string) => ({ projectId, now: clock.now(), devicesOnline });

  route(app, rest.getReviews, ({ db, params }) => db.withTransaction((tx) => readReviews(tx, lookAt(params.code))));
  route(app, rest.fillReview, ({ db, params, body, request }) => {
    const input = { ...lookAt(params.code), kind: params.kind, draft: body, personId: personOf(request) };
    return commit(db, fillReview, actorOf(request), input);
  });
  route(app, rest.concludeReview, async ({ db, params, body, request }) => {
    const input = { ...lookAt(params.code), kind: params.kind, conclusion: body, personId: personOf(request) };
    const concluded = await commit(db, concludeReview, actorOf(request), input);
    await onMoved();
    return concluded;
  });
  route(app, rest.openSelfEvaluation, async ({ db, params, body, request }) => {
    const now = clock.now();
    const { label } = await getProject(db, now, params.code);
    const input = { projectId: params.code, year: body.year, now, label };
    return openSelfEvaluation(db, actorOf(request), files, input);
  });
  route(app, rest.listChangeOrders, async ({ db, params }) => ({
    rows: await db.withTransaction((tx) => listChangeOrders(tx, params.code)),
  }));
  route(app, rest.proposeChangeOrder, ({ db, params, body, request }) =>
    commit(db, proposeChangeOrder, actorOf(request), {
      ...lookAt(params.code),
      ...{ order: body, personId: personOf(request) },
    }),
  );
  route(app, rest.decideChangeOrder, ({ db, params, body, request }) =>
    commit(db, decideChangeOrder, actorOf(request), {
      ...lookAt(params.code),
      ...{ id: params.id, decision: body, personId: personOf(request) },
    }),
  );
  route(app, rest.withdrawChangeOrder, async ({ db, params, request }) => {
    const input = { projectId: params.code, id: params.id, personId: personOf(request), now: clock.now() };
    await commit(db, withdrawChangeOrder, actorOf(request), input);
    return null;
  });
}
