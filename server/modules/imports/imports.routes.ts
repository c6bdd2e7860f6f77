import { ImportPlan, ImportQuery, importKinds, type ImportKind } from '../../../contracts/imports.ts';
import { UPLOAD_TYPE } from '../../../contracts/files.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import { checkImport, listImports, prepareImport, undoImport } from './imports.ts';

export interface ImportRouteDeps {
  readonly clock: Clock;
  /** To be called once a table has changed what is scored. */
  readonly wakeScorer: () => void;
}
const MOST_BYTES = 5 * 1024 * 1024;
const paths = {
  library: rawRoutes.importLibrary,
  targets: rawRoutes.importTargets,
  values: rawRoutes.importValues,
} as const;
const undoing = {
  library: rest.undoLibraryImport,
  targets: rest.undoTargetsImport,
  values: rest.undoValuesImport,
} as const;
const listing = {
  library: rest.listLibraryImports,
  targets: rest.listTargetsImports,
  values: rest.listValuesImports,
} as const;

/** Tables as workbooks: checked, brought in, taken back. */
export function registerImportRoutes(app: App, deps: ImportRouteDeps): void {
  for (const kind of importKinds) {
    route(app, listing[kind], async ({ db }) => ({ rows: await listImports(db, kind) }));
    route(app, undoing[kind], async ({ db, params, request }) => {
      const input = { id: params.id, kind, personId: personOf(request), now: deps.clock.now() };
      await commit(db, undoImport, actorOf(request), input);
      deps.wakeScorer();
      return null;
    });
  }
  // In a scope of its own: bytes are a body nowhere else.
  void app.register(async (scope) => {
    scope.addContentTypeParser(UPLOAD_TYPE, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_, body, done) =>
      done(null, body),
    );
    for (const kind of importKinds) registerImport(scope, kind, deps);
  });
}

function registerImport(app: App, kind: ImportKind, { clock, wakeScorer }: ImportRouteDeps): void {
  const { path, permission } = paths[kind];
  app.post(
    path,
    {
      schema: { querystring: ImportQuery, response: { 200: ImportPlan }, hide: true },
      bodyLimit: MOST_BYTES,
      config: { permission, verb: 'import.apply', rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request) => {
      const { name, year, template, version, apply } = request.query;
      if (!Buffer.isBuffer(request.body)) throw new ProblemError('wrong-type', UPLOAD_TYPE);
      const who = { personId: personOf(request), now: clock.now() };
      const wish = {
        kind,
        name,
        bytes: request.body,
        year: year ?? 0,
        template: template ?? '',
        version: version ?? 0,
        ...who,
      };
      if (apply !== true) return checkImport(request.db, actorOf(request), wish);
      const plan = await commit(request.db, await prepareImport(wish), actorOf(request), undefined);
      wakeScorer();
      return plan;
    },
  );
}
