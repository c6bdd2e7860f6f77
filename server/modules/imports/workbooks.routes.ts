import { fileKinds } from '../../../contracts/files.ts';
import { LibraryKey, SheetQuery } from '../../../contracts/imports.ts';
import { rawRoutes } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asAttachment } from '../../platform/attachment.ts';
import type { Clock } from '../../platform/clock.ts';
import type { App } from '../../platform/httpRoute.ts';
import { exportLibrary, exportProjectSheet, exportSheet } from './workbooks.ts';

/** Tables handed out as workbooks, in the columns by which they come in again. */
export function registerWorkbookRoutes(app: App, { clock }: { readonly clock: Clock }): void {
  const { libraryWorkbook } = rawRoutes;
  app.get(
    libraryWorkbook.path,
    {
      schema: { params: LibraryKey, hide: true },
      config: { permission: libraryWorkbook.permission, verb: 'form.export' },
    },
    async (request, reply) => {
      const key = { ...request.params, now: clock.now() };
      const { name, bytes } = await commit(request.db, exportLibrary, actorOf(request), key);
      return asAttachment(reply, name, fileKinds.xlsx.mime).send(bytes);
    },
  );
  const { projectsWorkbook } = rawRoutes;
  app.get(
    projectsWorkbook.path,
    { schema: { hide: true }, config: { permission: projectsWorkbook.permission, verb: 'form.export' } },
    async (request, reply) => {
      const { name, bytes } = await commit(request.db, exportProjectSheet, actorOf(request), { now: clock.now() });
      return asAttachment(reply, name, fileKinds.xlsx.mime).send(bytes);
    },
  );
  const sheets = { targets: rawRoutes.targetsWorkbook, values: rawRoutes.valuesWorkbook } as const;
  for (const kind of ['targets', 'values'] as const)
    app.get(
      sheets[kind].path,
      {
        schema: { querystring: SheetQuery, hide: true },
        config: { permission: sheets[kind].permission, verb: 'form.export' },
      },
      async (request, reply) => {
        const { month } = request.query;
        const wish = { kind, month, year: Number(month.slice(0, 4)) };
        const { name, bytes } = await commit(request.db, exportSheet, actorOf(request), wish);
        return asAttachment(reply, name, fileKinds.xlsx.mime).send(bytes);
      },
    );
}
