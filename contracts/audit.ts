import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Every verb of the audit log with its name. A change that is to be recorded has its verb here first. */
export const auditVerbNames = {
  'setup.complete': '完成初始设置',
  'session.open': '登录',
  'session.refuse': '登录被拒',
  'session.close': '退出',
  'session.revoke': '结束本人会话',
  'password.change': '修改口令',
  'password.give': '重置口令',
  'factor.enrol': '启用验证器',
  'factor.recover': '使用恢复码',
  'factor.renew-codes': '重新生成恢复码',
  'factor.reset': '重置双因素',
  'provider.bind': '绑定统一身份',
  'provider.unbind': '解除统一身份',
  'person.create': '新增人员',
  'person.deactivate': '停用人员',
  'person.contact': '登记、更正人员联系方式',
  'person.reveal': '查看人员证件与电话全文',
  'person.reactivate': '恢复人员',
  'person.rename': '修改姓名',
  'person.end-sessions': '结束人员会话',
  'post.grant': '授予岗位',
  'post.end': '收回岗位',
  'post.lend': '出借岗位',
  'post.loan-end': '结束岗位出借',
  'organisation.create': '新增机构',
  'organisation.rename': '更改机构名称',
  'organisation.move': '调整机构隶属',
  'organisation.deactivate': '停用机构',
  'organisation.reactivate': '恢复机构',
  'project.assign': '派发项目',
  'project.unassign': '收回派发',
  'role.permissions': '调整角色权限',
  'api-key.confirm': '启用接口密钥',
  'change.propose': '提出高风险变更',
  'change.confirm': '复核通过变更',
  'change.refuse': '驳回变更',
  'change.withdraw': '撤回变更',
  'change.expire': '变更过期',
  'wall.create': '发放大屏令牌',
  'wall.exchange': '大屏启用令牌',
  'wall.revoke': '撤销大屏',
  'wall.show': '投屏',
  'wall.hold': '保持投屏',
  'wall.release': '释放投屏',
  'wall.expire': '投屏到期',
  'wall.withdraw': '投屏收回（投屏人已无权）',
  'wall.reload': '令大屏重新载入',
  'wall.identify': '令大屏显示名称',
  'device.register': '登记设备',
  'device.retire': '停用设备',
  'device.rotate-credential': '换发设备凭据',
  'site.create': '登记工地',
  'broker-access.export': '导出消息代理账号文件',
  'threshold.change': '调整判定阈值',
  'threshold.withdraw': '撤销待生效阈值',
  'quarantine.replay': '重放隔离报文',
  'audit.search': '查阅审计记录',
  'audit.export': '导出审计记录',
  'audit.verify': '校验审计链',
  'audit.seal': '封存当日审计记录',
  'audit.retire': '移除到期审计记录',
  'backup.take': '备份全部数据',
  'backup.restore': '自备份恢复',
  'room.join': '进入实时频道',
  'request.send': '提交请求',
  'api-key.create': '发放接口密钥',
  'api-key.revoke': '撤销接口密钥',
  'project.relabel': '标注项目密级',
  'project.create': '新建项目',
  'project.edit': '修改项目信息',
  'project.people': '修改项目人员',
  'project.budget': '修改项目预算明细',
  'project.funds-plan': '修改项目用款计划',
  'project.progress-plan': '修改项目进度计划',
  'contract.add': '登记合同',
  'contract.edit': '变更合同',
  'contract.end': '终止合同',
  'payment.record': '登记支付',
  'payment.undo': '冲销支付',
  'site.bind': '变更工地所属项目',
  'lifecycle.enrol': '选定项目全生命周期流程',
  'lifecycle.move': '办理项目阶段',
  'lifecycle.override': '特批推进项目阶段',
  'approval.begin': '发起审批',
  'approval.act': '办理审批',
  'approval.remind': '提醒审批期限',
  'approval.supersede': '审批作废',
  'opinion.keep': '保存常用意见',
  'opinion.remove': '删除常用意见',
  'document.add': '登记项目资料',
  'amount.note': '登记项目金额',
  'instruction.issue': '批示督办',
  'instruction.act': '办理督办事项',
  'report.file': '报送周报',
  'report.accept': '采用周报',
  'report.return': '退回周报',
  'funds.file': '报送资金月报',
  'funds.accept': '采用资金月报',
  'funds.return': '退回资金月报',
  'funds.remind': '催报资金月报',
  'inspection.file': '登记现场核查',
  'inspection.rectify': '报告整改',
  'inspection.check': '复核整改',
  'inspection.remind': '催办整改',
  'reminder.read': '阅读提醒',
  'report.remind': '催报周报',
  'schedule.create': '编制进度计划',
  'schedule.edit': '修改进度计划',
  'schedule.progress': '填报任务进度',
  'schedule.freeze': '冻结进度基线',
  'schedule.import': '导入进度计划',
  'schedule.export': '导出进度计划',
  'calendar.note': '登记停工与调休',
  'calendar.end': '撤回停工与调休',
  'interface.receive': '接收接口消息',
  'interface.replay': '重放接口消息',
  'interface.dismiss': '作废接口消息',
  'outbox.replay': '重放推送消息',
  'destination.create': '新增推送地址',
  'destination.change': '调整推送地址',
  'destination.renew-secret': '换发推送密钥',
  'destination.close': '撤销推送地址',
  'reconciliation.explain': '说明对账差异',
  'reconciliation.close': '了结对账差异',
  'reconciliation.export': '导出对账差异',
  'projects.export': '导出项目清单',
  'review.fill': '填写中期评估、竣工验收',
  'review.conclude': '作出评估、验收结论',
  'change-order.propose': '申请工程变更、概算调整',
  'change-order.decide': '审批工程变更、概算调整',
  'change-order.withdraw': '撤回工程变更、概算调整',
  'list-view.save': '保存清单视图',
  'list-view.delete': '删除清单视图',
  'file.upload': '上传附件',
  'file.download': '下载附件',
  'file.view': '查看图片附件',
  'file.relabel': '标注附件密级',
  'file.remove': '删除附件',
  'plan.edit': '维护规划与年度任务',
  'template.create': '新建指标模板',
  'template.draft': '起草指标模板新版本',
  'template.edit': '修改指标模板草稿',
  'template.submit': '提交指标模板复核',
  'template.return': '退回指标模板',
  'template.publish': '发布指标模板',
  'template.withdraw': '停用指标模板版本',
  'cycle.open': '开启年度评价',
  'cycle.lock': '锁定年度评价',
  'cycle.close': '办结年度评价',
  'declaration.create': '新建绩效目标申报',
  'declaration.edit': '修改绩效目标申报',
  'declaration.delete': '删除绩效目标申报草稿',
  'declaration.submit': '提交绩效目标申报',
  'declaration.approve': '批准绩效目标申报',
  'declaration.return': '退回绩效目标申报',
  'target-change.propose': '申请调整绩效目标',
  'target-change.approve': '批准绩效目标调整',
  'target-change.refuse': '驳回绩效目标调整',
  'target-change.withdraw': '撤回绩效目标调整',
  'value.report': '填报指标完成值',
  'value.accept': '审核通过指标完成值',
  'value.return': '退回指标完成值',
  'value.correct': '更正指标完成值',
  'value.collect': '系统采集指标完成值',
  'survey.open': '发起满意度调查',
  'survey.close': '结束满意度调查',
  'import.apply': '导入表格',
  'import.undo': '撤销导入',
  'scores.export': '导出绩效得分',
  'form.export': '导出绩效表格',
  'demo.seed': '写入演示数据',
} as const;
export type AuditVerb = keyof typeof auditVerbNames;
export const auditVerbs = Object.keys(auditVerbNames) as AuditVerb[];

