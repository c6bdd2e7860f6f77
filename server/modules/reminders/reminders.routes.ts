import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { listReminders, readReminders } from './reminders.ts';

/** What the viewer is told of by name. */
export function registerReminderRoutes(app: App, { clock }: { readonly clock: Clock }): void {
  route(app, rest.listReminders, ({ db, query }) => listReminders(db, query));
  route(app, rest.readReminders, async ({ db, body, request }) => ({
    unread: await commit(db, readReminders, actorOf(request), { ...body, now: clock.now() }),
  }));
}
