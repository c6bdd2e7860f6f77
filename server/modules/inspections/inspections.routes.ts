import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, personOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  checkInspection,
  fileInspection,
  listInspections,
  listPlaces,
  rectifyInspection,
  remindInspection,
  type Changed,
} from './inspections.ts';

export interface InspectionRouteDeps {
  readonly clock: Clock;
  /** To be called with whom a reminder was sent to. */
  readonly tellReminded: (personIds: readonly number[]) => void;
}

/** 现场核查: what officers find at sites, and what is done about it. */
export function registerInspectionRoutes(app: App, { clock, tellReminded }: InspectionRouteDeps): void {
  const told = ({ inspection, personIds }: Changed) => {
    tellReminded(personIds);
    return inspection;
  };
  route(app, rest.listInspections, ({ db, query }) => listInspections(db, query, clock.now()));
  route(app, rest.listInspectionPlaces, async ({ db }) => ({ rows: await listPlaces(db) }));
  route(app, rest.fileInspection, async ({ db, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return told(await commit(db, fileInspection, actorOf(request), { ...look, entry: body }));
  });
  route(app, rest.rectifyInspection, async ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return told(await commit(db, rectifyInspection, actorOf(request), { ...look, id: params.id, order: body }));
  });
  route(app, rest.checkInspection, async ({ db, params, body, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    return told(await commit(db, checkInspection, actorOf(request), { ...look, id: params.id, order: body }));
  });
  route(app, rest.remindInspection, async ({ db, params, request }) => {
    const look = { personId: personOf(request), now: clock.now() };
    const personIds = await commit(db, remindInspection, actorOf(request), { ...look, id: params.id });
    tellReminded(personIds);
    return { people: personIds.length };
  });
}