/** Who did it: a signed-in person, a wall, a system by its key, the server itself, or somebody unknown. */
export const actorKinds = ['person', 'wall', 'key', 'system', 'nobody'] as const;
export type ActorKind = (typeof actorKinds)[number];
export const actorKindNames: Readonly<Record<ActorKind, string>> = {
  person: '人员',
  wall: '大屏',
  key: '接口密钥',
  system: '系统',
  nobody: '未登录者',
};

/** How it ended: the change stands; its author was not allowed; or it was allowed and did not work. */
export const auditOutcomes = ['done', 'denied', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];
export const auditOutcomeNames: Readonly<Record<AuditOutcome, string>> = {
  done: '成功',
  denied: '拒绝',
  failed: '失败',
};

export const hashAlgorithms = ['sha256', 'sm3'] as const;
export type HashAlgorithm = (typeof hashAlgorithms)[number];
export const hashAlgorithmNames: Readonly<Record<HashAlgorithm, string>> = { sha256: 'SHA-256', sm3: 'SM3' };

const HashText = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** One record of the audit log. Each hash covers all the rest of it, and the hash before. */
export const AuditRow = Type.Object({
  /** Without gaps, from 1. */
  seq: Type.Integer(),
  at: InstantMs,
  actorKind: oneOf(actorKinds),
  /** The person's, wall's or key's number. */
  actorId: nullable(Type.Integer()),
  actorName: Type.String(),
  actorRoles: Type.Array(Type.String()),
  address: nullable(Type.String()),
  agent: nullable(Type.String()),
  verb: oneOf(auditVerbs),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  outcome: oneOf(auditOutcomes),
  reason: nullable(Type.String()),
  /** How often, when refusals of one kind within a minute are told by one record. */
  times: Type.Integer(),
  prevHash: HashText,
  hash: HashText,
  hashAlgorithm: oneOf(hashAlgorithms),
});
export type AuditRow = Static<typeof AuditRow>;

