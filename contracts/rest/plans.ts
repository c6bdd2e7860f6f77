import { Type } from 'typebox';
import { GoalFacts, GoalLinks, PlanDocument, PlanFacts, PlanGoal, PlanView } from '../plans.ts';
import { CodeText, nullable } from '../schema.ts';
import { byCode, byId, list, Nothing, routes } from './route.ts';

/** Planning documents and annual tasks with their goals, and what traces to each. */
export const plansRoutes = routes({
  listPlans: {
    method: 'GET',
    path: '/api/plans',
    permission: 'plans.read',
    summary: '规划与年度任务清单,附目标覆盖情况',
    reply: list(PlanDocument),
  },
  getPlan: {
    method: 'GET',
    path: '/api/plans/:code',
    permission: 'plans.read',
    summary: '规划的目标及所对应的指标、项目',
    params: byCode,
    reply: PlanView,
  },
  savePlan: {
    method: 'PUT',
    path: '/api/plans/:code',
    permission: 'plans.manage',
    verb: 'plan.edit',
    summary: '新增或修改规划、年度任务',
    params: byCode,
    body: PlanFacts,
    reply: Nothing,
  },
  addGoal: {
    method: 'POST',
    path: '/api/plans/:code/goals',
    permission: 'plans.manage',
    verb: 'plan.edit',
    summary: '新增目标',
    params: byCode,
    body: Type.Object({ parentId: nullable(Type.Integer()), code: CodeText, ...GoalFacts.properties }),
    reply: PlanGoal,
  },
  changeGoal: {
    method: 'PATCH',
    path: '/api/goals/:id',
    permission: 'plans.manage',
    verb: 'plan.edit',
    summary: '修改目标',
    params: byId,
    body: Type.Object({ ...GoalFacts.properties, was: GoalFacts }),
    reply: Nothing,
  },
  removeGoal: {
    method: 'DELETE',
    path: '/api/goals/:id',
    permission: 'plans.manage',
    verb: 'plan.edit',
    summary: '删除没有下级的目标',
    params: byId,
    reply: Nothing,
  },
  linkGoal: {
    method: 'POST',
    path: '/api/goals/:id/links',
    permission: 'plans.manage',
    verb: 'plan.edit',
    summary: '调整目标所对应的指标与项目',
    params: byId,
    body: GoalLinks,
    reply: Nothing,
  },
  listScoredIndicators: {
    method: 'GET',
    path: '/api/indicators',
    permission: 'indicators.read',
    summary: '现行版本中计分的指标',
    reply: list(
      Type.Object({ code: CodeText, name: Type.String(), templateCode: CodeText, templateName: Type.String() }),
    ),
  },
});
