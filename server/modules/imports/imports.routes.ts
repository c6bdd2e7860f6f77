import { ImportPlan, ImportQuery, importKinds, type ImportKind } from '../../../contracts/imports.ts';
import { UPLOAD_TYPE } from '../../../contracts/files.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Entering } from './apply.ts';
import { checkImport, listImports, prepareImport, undoImport } from './imports.ts';

export interface ImportRouteDeps {
  readonly clock: Clock;
  /** To be called once a table has changed what is scored. */
  readonly wakeScorer: () => void;
  readonly entering: Entering;
  /** To be called once a table has changed projects: the live figures know it then. */
  readonly onProjects: () => Promise<void>;
}
const MOST_BYTES = 5 * 1024 * 1024;
const paths = {
  library: rawRoutes.importLibrary,
  targets: rawRoutes.importTargets,
  values: rawRoutes.importValues,
  projects: rawRoutes.importProjects,
} as const;
const undoing = {
  library: rest.undoLibraryImport,
  targets: rest.undoTargetsImport,
  values: rest.undoValuesImport,
  projects: rest.undoProjectsImport,
} as const;
const listing = {
  library: rest.listLibraryImports,
  targets: rest.listTargetsImports,
  values: rest.listValuesImports,
  projects: rest.listProjectsImports,
} as const;

/** Tables as workbooks: checked, brought in, taken back. */
export function registerImportRoutes(app: App, deps: ImportRouteDeps): void {
  const { entering } = deps;
  for (const kind of importKinds) {
    route(app, listing[kind], async ({ db }) => ({ rows: await listImports(db, kind) }));
    route(app, undoing[kind], async ({ db, params, request }) => {
      const input = { id: params.id, kind, personId: personOf(request), now: deps.clock.now(), entering };
      await commit(db, undoImport, actorOf(request), input);
      await wake(kind, deps);
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

/** Tells whoever lives on what has changed. */
async function wake(kind: ImportKind, { wakeScorer, onProjects }: ImportRouteDeps): Promise<void> {
  if (kind === 'projects') await onProjects();
  else wakeScorer();
}

function registerImport(app: App, kind: ImportKind, deps: ImportRouteDeps): void {
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
      const who = { personId: personOf(request), now: deps.clock.now(), entering: deps.entering };
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
      await wake(kind, deps);
      return plan;
    },
  );
}
