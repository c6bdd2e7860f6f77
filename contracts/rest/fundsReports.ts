import { Type } from 'typebox';
import { budgetSources, MonthText } from '../budgets.ts';
import { DueFunds, FundsEntry, FundsGround, FundsReport } from '../fundsReports.ts';
import { MOST_REMINDED } from '../reminders.ts';
import { reportStates } from '../reports.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byCode, byId, list, routes } from './route.ts';

/** 月度资金报告: what units report of each month's money, who reviews it, and who has not reported. */
export const fundsReportsRoutes = routes({
  listFundsReports: {
    method: 'GET',
    path: '/api/funds-reports',
    permission: 'projects.read',
    summary: '月度资金报告,待审核的在前',
    query: Type.Object({
      state: Type.Optional(oneOf(reportStates)),
      projectId: Type.Optional(CodeText),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(FundsReport), total: Type.Integer() }),
  },
  listDueFunds: {
    method: 'GET',
    path: '/api/funds-reports/due',
    permission: 'projects.read',
    summary: '未报月度资金报告的项目,欠报最多的在前',
    reply: list(DueFunds),
  },
  getFundsGround: {
    method: 'GET',
    path: '/api/projects/:code/funds-reports/:month',
    permission: 'projects.read',
    summary: '项目某月的支付记录、用款计划与资金来源',
    params: Type.Object({ code: CodeText, month: MonthText }),
    reply: Type.Intersect([FundsGround, Type.Object({ sources: Type.Array(oneOf(budgetSources)) })]),
  },
  fileFundsReport: {
    method: 'POST',
    path: '/api/projects/:code/funds-reports',
    permission: 'funds.fill',
    verb: 'funds.file',
    summary: '报送月度资金报告',
    params: byCode,
    body: FundsEntry,
    reply: FundsReport,
  },
  acceptFundsReport: {
    method: 'POST',
    path: '/api/funds-reports/:id/accept',
    permission: 'funds.review',
    verb: 'funds.accept',
    summary: '采用月度资金报告',
    params: byId,
    reply: FundsReport,
  },
  returnFundsReport: {
    method: 'POST',
    path: '/api/funds-reports/:id/return',
    permission: 'funds.review',
    verb: 'funds.return',
    summary: '退回月度资金报告',
    params: byId,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) }),
    reply: FundsReport,
  },
  remindFunds: {
    method: 'POST',
    path: '/api/funds-reports/reminders',
    permission: 'funds.review',
    verb: 'funds.remind',
    summary: '催报月度资金报告;同一项目一天一次',
    body: Type.Object({
      projectIds: Type.Array(CodeText, { minItems: 1, maxItems: MOST_REMINDED, uniqueItems: true }),
    }),
    reply: Type.Object({ reminded: Type.Integer(), people: Type.Integer() }),
  },
});
