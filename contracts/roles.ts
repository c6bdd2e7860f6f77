import { Type, type Static } from 'typebox';
import { isFixed, isAllowed, permissionNames, roles, scopeKinds, type Permission, type Role } from './permissions.ts';
import { oneOf } from './schema.ts';

/** A role as it holds now. */
export const RoleLine = Type.Object({
  role: oneOf(roles),
  scope: oneOf(scopeKinds),
  permissions: Type.Array(oneOf(permissionNames)),
  /** People who hold it now, by a post of their own. */
  holders: Type.Integer(),
});
export type RoleLine = Static<typeof RoleLine>;

/** One cell of the role matrix as it is to be. */
export const MatrixCell = Type.Object({
  role: oneOf(roles),
  permission: oneOf(permissionNames),
  isHeld: Type.Boolean(),
});
export type MatrixCell = Static<typeof MatrixCell>;
export const MatrixChange = Type.Object({ cells: Type.Array(MatrixCell, { minItems: 1, maxItems: 300 }) });
export type MatrixChange = Static<typeof MatrixChange>;

/** Why a cell may not become so, or undefined. The page offers no such cell, the server refuses it. */
export function whyNotCell({ role, permission, isHeld }: MatrixCell): 'duty' | 'fixed' | undefined {
  if (isHeld && !isAllowed(role, permission)) return 'duty';
  return !isHeld && isFixed(role, permission) ? 'fixed' : undefined;
}

/** Rows of the matrix, by what they are about. */
export const permissionAreas: readonly { readonly name: string; readonly permissions: readonly Permission[] }[] = [
  { name: '实时态势', permissions: ['live.district', 'live.street', 'live.project', 'history.read', 'limits.read'] },
  {
    name: '项目与附件',
    permissions: ['projects.read', 'projects.export', 'projects.manage', 'files.read', 'files.upload', 'files.manage'],
  },
  { name: '资料密级', permissions: ['labels.internal', 'labels.sensitive', 'labels.manage'] },
  {
    name: '工地与设备',
    permissions: ['devices.read', 'devices.manage', 'cameras.view', 'quarantine.read', 'quarantine.replay'],
  },
  {
    name: '规划与指标',
    permissions: ['plans.read', 'plans.manage', 'indicators.read', 'indicators.manage', 'indicators.review'],
  },
  { name: '绩效目标', permissions: ['targets.read', 'targets.fill', 'targets.approve'] },
  {
    name: '完成值与得分',
    permissions: ['values.read', 'values.fill', 'values.review', 'surveys.manage', 'scores.read', 'scores.manage'],
  },
  {
    name: '项目阶段',
    permissions: [
      'lifecycle.record',
      'payments.record',
      'lifecycle.move',
      'lifecycle.unit',
      'lifecycle.sector',
      'lifecycle.investment',
      'lifecycle.funds',
      'lifecycle.audit',
      'lifecycle.street',
      'lifecycle.evaluate',
      'lifecycle.suspend',
      'lifecycle.override',
    ],
  },
  {
    name: '批示督办',
    permissions: ['instructions.read', 'instructions.give', 'instructions.follow', 'instructions.answer'],
  },
  { name: '审批', permissions: ['approvals.read', 'approvals.act'] },
  { name: '周报', permissions: ['reports.fill', 'reports.review'] },
  { name: '现场核查', permissions: ['inspections.fill', 'inspections.rectify'] },
  { name: '资金月报', permissions: ['funds.fill', 'funds.review'] },
  { name: '进度计划', permissions: ['schedules.edit', 'schedules.freeze', 'calendars.manage', 'thresholds.manage'] },
  {
    name: '系统对接与对账',
    permissions: [
      'interfaces.read',
      'interfaces.replay',
      'reconciliation.settle',
      'interfaces.health',
      'destinations.manage',
    ],
  },
  {
    name: '接口推送（系统密钥）',
    permissions: ['finance.budget', 'finance.appropriation', 'finance.voucher', 'oa.decide'],
  },
  { name: '大屏', permissions: ['walls.manage', 'walls.push', 'walls.report'] },
  {
    name: '机构与人员',
    permissions: ['organisation.read', 'organisation.manage', 'people.read', 'people.manage', 'people.reveal'],
  },
  { name: '岗位与派发', permissions: ['posts.grant', 'posts.lend', 'assignments.manage'] },
  {
    name: '角色与变更',
    permissions: ['roles.read', 'roles.manage', 'changes.read', 'changes.confirm', 'api-keys.manage'],
  },
  { name: '运行与审计', permissions: ['operations.read', 'audit.read', 'audit.export'] },
];

/** Roles that may hold a permission at all. */
export const rolesFor = (permission: Permission): Role[] => roles.filter((role) => isAllowed(role, permission));
