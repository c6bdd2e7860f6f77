import type { FastifyRequest } from 'fastify';
import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import { approveTargetChange, proposeTargetChange, refuseTargetChange, withdrawTargetChange } from './changes.ts';
import { closeCycle, listCycles, lockCycle, openCycle } from './cycles.ts';
import {
  approveDeclaration,
  createDeclaration,
  deleteDeclaration,
  editDeclaration,
  listDeclarations,
  listResponsible,
  proposeTemplates,
  readDeclaration,
  returnDeclaration,
  submitDeclaration,
} from './targets.ts';

export interface TargetRouteDeps {
  readonly clock: Clock;
  /** To be called once a change of what is scored is committed. */
  readonly wakeScorer: () => void;
  /** To be called once money or targets are others: automatic values are taken from them anew. */
  readonly recollect: (projectId: string, year: number) => void;
}

/** Years of evaluation, declarations of targets, and their changes after approval. */
export function registerTargetRoutes(app: App, { clock, wakeScorer, recollect }: TargetRouteDeps): void {
  const lookOf = (request: FastifyRequest) => ({ personId: personOf(request), now: clock.now() });
  const woken = <T>(result: T): T => {
    wakeScorer();
    return result;
  };
  const now = () => clock.now();

  route(app, rest.listCycles, async ({ db }) => ({ rows: await listCycles(db) }));
  route(app, rest.openCycle, async ({ db, body, request }) => {
    await commit(db, openCycle, actorOf(request), { year: body.year, now: now() });
    return null;
  });
  route(app, rest.lockCycle, async ({ db, params, request }) => {
    await commit(db, lockCycle, actorOf(request), { year: params.year, now: now() });
    return null;
  });
  route(app, rest.closeCycle, async ({ db, params, request }) => {
    await commit(db, closeCycle, actorOf(request), { year: params.year, now: now() });
    return null;
  });

  route(app, rest.listDeclarations, ({ db, query }) => listDeclarations(db, query));
  route(app, rest.proposeTemplates, async ({ db, params }) => ({ rows: await proposeTemplates(db, params.code) }));
  route(app, rest.getDeclaration, ({ db, params, request }) =>
    readDeclaration(db, params.id, request.visitor?.personId ?? null),
  );
  route(app, rest.listResponsible, ({ db, params }) => listResponsible(db, params.id));
  route(app, rest.createDeclaration, ({ db, body, request }) =>
    commit(db, createDeclaration, actorOf(request), { ...body, ...lookOf(request) }),
  );
  route(app, rest.createDeclarations, async ({ db, body: { year, projectIds }, request }) => {
    const refused: { projectId: string; reason: string }[] = [];
    for (const projectId of projectIds)
      await commit(db, createDeclaration, actorOf(request), { year, projectId, ...lookOf(request) }).catch(
        (error: unknown) => {
          if (!(error instanceof ProblemError)) throw error;
          refused.push({ projectId, reason: error.message });
        },
      );
    return { created: projectIds.length - refused.length, refused };
  });
  route(app, rest.editDeclaration, ({ db, params, body, request }) =>
    commit(db, editDeclaration, actorOf(request), { id: params.id, edit: body, ...lookOf(request) }),
  );
  route(app, rest.deleteDeclaration, async ({ db, params, query, request }) => {
    await commit(db, deleteDeclaration, actorOf(request), { id: params.id, ...query, ...lookOf(request) });
    return null;
  });
  route(app, rest.submitDeclaration, ({ db, params, request }) =>
    commit(db, submitDeclaration, actorOf(request), { id: params.id, ...lookOf(request) }),
  );
  route(app, rest.returnDeclaration, ({ db, params, body, request }) =>
    commit(db, returnDeclaration, actorOf(request), { id: params.id, ...body, ...lookOf(request) }),
  );
  route(app, rest.approveDeclaration, async ({ db, params, request }) =>
    woken(await commit(db, approveDeclaration, actorOf(request), { id: params.id, ...lookOf(request) })),
  );

  route(app, rest.proposeTargetChange, ({ db, params, body, request }) =>
    commit(db, proposeTargetChange, actorOf(request), { id: params.id, ...body, ...lookOf(request) }),
  );
  route(app, rest.approveTargetChange, async ({ db, params, request }) => {
    const changed = await commit(db, approveTargetChange, actorOf(request), { id: params.id, ...lookOf(request) });
    recollect(changed.projectId, changed.year);
    return woken(changed);
  });
  route(app, rest.refuseTargetChange, ({ db, params, body, request }) =>
    commit(db, refuseTargetChange, actorOf(request), { id: params.id, ...body, ...lookOf(request) }),
  );
  route(app, rest.withdrawTargetChange, ({ db, params, request }) =>
    commit(db, withdrawTargetChange, actorOf(request), { id: params.id, ...lookOf(request) }),
  );
}
