import { auditVerbNames, type AuditRow } from '../../../contracts/audit.ts';
import { actorText, atText, auditWords, rolesText } from '../../words/audit.ts';
import type { Column } from '../parts/table.ts';

export const auditColumns: readonly Column<AuditRow>[] = [
  { key: 'seq', title: auditWords.seq, text: (row) => row.seq, align: 'end' },
  { key: 'at', title: auditWords.at, text: (row) => atText(row.at) },
  { key: 'actor', title: auditWords.actor, text: actorText },
  { key: 'roles', title: auditWords.roles, text: rolesText },
  { key: 'verb', title: auditWords.verb, text: (row) => auditVerbNames[row.verb] ?? row.verb },
  { key: 'subject', title: auditWords.subject, text: (row) => row.subject, wraps: true },
  { key: 'outcome', title: auditWords.outcome },
  { key: 'times', title: auditWords.times, text: (row) => row.times, align: 'end' },
  { key: 'address', title: auditWords.address, text: (row) => row.address },
];
