import {
  actorKindNames,
  auditVerbNames,
  hashAlgorithmNames,
  type AuditRow,
  type AuditSeal,
  type AuditState,
  type CheckResult,
} from '../../contracts/audit.ts';
import { problems } from '../../contracts/errors.ts';
import { roleNames } from '../../contracts/permissions.ts';
import { clockText, dateText } from '../format/time.ts';

/** Words of the audit log. Verbs, kinds of actors and outcomes have their names in the contract. */
export const auditWords = {
  title: '审计日志',
  log: '审计记录',
  none: '没有符合条件的记录',
  anyVerb: '全部操作',
  anyOutcome: '全部结果',
  search: '查询',
  clear: '清除条件',
  export: '导出 CSV',
  exportHint: '至多 50000 条',
  exported: '已导出，导出行为已写入审计日志',
  check: '校验审计链',
  noted: '查阅、导出、校验审计记录的行为同样写入审计日志。',
  chain: '审计链',
  from: '起始日期',
  to: '截止日期',
  actor: '姓名',
  verb: '操作',
  outcome: '结果',
  subject: '对象',
  address: '地址',
  seq: '序号',
  at: '时间',
  kind: '主体类别',
  roles: '角色',
  agent: '客户端',
  reason: '原因',
  times: '次数',
  prevHash: '前一条',
  hash: '校验值',
  algorithm: '算法',
  diff: '变更内容',
  noDiff: '此记录没有变更内容',
  field: '字段',
  before: '变更前',
  after: '变更后',
  wholeValue: '值',
  range: '记录',
  lastCheck: '最近校验',
  lastSeal: '最近封条',
  kept: '保留期限',
  neverChecked: '尚未校验',
  neverSealed: '尚无封条，首个封条于次日零点后生成',
  intact: '完整',
  broken: '有误',
} as const;

export const atText = (at: number): string => `${dateText(at)} ${clockText(at)}`;
export const recordTitle = (row: AuditRow): string => `第 ${row.seq} 条　${auditVerbNames[row.verb] ?? row.verb}`;
/** The server has no name of its own. */
export const actorText = ({ actorKind, actorName }: AuditRow): string =>
  actorKind === 'system' ? actorKindNames.system : actorName;
const nameOfRole = (role: string): string => (roleNames as Readonly<Record<string, string>>)[role] ?? role;
export const rolesText = ({ actorRoles }: AuditRow): string => actorRoles.map(nameOfRole).join('、');
/** Grounds of refusal that are no answer of their own: whoever asked was told less. */
const grounds: Readonly<Record<string, string>> = {
  'provider-unbound': '统一身份未绑定人员',
  ...Object.fromEntries(Object.entries(problems).map(([code, { sentence }]) => [code, sentence])),
};
/** A refusal by its code in the sentence of the contract; a ground that somebody gave as it was given. */
export const reasonText = ({ reason }: AuditRow): string | null =>
  reason === null ? null : (grounds[reason] ?? reason);

export const rangeText = ({ firstSeq, lastSeq, hashAlgorithm }: AuditState): string =>
  `第 ${firstSeq} 至 ${lastSeq} 条　${hashAlgorithmNames[hashAlgorithm]}`;
export const checkText = (check: CheckResult & { readonly at: number; readonly by: string }): string =>
  `${atText(check.at)}　${check.by === 'system' ? actorKindNames.system : check.by}　${check.records} 条`;
export const sealText = (seal: AuditSeal): string => `${seal.day}　${seal.records} 条　${seal.rootHash.slice(0, 12)}…`;
export const keptText = (months: number): string => `${months} 个月`;
/** What a check found, as a sentence. */
export const foundText = ({ records, seals, fault }: CheckResult): string =>
  fault === null
    ? `审计链完整：${records} 条记录、${seals} 张封条全部相符`
    : `审计链有误：${fault.at === null ? '' : `第 ${fault.seq} 条（${atText(fault.at)}），`}${fault.sentence}`;

/** Names of fields that changes are made of; others are shown as they are called in the record. */
const fieldNames: Readonly<Record<string, string>> = {
  name: '名称',
  title: '名称',
  loginName: '登录名',
  active: '启用',
  role: '角色',
  roles: '角色',
  posts: '岗位',
  organisation: '机构',
  organisationCode: '机构',
  organisationName: '机构名称',
  fromAt: '任期起',
  untilAt: '任期止',
  permissions: '权限',
  path: '页面',
  by: '经办人',
  until: '到期',
  held: '保持',
  code: '编号',
  siteCode: '工地',
  streetCode: '街道',
  projectId: '项目',
  kind: '类别',
  label: '密级',
  periodMs: '上报周期（毫秒）',
  lon: '经度',
  lat: '纬度',
  outcome: '结果',
  records: '记录数',
  firstSeq: '起始序号',
  lastSeq: '截止序号',
  rootHash: '末条校验值',
  months: '月数',
  seals: '封条数',
  fault: '问题',
  verb: '操作',
  actor: '姓名',
  subject: '对象',
  subjects: '对象',
  address: '地址',
  from: '起',
  to: '止',
  limit: '条数',
  before: '起于序号',
  projects: '项目数',
  sites: '工地数',
  devices: '设备数',
  sentence: '说明',
};
/** 岗位 1 · 角色: a path in words. */
export const fieldText = (path: readonly string[]): string =>
  path.length === 0 ? auditWords.wholeValue : path.map((part) => fieldNames[part] ?? part).join(' · ');
/** An instant as it stands in a record, as people read it. */
export const instantText = (iso: string): string => atText(Date.parse(iso));
export const yesNo = (value: boolean): string => (value ? '是' : '否');
