import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { compareBaseline, freezeBaseline } from './baselines.ts';
import { registerExchangeRoutes } from './exchange.routes.ts';
import { endException, listExceptions, noteException, withExceptions } from './calendars.ts';
import { createSchedule, editSchedule, noteTaskProgress, readSchedule, trySchedule } from './schedules.ts';

export interface ScheduleRouteDeps {
  readonly clock: Clock;
  /** To be called once a schedule has changed: milestones are judged by it. */
  readonly onPlanned: (projectId: string) => Promise<void>;
}
/** Five thousand tasks as they come in one batch. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Schedules of projects, their baselines, and the days on which sites stop. */
export function registerScheduleRoutes(app: App, { clock, onPlanned }: ScheduleRouteDeps): void {
  registerExchangeRoutes(app, { clock, onPlanned });
  const large = { bodyBytes: MOST_BYTES };
  route(app, rest.getSchedule, ({ db, params }) => db.withTransaction((tx) => readSchedule(tx, params.code)));
  route(
    app,
    rest.trySchedule,
    ({ db, params, body }) => db.withTransaction((tx) => trySchedule(tx, params.code, body.revision, body.edits)),
    large,
  );
  route(app, rest.createSchedule, async ({ db, params, body, request }) => {
    const input = { projectId: params.code, frame: body, now: clock.now() };
    const kept = await commit(db, createSchedule, actorOf(request), input);
    await onPlanned(params.code);
    return kept;
  });
  route(
    app,
    rest.editSchedule,
    async ({ db, params, body, request }) => {
      const input = { projectId: params.code, ...body, now: clock.now() };
      const kept = await commit(db, editSchedule, actorOf(request), input);
      await onPlanned(params.code);
      return kept;
    },
    large,
  );
  route(app, rest.noteTaskProgress, async ({ db, params, body, request }) => {
    const input = { projectId: params.code, ...body, now: clock.now() };
    const kept = await commit(db, noteTaskProgress, actorOf(request), input);
    await onPlanned(params.code);
    return kept;
  });
  route(app, rest.freezeBaseline, async ({ db, params, body, request }) => {
    const input = { projectId: params.code, ...body, now: clock.now() };
    const kept = await commit(db, freezeBaseline, actorOf(request), input);
    await onPlanned(params.code);
    return kept;
  });
  route(app, rest.compareBaseline, ({ db, params }) =>
    db.withTransaction((tx) => compareBaseline(tx, params.code, params.id)),
  );
  route(app, rest.listCalendars, async ({ db, query }) => {
    const noted = await listExceptions(db, query.projectId ?? null);
    return { rows: withExceptions(noted), noted };
  });
  route(app, rest.noteException, ({ db, body, request }) => commit(db, noteException, actorOf(request), body));
  route(app, rest.endException, ({ db, params, request }) =>
    commit(db, endException, actorOf(request), { id: params.id, now: clock.now() }),
  );
}
