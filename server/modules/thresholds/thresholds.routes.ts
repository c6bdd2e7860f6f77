import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { changeThreshold, listThresholds, withdrawThreshold } from './thresholds.ts';

export interface ThresholdRouteDeps {
  readonly clock: Clock;
  /** To be called once a value has changed: what is shown is judged anew. */
  readonly onChanged: () => Promise<void>;
}

/** What projects are held against, and its changes. */
export function registerThresholdRoutes(app: App, { clock, onChanged }: ThresholdRouteDeps): void {
  route(app, rest.listThresholds, async ({ db }) => ({ rows: await listThresholds(db) }));
  route(app, rest.changeThreshold, async ({ db, params, body, request }) => {
    const input = { code: params.code, order: body, now: clock.now() };
    const rows = await commit(db, changeThreshold, actorOf(request), input);
    await onChanged();
    return { rows };
  });
  route(app, rest.withdrawThreshold, async ({ db, params, body, request }) => {
    const input = { code: params.code, reason: body.reason, now: clock.now() };
    return { rows: await commit(db, withdrawThreshold, actorOf(request), input) };
  });
}
