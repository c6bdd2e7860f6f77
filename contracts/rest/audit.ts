import { Type } from 'typebox';
import { AuditFilter, AuditRow, AuditState, CheckResult } from '../audit.ts';
import { PageQuery } from '../schema.ts';
import { list, routes } from './route.ts';

/** The audit log. Reading it is recorded in it. */
export const auditRoutes = routes({
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    permission: 'audit.read',
    summary: '审计记录,新的在前',
    query: Type.Intersect([PageQuery, AuditFilter]),
    reply: list(AuditRow),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/audit/export',
    permission: 'audit.export',
    summary: '导出审计记录(CSV,至多 50000 条)',
    query: AuditFilter,
    reply: Type.String(),
  },
  auditState: {
    method: 'GET',
    path: '/api/audit/state',
    permission: 'audit.read',
    summary: '审计链的起止、封条与最近一次校验',
    reply: AuditState,
  },
  checkAudit: {
    method: 'POST',
    path: '/api/audit/checks',
    permission: 'audit.read',
    verb: 'audit.verify',
    summary: '校验整条审计链',
    reply: CheckResult,
  },
});
