import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { compareVersions, tryIndicator } from './comparison.ts';
import {
  createTemplate,
  draftVersion,
  editTree,
  editVersion,
  listBindings,
  listRecords,
  listTemplates,
  listVersions,
  publishVersion,
  returnVersion,
  submitVersion,
  viewVersion,
  withdrawVersion,
} from './indicators.ts';

export interface IndicatorRouteDeps {
  readonly clock: Clock;
}

/** The library: templates, their versions, and the way of a version to its publication. */
export function registerIndicatorRoutes(app: App, { clock }: IndicatorRouteDeps): void {
  const now = () => clock.now();
  route(app, rest.listTemplates, async ({ db }) => ({ rows: await listTemplates(db, now()) }));
  route(app, rest.listVersions, async ({ db, params }) => ({ rows: await listVersions(db, params.code) }));
  route(app, rest.listBindings, async ({ db, params }) => ({ rows: await listBindings(db, params.code, now()) }));
  route(app, rest.listTemplateRecords, async ({ db, params }) => ({ rows: await listRecords(db, params.code) }));
  route(app, rest.getVersion, ({ db, params }) => viewVersion(db, { ...params, now: now() }));
  route(app, rest.compareVersions, ({ db, params, query }) => compareVersions(db, { ...params, ...query, now: now() }));
  route(app, rest.tryIndicator, ({ body }) => Promise.resolve(tryIndicator(body)));
  route(app, rest.createTemplate, ({ db, body, request }) =>
    commit(db, createTemplate, actorOf(request), { ...body, now: now() }),
  );
  route(app, rest.draftVersion, ({ db, params, request }) =>
    commit(db, draftVersion, actorOf(request), { ...params, now: now() }),
  );
  route(app, rest.editTree, ({ db, params, body, request }) =>
    commit(db, editTree, actorOf(request), { ...params, ...body, now: now() }),
  );
  route(app, rest.editVersion, ({ db, params, body: { revision, ...settings }, request }) =>
    commit(db, editVersion, actorOf(request), { ...params, revision, settings, now: now() }),
  );
  route(app, rest.submitVersion, ({ db, params, body, request }) =>
    commit(db, submitVersion, actorOf(request), { ...params, ...body, now: now() }),
  );
  route(app, rest.returnVersion, async ({ db, params, body, request }) => {
    await commit(db, returnVersion, actorOf(request), { ...params, ...body, now: now() });
    return null;
  });
  route(app, rest.publishVersion, async ({ db, params, body: { revision, note }, request }) => {
    const wanted = { ...params, revision, note: note ?? null, now: now() };
    await commit(db, publishVersion, actorOf(request), wanted);
    return null;
  });
  route(app, rest.withdrawVersion, async ({ db, params, body, request }) => {
    await commit(db, withdrawVersion, actorOf(request), { ...params, ...body, now: now() });
    return null;
  });
}
