import { Type } from 'typebox';
import { MOST_REMINDED } from '../reminders.ts';
import { DueReport, ReportEntry, reportStates, WeeklyReport } from '../reports.ts';
import { CodeText, oneOf } from '../schema.ts';
import { byCode, byId, list, routes } from './route.ts';

/** Weekly reports: what units report, who reviews it, and who has not reported. */
export const reportsRoutes = routes({
  listReports: {
    method: 'GET',
    path: '/api/reports',
    permission: 'projects.read',
    summary: '周报,待审核的在前',
    query: Type.Object({
      state: Type.Optional(oneOf(reportStates)),
      projectId: Type.Optional(CodeText),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(WeeklyReport), total: Type.Integer() }),
  },
  listDueReports: {
    method: 'GET',
    path: '/api/reports/due',
    permission: 'projects.read',
    summary: '未报周报的在建项目,欠报最多的在前',
    reply: list(DueReport),
  },
  fileReport: {
    method: 'POST',
    path: '/api/projects/:code/reports',
    permission: 'reports.fill',
    verb: 'report.file',
    summary: '报送周报',
    params: byCode,
    body: ReportEntry,
    reply: WeeklyReport,
  },
  acceptReport: {
    method: 'POST',
    path: '/api/reports/:id/accept',
    permission: 'reports.review',
    verb: 'report.accept',
    summary: '采用周报',
    params: byId,
    reply: WeeklyReport,
  },
  returnReport: {
    method: 'POST',
    path: '/api/reports/:id/return',
    permission: 'reports.review',
    verb: 'report.return',
    summary: '退回周报',
    params: byId,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) }),
    reply: WeeklyReport,
  },
  remindReports: {
    method: 'POST',
    path: '/api/reports/reminders',
    permission: 'reports.review',
    verb: 'report.remind',
    summary: '催报;同一项目一天一次',
    body: Type.Object({
      projectIds: Type.Array(CodeText, { minItems: 1, maxItems: MOST_REMINDED, uniqueItems: true }),
    }),
    reply: Type.Object({ reminded: Type.Integer(), people: Type.Integer() }),
  },
});