/** What is kept of a day (Asia/Shanghai) once it is over: how far the log had come, signed. */
export const AuditSeal = Type.Object({
  day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  firstSeq: Type.Integer(),
  /** One less than `firstSeq` for a day without records. */
  lastSeq: Type.Integer(),
  records: Type.Integer(),
  /** The hash of the last record, which covers all before it. */
  rootHash: HashText,
  sealedAt: InstantMs,
  hashAlgorithm: oneOf(hashAlgorithms),
  /** Which key signed it, by the beginning of the key's own hash. */
  keyId: Type.String(),
  /** HMAC of all the above. */
  mac: HashText,
});
export type AuditSeal = Static<typeof AuditSeal>;

/** Which records are looked for; all of it holds at once. */
export const AuditFilter = Type.Object({
  from: Type.Optional(InstantMs),
  to: Type.Optional(InstantMs),
  /** Part of a name. */
  actor: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  verb: Type.Optional(oneOf(auditVerbs)),
  outcome: Type.Optional(oneOf(auditOutcomes)),
  /** Part of a subject. */
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  /** The beginning of an address. */
  address: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
});
export type AuditFilter = Static<typeof AuditFilter>;

/**
 * changed: a hash is not that of its content. missing: records are not there. order: a record does not follow the one
 * before. seal: a day's seal does not fit the log, or was not made by our key.
 */
export const faultKinds = ['changed', 'missing', 'order', 'seal'] as const;
export type FaultKind = (typeof faultKinds)[number];
export const faultNames: Readonly<Record<FaultKind, string>> = {
  changed: '被改动',
  missing: '缺失',
  order: '顺序有误',
  seal: '封条不符',
};

/** What is wrong with a log, at its first place. */
export const ChainFault = Type.Object({
  kind: oneOf(faultKinds),
  /** The record, or the first of those that are missing. */
  seq: Type.Integer(),
  at: nullable(InstantMs),
  sentence: Type.String(),
});
export type ChainFault = Static<typeof ChainFault>;

/** What a check of the whole log found. */
export const CheckResult = Type.Object({
  records: Type.Integer(),
  firstSeq: Type.Integer(),
  lastSeq: Type.Integer(),
  seals: Type.Integer(),
  fault: nullable(ChainFault),
});
export type CheckResult = Static<typeof CheckResult>;

/** Where the log stands. */
export const AuditState = Type.Object({
  firstSeq: Type.Integer(),
  lastSeq: Type.Integer(),
  hashAlgorithm: oneOf(hashAlgorithms),
  retainMonths: Type.Integer(),
  seal: nullable(AuditSeal),
  /** The newest check, whoever made it. */
  check: nullable(Type.Object({ at: InstantMs, by: Type.String(), ...CheckResult.properties })),
});
export type AuditState = Static<typeof AuditState>;
