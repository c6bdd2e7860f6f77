import { BudgetEdit, FundsPlanEdit, ProgressPlanEdit, ProjectBudget } from '../budgets.ts';
import { byCode, routes } from './route.ts';

/** Budget lines, the funds plan by month and the plan of progress by week. */
export const budgetsRoutes = routes({
  getBudget: {
    method: 'GET',
    path: '/api/projects/:code/budget',
    permission: 'projects.read',
    summary: '项目预算明细、用款计划与进度计划',
    params: byCode,
    reply: ProjectBudget,
  },
  editBudgetLines: {
    method: 'PUT',
    path: '/api/projects/:code/budget-lines',
    permission: 'projects.manage',
    verb: 'project.budget',
    summary: '修改预算明细(资金来源、费用类别、年度)',
    params: byCode,
    body: BudgetEdit,
    reply: ProjectBudget,
  },
  editFundsPlan: {
    method: 'PUT',
    path: '/api/projects/:code/funds-plan',
    permission: 'projects.manage',
    verb: 'project.funds-plan',
    summary: '修改分月用款计划',
    params: byCode,
    body: FundsPlanEdit,
    reply: ProjectBudget,
  },
  editProgressPlan: {
    method: 'PUT',
    path: '/api/projects/:code/progress-plan',
    permission: 'projects.manage',
    verb: 'project.progress-plan',
    summary: '修改分周进度计划',
    params: byCode,
    body: ProgressPlanEdit,
    reply: ProjectBudget,
  },
});
