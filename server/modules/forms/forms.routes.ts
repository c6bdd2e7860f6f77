import { fileKinds } from '../../../contracts/files.ts';
import { FormParams, FormQuery } from '../../../contracts/forms.ts';
import { rawRoutes } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { asAttachment } from '../../platform/attachment.ts';
import type { Clock } from '../../platform/clock.ts';
import type { App } from '../../platform/httpRoute.ts';
import { exportForm } from './forms.ts';

/** Official tables, handed out as workbooks. */
export function registerFormRoutes(app: App, { clock }: { readonly clock: Clock }): void {
  const { projectForm } = rawRoutes;
  app.get(
    projectForm.path,
    {
      schema: { params: FormParams, querystring: FormQuery, hide: true },
      config: { permission: projectForm.permission, verb: 'form.export' },
    },
    async (request, reply) => {
      const { kind, code } = request.params;
      const wish = { kind, projectId: code, ...request.query, now: clock.now() };
      const { name, bytes } = await commit(request.db, exportForm, actorOf(request), wish);
      return asAttachment(reply, name, fileKinds.xlsx.mime).send(bytes);
    },
  );
}
