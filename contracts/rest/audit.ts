import { AuditRow } from '../audit.ts';
import { PageQuery } from '../schema.ts';
import { list, routes } from './route.ts';

/** The audit log. */
export const auditRoutes = routes({
  listAudit: {
    method: 'GET',
    path: '/api/audit',
    permission: 'audit.read',
    summary: '审计记录',
    query: PageQuery,
    reply: list(AuditRow),
  },
});
