import { rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf } from '../../access/guard.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import {
  addGoal,
  changeGoal,
  linkGoal,
  listPlans,
  listScoredIndicators,
  removeGoal,
  savePlan,
  viewPlan,
} from './plans.ts';

/** Plans above indicators, and what traces to their goals. */
export function registerPlanRoutes(app: App): void {
  route(app, rest.listPlans, async ({ db }) => ({ rows: await listPlans(db) }));
  route(app, rest.getPlan, ({ db, params }) => viewPlan(db, params.code));
  route(app, rest.listScoredIndicators, async ({ db }) => ({ rows: await listScoredIndicators(db) }));
  route(app, rest.savePlan, async ({ db, params, body, request }) => {
    await commit(db, savePlan, actorOf(request), { code: params.code, facts: body });
    return null;
  });
  route(app, rest.addGoal, ({ db, params, body, request }) =>
    commit(db, addGoal, actorOf(request), { ...body, planCode: params.code }),
  );
  route(app, rest.changeGoal, async ({ db, params, body, request }) => {
    await commit(db, changeGoal, actorOf(request), { ...params, ...body });
    return null;
  });
  route(app, rest.removeGoal, async ({ db, params, request }) => {
    await commit(db, removeGoal, actorOf(request), params.id);
    return null;
  });
  route(app, rest.linkGoal, async ({ db, params, body, request }) => {
    await commit(db, linkGoal, actorOf(request), { ...params, links: body });
    return null;
  });
}
