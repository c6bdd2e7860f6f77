import {
  actorKindNames,
  auditOutcomeNames,
  auditVerbNames,
  hashAlgorithmNames,
  type AuditFilter,
  type AuditRow,
  type AuditState,
  type CheckResult,
} from '../../contracts/audit.ts';
import { roleNames, type Role } from '../../contracts/permissions.ts';
import { SHANGHAI_SHIFT_MS } from '../platform/calendar.rules.ts';
import { BYTE_ORDER_MARK, csvLine, type Column } from '../platform/csv.ts';
import type { RequestDatabase, Runner } from '../platform/database.ts';
import { metrics } from '../platform/metrics.ts';
import { ProblemError } from '../platform/problems.ts';
import { recordAlone, type Actor } from './audit.ts';
import { selectChain, selectNewestOf, selectRecords, type Chain } from './audit.sql.ts';
import { checkAudit } from './auditCheck.ts';
import { newestSeal } from './auditSeals.ts';
import { findSealKeys, namedKeys } from './sealKeys.ts';

const EXPORT_PAGE = 1_000;
const EXPORT_MAX = 50_000;

/** One page of the log, newest first. That it was looked at stands in the log before it is shown. */
export async function searchRecords(
  db: RequestDatabase,
  actor: Actor,
  filter: AuditFilter,
  limit: number,
  before?: number,
): Promise<AuditRow[]> {
  const rows = await db.run<AuditRow>(selectRecords({ ...filter, before }, limit));
  await recordAlone(db, { actor, verb: 'audit.search', subject: 'audit', after: { ...filter, before, limit } });
  return rows;
}

const shanghai = (at: number): string =>
  new Date(at + SHANGHAI_SHIFT_MS).toISOString().replace('T', ' ').replace('Z', '');
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const columns: readonly Column<AuditRow>[] = [
  { head: '序号', cell: (r) => r.seq },
  { head: '时间', cell: (r) => shanghai(r.at) },
  { head: '主体类别', cell: (r) => actorKindNames[r.actorKind] },
  { head: '主体编号', cell: (r) => r.actorId },
  { head: '姓名', cell: (r) => r.actorName },
  { head: '角色', cell: (r) => r.actorRoles.map((role) => roleNames[role as Role] ?? role).join('、') },
  { head: '地址', cell: (r) => r.address },
  { head: '客户端', cell: (r) => r.agent },
  { head: '操作', cell: (r) => auditVerbNames[r.verb] ?? r.verb },
  { head: '操作代码', cell: (r) => r.verb },
  { head: '对象', cell: (r) => r.subject },
  { head: '结果', cell: (r) => auditOutcomeNames[r.outcome] },
  { head: '原因', cell: (r) => r.reason },
  { head: '次数', cell: (r) => r.times },
  { head: '变更前', cell: (r) => json(r.before) },
  { head: '变更后', cell: (r) => json(r.after) },
  { head: '前一条校验值', cell: (r) => r.prevHash },
  { head: '校验值', cell: (r) => r.hash },
  { head: '算法', cell: (r) => hashAlgorithmNames[r.hashAlgorithm] },
];

/** The records found, as CSV. The export is recorded before anything leaves. */
export async function exportRecords(db: RequestDatabase, actor: Actor, filter: AuditFilter): Promise<string> {
  const parts = [BYTE_ORDER_MARK + csvLine(columns.map(({ head }) => head))];
  let records = 0;
  for (let before: number | undefined; ;) {
    const rows = await db.run<AuditRow>(selectRecords({ ...filter, before }, EXPORT_PAGE));
    parts.push(rows.map((row) => csvLine(columns.map(({ cell }) => cell(row)))).join(''));
    records += rows.length;
    before = rows.at(-1)?.seq;
    if (rows.length < EXPORT_PAGE) break;
    if (records >= EXPORT_MAX) throw new ProblemError('bad-request', `记录超过 ${EXPORT_MAX} 条,请缩小时间范围`);
  }
  await recordAlone(db, { actor, verb: 'audit.export', subject: 'audit', after: { ...filter, records } });
  return parts.join('');
}

/** Where the log stands: its bounds, its newest seal, and what the newest check found. */
export async function auditState(db: Runner, retainMonths: number): Promise<AuditState> {
  const [chain] = await db.run<Chain>(selectChain);
  if (chain === undefined) throw new Error('the audit log has no chain');
  const [check] = await db.run<AuditRow>(selectNewestOf('audit.verify'));
  return {
    firstSeq: chain.startSeq + 1,
    lastSeq: chain.seq,
    hashAlgorithm: chain.hashAlgorithm,
    retainMonths,
    seal: (await newestSeal(db)) ?? null,
    check: check ? { at: check.at, by: check.actorName, ...(check.after as CheckResult) } : null,
  };
}

/** Goes over the whole log now; what was found is recorded too. */
export async function checkNow(
  db: RequestDatabase,
  actor: Actor,
  settings: { readonly auditSealKey: string; readonly dataDir: string },
  now: number,
): Promise<CheckResult> {
  const keys = findSealKeys(settings.auditSealKey, settings.dataDir);
  const found = await checkAudit(db, { now, keys: keys && namedKeys(keys), dataDir: settings.dataDir });
  metrics.auditBroken.set(found.fault === null ? 0 : 1);
  const outcome = found.fault === null ? 'done' : 'failed';
  const subject = `${found.firstSeq}-${found.lastSeq}`;
  await recordAlone(db, { actor, verb: 'audit.verify', subject, after: found, outcome });
  return found;
}
