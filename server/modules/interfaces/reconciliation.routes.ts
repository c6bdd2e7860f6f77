import { fileKinds } from '../../../contracts/files.ts';
import { ItemsQuery } from '../../../contracts/interfaces.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asAttachment } from '../../platform/attachment.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  closeDifference,
  explainDifference,
  exportDifferences,
  listDifferences,
  listMonths,
} from './reconciliation.ts';

/** Finance's statements held against our payments. */
export function registerReconciliationRoutes(app: App, { clock }: { readonly clock: Clock }): void {
  route(app, rest.listReconciliation, async ({ db }) => ({ rows: await listMonths(db) }));
  route(app, rest.listDifferences, ({ db, query }) => listDifferences(db, query));
  route(app, rest.explainDifference, ({ db, params, body, request }) =>
    commit(db, explainDifference, actorOf(request), { ...body, id: params.id, now: clock.now() }),
  );
  route(app, rest.closeDifference, ({ db, params, body, request }) =>
    commit(db, closeDifference, actorOf(request), { ...body, id: params.id, now: clock.now() }),
  );
  const { differencesWorkbook } = rawRoutes;
  app.get(
    differencesWorkbook.path,
    {
      schema: { querystring: ItemsQuery, hide: true },
      config: { permission: differencesWorkbook.permission, verb: 'reconciliation.export' },
    },
    async (request, reply) => {
      const wish = { ask: request.query, now: clock.now() };
      const { name, bytes } = await commit(request.db, exportDifferences, actorOf(request), wish);
      return asAttachment(reply, name, fileKinds.xlsx.mime).send(bytes);
    },
  );
}
