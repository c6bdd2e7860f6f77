import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf, sessionOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { monthToCollect, type Collector } from './collector.ts';
import { acceptValues, returnValue, takeBackValue } from './review.ts';
import {
  checkProject,
  correctValue,
  listDueTargets,
  listTargetValues,
  listWaitingValues,
  reportValue,
  summariseDue,
} from './values.ts';

export interface ValueRouteDeps {
  readonly clock: Clock;
  /** Takes automatic values as the server itself, on behalf of whoever asked. */
  readonly collector: Pick<Collector, 'collect'>;
  /** To be called once a change of values is committed. */
  readonly wakeScorer: () => void;
}

/** Values: reported, reviewed by a second person, corrected by another that replaces them by name. */
export function registerValueRoutes(app: App, { clock, collector, wakeScorer }: ValueRouteDeps): void {
  const woken = <T>(result: T): T => {
    wakeScorer();
    return result;
  };
  /** Whose own values are marked as such; a system that reads by its key has none. */
  const readerOf = (request: Parameters<typeof personOf>[0]) => sessionOf(request)?.personId ?? 0;
  const lookOf = (request: Parameters<typeof personOf>[0]) => ({ personId: personOf(request), now: clock.now() });

  route(app, rest.listDueTargets, ({ db, query, request }) => {
    const { state, page, size, ...filter } = query;
    return listDueTargets(db, { ...filter, personId: readerOf(request) }, { state, page, size });
  });
  route(app, rest.summariseDue, ({ db, query, request }) =>
    summariseDue(db, { ...query, personId: readerOf(request) }),
  );
  route(app, rest.listWaitingValues, ({ db, query, request }) =>
    listWaitingValues(db, { ...query, personId: readerOf(request) }),
  );
  route(app, rest.listTargetValues, ({ db, params, request }) =>
    listTargetValues(db, params.id, { personId: readerOf(request), now: clock.now() }),
  );
  route(app, rest.reportValue, async ({ db, body, request }) =>
    woken(await commit(db, reportValue, actorOf(request), { ...lookOf(request), entry: body })),
  );
  route(app, rest.correctValue, async ({ db, params, body, request }) =>
    woken(await commit(db, correctValue, actorOf(request), { ...lookOf(request), id: params.id, entry: body })),
  );
  route(app, rest.takeBackValue, async ({ db, params, request }) =>
    woken(await commit(db, takeBackValue, actorOf(request), { ...lookOf(request), id: params.id })),
  );
  route(app, rest.acceptValues, async ({ db, body, request }) =>
    woken(await commit(db, acceptValues, actorOf(request), { ...lookOf(request), ids: body.ids })),
  );
  route(app, rest.returnValue, async ({ db, params, body, request }) =>
    woken(await commit(db, returnValue, actorOf(request), { ...lookOf(request), id: params.id, reason: body.reason })),
  );
  route(
    app,
    rest.collectValues,
    async ({ db, body: { year, projectId }, request }) => {
      await checkProject(db, projectId);
      const month = monthToCollect(year, clock.now());
      return collector.collect({ month, projectId, actor: actorOf(request) });
    },
    { perMinute: 30 },
  );
}
