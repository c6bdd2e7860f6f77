import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Every verb of the audit log with its name. A change that is to be recorded has its verb here first. */
export const auditVerbNames = {
  'setup.complete': '完成初始设置',
  'session.open': '登录',
  'session.refuse': '登录被拒',
  'session.close': '退出',
  'person.create': '新增人员',
  'person.deactivate': '停用人员',
  'post.grant': '授予岗位',
  'post.end': '收回岗位',
  'wall.create': '发放大屏令牌',
  'wall.exchange': '大屏启用令牌',
  'wall.revoke': '撤销大屏',
  'wall.show': '投屏',
  'wall.hold': '保持投屏',
  'wall.release': '释放投屏',
  'wall.expire': '投屏到期',
  'wall.reload': '令大屏重新载入',
  'wall.identify': '令大屏显示名称',
  'device.register': '登记设备',
  'device.retire': '停用设备',
  'device.rotate-credential': '换发设备凭据',
  'site.create': '登记工地',
  'broker-access.export': '导出消息代理账号文件',
  'quarantine.replay': '重放隔离报文',
  'demo.seed': '写入演示数据',
} as const;
export type AuditVerb = keyof typeof auditVerbNames;
export const auditVerbs = Object.keys(auditVerbNames) as AuditVerb[];

export const AuditRow = Type.Object({
  id: Type.Integer(),
  at: InstantMs,
  actor: Type.String(),
  address: nullable(Type.String()),
  verb: oneOf(auditVerbs),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});
export type AuditRow = Static<typeof AuditRow>;
