import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { actOnInstruction, giveInstruction, listInstructions, listOwners, readInstruction } from './instructions.ts';

export interface InstructionRouteDeps {
  readonly clock: Clock;
  /** To be called with whom a reminder was sent to. */
  readonly tellReminded: (personIds: readonly number[]) => void;
}

/** Leaders' instructions about projects, and what became of them. */
export function registerInstructionRoutes(app: App, { clock, tellReminded }: InstructionRouteDeps): void {
  route(app, rest.listInstructions, ({ db, query }) =>
    db.withTransaction((tx) => listInstructions(tx, query, clock.now())),
  );
  route(app, rest.getInstruction, ({ db, params, request }) => {
    const look = { personId: request.visitor?.personId ?? null, now: clock.now() };
    return db.withTransaction((tx) => readInstruction(tx, params.id, look));
  });
  route(app, rest.listInstructionOwners, async ({ db, params }) => ({ rows: await listOwners(db, params.code) }));
  route(app, rest.giveInstruction, async ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    const input = { ...look, projectId: params.code, instruction: body };
    const { instruction, personIds } = await commit(db, giveInstruction, actorOf(request), input);
    tellReminded(personIds);
    return instruction;
  });
  route(app, rest.actOnInstruction, async ({ db, params, body, request }) => {
    const input = { personId: personOf(request), now: clock.now(), id: params.id, order: body };
    const { instruction, personIds } = await commit(db, actOnInstruction, actorOf(request), input);
    tellReminded(personIds);
    return instruction;
  });
}
