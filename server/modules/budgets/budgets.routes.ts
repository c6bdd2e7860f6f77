import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { editLines, editMonths, editWeeks, readBudget } from './budgets.ts';

export interface BudgetRouteDeps {
  readonly clock: Clock;
  /** To be called once a plan is changed: what is held against it is computed anew. */
  readonly onChanged: () => Promise<void>;
}

/** Budget lines, the funds plan by month and the plan of progress by week. */
export function registerBudgetRoutes(app: App, { clock, onChanged }: BudgetRouteDeps): void {
  route(app, rest.getBudget, ({ db, params }) => db.withTransaction((tx) => readBudget(tx, params.code)));
  route(app, rest.editBudgetLines, ({ db, params, body, request }) => {
    const { lines, ...change } = body;
    return commit(db, editLines, actorOf(request), { projectId: params.code, change, lines, now: clock.now() });
  });
  route(app, rest.editFundsPlan, async ({ db, params, body, request }) => {
    const { months, ...change } = body;
    const input = { projectId: params.code, change, months, now: clock.now() };
    const edited = await commit(db, editMonths, actorOf(request), input);
    await onChanged();
    return edited;
  });
  route(app, rest.editProgressPlan, async ({ db, params, body, request }) => {
    const { weeks, ...change } = body;
    const input = { projectId: params.code, change, weeks, now: clock.now() };
    const edited = await commit(db, editWeeks, actorOf(request), input);
    await onChanged();
    return edited;
  });
}
